import type { Agent } from '../agent/agent.ts';
import { ageLabel } from '../agent/ages.ts';
import { lifecycles, needsYou } from '../lifecycle/lifecycle-table.ts';
import { plainText } from '../text/plain-text.ts';
import { textWidth } from '../text/text-width.ts';
import type { ActionName } from './binding.ts';
import { keyFor } from './bindings.ts';
import { cardText } from './card-text.ts';
import { isForDigest } from './digest-lines.ts';
import { answerableAsk, answerPart, cardLines, type TileLook } from './tile-card.ts';
import type { ShownView } from './tile-layouts.ts';
import {
  badgeMark,
  badgesPart,
  branchPart,
  clippedPart,
  contextPart,
  gap,
  headOf,
  type Marking,
  queuePart,
  stateWord,
  subagentsPart,
  taskPart,
} from './tile-parts.ts';
import {
  clipEnd,
  drawn,
  type Emphasis,
  joined,
  type Part,
  type Piece,
  part,
  plainLine,
} from './tile-pieces.ts';

/** A place left blank in a line, where an age is painted: its column and how many cells its label has now. */
export type AgeGap = { readonly at: number; readonly columns: number; readonly since: number };

export type TitleLine = { readonly pieces: readonly Piece[]; readonly age: AgeGap | null };

/** Corner, stroke and blank. */
const startColumns = 3;

const endColumns = 2 * startColumns;

/** Shorter details say nothing. */
const leastDetailColumns = 8;

/** A command or an error is known by its beginning: with so much of it in view the branch may have the rest. */
const enoughDetailColumns = 24;

/**
 * Number, glyph, name, state and its age, badges, subagents, detail; branch, changes and context at the right.
 * `columns` is the whole line, `now` is epoch ms. What has no room is left out, the least telling first; the name is cut last.
 */
export function titleLine(
  agent: Agent,
  look: {
    readonly columns: number;
    readonly emphasis: Emphasis;
    readonly now: number;
    readonly marking: Marking;
    readonly view: ShownView;
  },
): TitleLine {
  const room = Math.max(0, look.columns - endColumns);
  const mark = badgeMark(agent);
  const head = headOf(agent, {
    room: mark ? room - mark.columns : room,
    marking: look.marking,
  });
  // What is to be heeded keeps a place beside the name until its words have found theirs.
  let left = room - head.columns - (mark?.columns ?? 0);
  const take = (wanted: Part | null, distance: number): Part | null => {
    if (!wanted || wanted.columns + distance > left) return null;
    left -= wanted.columns + distance;
    return wanted;
  };
  const leastQueue = take(queuePart(agent, 'short'), gap);
  const word = take(part([{ role: 'state', text: stateWord(agent) }]), gap);
  const label = ageLabel(agent.since, look.now);
  const age = word && take(part([{ role: 'detail', text: ' '.repeat(label.length) }]), 1);
  if (mark) left += mark.columns;
  const { danger, warning, sign } = badgesIn(agent, mark, take, () => left);
  const queue = widened(leastQueue, queuePart(agent, 'words'), take);
  const task = take(taskPart(agent), gap);
  const context = take(contextPart(agent), gap + 1);
  const subagents = take(subagentsPart(agent), gap);
  const detail = detailOf(agent, look.view);
  const kept = Math.min(textWidth(detail), enoughDetailColumns);
  const branch = branchPart(agent);
  const branchDistance = context ? gap : gap + 1;
  const hasBranch = branch && branch.columns + branchDistance + kept + gap <= left;
  const shownBranch = hasBranch ? take(branch, branchDistance) : null;
  const quiet = take(badgesPart(agent, ['quiet']), gap);
  const shownDetail = left - gap >= leastDetailColumns ? clipEnd(detail, left - gap) : '';

  const shown = {
    left: joined([
      [head, 0],
      [sign, 0],
      [task, gap],
      [word, gap],
      [age, 1],
      [danger, gap],
      [warning, gap],
      [queue, gap],
      [subagents, gap],
      [quiet, gap],
      [shownDetail ? part([{ role: 'detail', text: shownDetail }]) : null, gap],
    ]),
    right: joined([
      [shownBranch, 0],
      [context, shownBranch ? gap : 0],
    ]),
  };
  return {
    pieces: drawn({ ...look, edge: 'top', ...shown }),
    age:
      word && age
        ? {
            at:
              startColumns +
              head.columns +
              (sign?.columns ?? 0) +
              (task ? gap + task.columns : 0) +
              gap +
              word.columns +
              1,
            columns: label.length,
            since: agent.since,
          }
        : null,
  };
}

