import type { Agent, Roster } from '../core/agent/agent.ts';
import { ageLabel } from '../core/agent/ages.ts';
import type { AskChoice, PendingAsk } from '../core/asks/pending-ask.ts';
import { plainText } from '../core/text/plain-text.ts';
import { visibleLine, visibleLines } from '../core/text/visible-text.ts';
import { fromHome, type TableLook } from './agent-table.ts';

/** One request and whose it is, as `inbox --json` prints it. */
export type InboxEntry = Pick<Agent, 'name' | 'number' | 'id' | 'cwd'> & {
  readonly ask: PendingAsk;
};

/** The longest wait first. */
export function inboxOf(roster: Roster): readonly InboxEntry[] {
  return roster
    .flatMap(({ name, number, id, cwd, ask }) => (ask ? [{ name, number, id, cwd, ask }] : []))
    .sort((left, right) => left.ask.since - right.ask.since);
}

export function inboxText(entries: readonly InboxEntry[], look: TableLook): string {
  if (entries.length === 0) return 'no agent waits for you\n';
  return entries.map((entry) => entryText(entry, look)).join('\n');
}

function entryText({ name, cwd, ask }: InboxEntry, look: TableLook): string {
  const { paint, now, homeFolder } = look;
  const who = ask.subagent === null ? '' : `, ${plainText(ask.subagent)}`;
  const lines = [
    `${paint('name', name)}${who} (${ageLabel(ask.since, now)}): ${visibleLine(ask.title)}`,
    ...subjectLines(ask),
    ...labelled('Reason', ask.reason),
    ...labelled('Folder', fromHome(cwd, homeFolder)),
    ...ask.choices.map(choiceLine),
    ask.problem === null
      ? paint('muted', `  codex-grid answer ${name} CHOICE --ask ${ask.id}`)
      : `  Not from here: ${ask.problem}.`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function subjectLines({ subject }: PendingAsk): readonly string[] {
  return subject === null ? [] : visibleLines(subject).map((line) => `    ${line}`);
}

function labelled(label: string, text: string | null): readonly string[] {
  return text === null ? [] : [`  ${label}: ${visibleLine(text)}`];
}

function choiceLine({ number, means, label, consequence }: AskChoice): string {
  const word = (means ?? `${number}`).padEnd(8);
  return `  ${word} ${visibleLine(label)}${consequence === null ? '' : ` (${consequence})`}`;
}
