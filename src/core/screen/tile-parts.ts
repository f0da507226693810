import type { Agent, Badge, StopPhase } from '../agent/agent.ts';
import { lifecycles } from '../lifecycle/lifecycle-table.ts';
import { plainText } from '../text/plain-text.ts';
import { clipEnd, joined, type Part, type Piece, part } from './tile-pieces.ts';

/** Between two parts of a line. Cells. */
export const gap = 2;

/** Whether an agent is one of those that a verb for several is done to. */
export type Marking = 'marked' | 'unmarked';

/** Longer branch names say no more. */
const branchLimitColumns = 24;

export function headOf(
  agent: Agent,
  look: { readonly room: number; readonly marking: Marking },
): Part {
  const { glyph } = lifecycles[agent.state];
  const before: readonly Piece[] = [
    ...numberPieces(agent, look.marking),
    { role: 'state', text: `${glyph} ` },
  ];
  const unread: readonly Piece[] = agent.unread ? [{ role: 'state', text: ' •' }] : [];
  const nameColumns = look.room - part([...before, ...unread]).columns;
  const name = clipEnd(plainText(agent.name), nameColumns);
  return part([...before, { role: 'name', text: name }, ...unread]);
}

/** The star is the sign of a mark where there is no colour. */
function numberPieces({ number }: Agent, marking: Marking): readonly Piece[] {
  if (marking === 'unmarked') return [{ role: 'number', text: `${number} ` }];
  return [
    { role: 'mark', text: `*${number}` },
    { role: 'detail', text: ' ' },
  ];
}

export function contextPart({ context, task }: Agent): Part | null {
  if (task === 'command') return null;
  return context && part([{ role: 'detail', text: `${Math.round(context.percentLeft)}%` }]);
}

export function subagentsPart({ subagents }: Agent): Part | null {
  return subagents > 0 ? part([{ role: 'state', text: `+${subagents}` }]) : null;
}

/** How many prompts wait for it. */
export function queuePart({ queue }: Agent, words: 'words' | 'short'): Part | null {
  if (queue === 0) return null;
  return part([{ role: 'key', text: words === 'words' ? `${queue} queued` : `»${queue}` }]);
}

export function branchPart(agent: Agent): Part | null {
  const branch = plainText(agent.branch ?? '');
  // A command works on no branch, wherever it was started.
  if (branch === '' || agent.task === 'command') return null;
  return part([
    { role: 'detail', text: `${clipEnd(branch, branchLimitColumns)}${changesOf(agent)}` },
  ]);
}

/** A star for what is in no commit yet, then the lines; '' when nothing was changed. */
export function changesOf({ git }: Agent): string {
  if (!git) return '';
  return [
    git.dirty ? '*' : '',
    git.added > 0 ? ` +${git.added}` : '',
    git.deleted > 0 ? ` -${git.deleted}` : '',
  ].join('');
}

const stopWords: Readonly<Record<StopPhase, string>> = {
  interrupting: 'interrupting',
  quitting: 'quitting',
  terminating: 'ending',
  killing: 'killing',
};

/** What it does, or how far its stop has come. */
export function stateWord({ state, stopping }: Agent): string {
  return stopping === null ? lifecycles[state].word : stopWords[stopping];
}

/** Behind the name, where there is no room for the words of what is to be heeded. */
export function badgeMark({ badges }: Agent): Part | null {
  const has = (wanted: Badge['tone']) => badges.some(({ tone }) => tone === wanted);
  const role = has('danger') ? 'danger' : has('warning') ? 'warning' : null;
  return (
    role &&
    part([
      { role: 'detail', text: ' ' },
      { role, text: '!' },
    ])
  );
}

/** What tells a command of codex's, such as a sign-in, from an agent. */
export function taskPart({ task }: Agent): Part | null {
  return task === 'command' ? part([{ role: 'detail', text: 'command' }]) : null;
}

const badgeRoles = { quiet: 'detail', warning: 'warning', danger: 'danger' } as const;

export function badgesPart({ badges }: Agent, tones: readonly Badge['tone'][]): Part | null {
  const shown = badges.filter(({ tone }) => tones.includes(tone));
  if (shown.length === 0) return null;
  return joined(
    shown.map(({ text, tone }, index) => {
      const word = plainText(text);
      const drawn = tone === 'danger' ? ` ${word} ` : word;
      return [part([{ role: badgeRoles[tone], text: drawn }]), index > 0 ? gap : 0] as const;
    }),
  );
}

/** Shorter words say nothing. */
const leastBadgeColumns = 12;

/** A part of one role, cut where there is no room for all of it, unless too little would be left. */
export function clippedPart(whole: Part | null, room: number): Part | null {
  if (!whole || whole.columns <= room || room < leastBadgeColumns) return whole;
  const [first] = whole.pieces;
  const text = whole.pieces.map((piece) => piece.text).join('');
  return first ? part([{ role: first.role, text: clipEnd(text, room) }]) : null;
}