type Take = (wanted: Part | null, distance: number) => Part | null;

/** The longer of two parts where it fits in the place of the shorter one, which was taken. */
function widened(taken: Part | null, longer: Part | null, take: Take): Part | null {
  return taken && (take(longer, -taken.columns) ?? taken);
}

/** In words where they fit, the worst first; else a sign has the place of `mark`. `left` counts free cells. */
function badgesIn(agent: Agent, mark: Part | null, take: Take, left: () => number) {
  const wordsOf = (tone: 'danger' | 'warning') => badgesPart(agent, [tone]);
  const dangers = wordsOf('danger');
  const danger = take(clippedPart(dangers, left() - gap), gap);
  const dangerSign = dangers && !danger ? take(mark, 0) : null;
  const warning = take(clippedPart(wordsOf('warning'), left() - gap), gap);
  const sign = dangerSign ?? (dangers || warning ? null : take(mark, 0));
  return { danger, warning, sign };
}

/**
 * The lower border; of a tile that waits, failed or ended with what is to be known of it at the left, and the key that
 * answers at the right. Where that stands in the tile already the keys have it alone.
 */
export function lowerLine(agent: Agent, look: TileLook): readonly Piece[] {
  const { columns, emphasis } = look;
  const card = cardOf(agent, look);
  const room = Math.max(0, columns - endColumns);
  const line = (left: Part, right: Part) =>
    drawn({ columns, emphasis, edge: 'bottom', left, right });
  if (!card) {
    if (look.group === null) return [plainLine(columns, emphasis)];
    return line(part([{ role: 'detail', text: clipEnd(look.group, room) }]), part([]));
  }
  const asking = answerableAsk(agent, emphasis);
  const keyIn = (most: number) =>
    asking ? answerPart(asking, { ...look, columns: most }) : keyPart(card, look, most);
  if (cardPlace(agent, look) !== 'border') {
    const key = keyIn(room);
    return key ? line(key, part([])) : [plainLine(columns, emphasis)];
  }
  const key = keyIn(room - gap - 1 - leastDetailColumns);
  const text = clipEnd(card.text, room - (key ? key.columns + gap + 1 : 0));
  return line(part([{ role: 'state', text }]), key ?? part([]));
}

/** Where a tile tells what its agent waits for, or failed at: once is enough. */
export function cardPlace(agent: Agent, look: TileLook): 'lines' | 'digest' | 'border' {
  if (cardLines(agent, look).length > 0) return 'lines';
  return look.view === 'digest' && isForDigest(agent, look) ? 'digest' : 'border';
}

function keyPart(card: Card, look: TileLook, columns: number): Part | null {
  const key = part([
    { role: 'key', text: keyFor(look.bindings, card.action) },
    { role: 'detail', text: ` ${card.does}` },
  ]);
  return look.emphasis === 'selected' && key.columns <= columns ? key : null;
}

type Card = { readonly text: string; readonly action: ActionName; readonly does: string };

function cardOf(agent: Agent, look: Pick<TileLook, 'columns' | 'timeZone'>): Card | null {
  if (agent.stopping !== null) return null;
  const text = cardText(agent, look);
  if (text !== null) {
    const does = needsYou(agent.state) ? 'answers' : 'types';
    return { text: `${lifecycles[agent.state].glyph} ${text}`, action: 'type', does };
  }
  if (agent.state === 'ended') {
    const does = agent.task === 'command' ? 'runs it again' : 'resumes';
    return { text: endOf(agent), action: 'resume', does };
  }
  return null;
}

/** How an agent ended, in a few words. */
export function endOf(agent: Agent): string {
  const { exit, detail } = agent;
  if (!exit) return plainText(detail ?? '') || 'not running';
  return exit.signal ? `killed by ${exit.signal}` : `exit code ${exit.code}`;
}

/** What the tile does not say already below. */
function detailOf(agent: Agent, view: ShownView): string {
  const isInDigest = agent.state === 'working' || agent.state === 'done';
  if (view === 'digest' && isInDigest) return '';
  return cardOf(agent, { columns: 0, timeZone: 'UTC' }) ? '' : plainText(agent.detail ?? '');
}
