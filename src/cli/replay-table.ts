import { lifecycles } from '../core/lifecycle/lifecycle-table.ts';
import type { ReplayedStep, State } from '../core/run/replayed-states.ts';
import type { RunHead } from '../core/run/run-file.ts';
import { plainText } from '../core/text/plain-text.ts';
import { textWidth } from '../core/text/text-width.ts';
import type { TableLook } from './agent-table.ts';
import { clockText } from './why-table.ts';

/** The states that a run goes through now, oldest first, and what the host told where that was another. */
export function replayText(
  { head, steps }: { readonly head: RunHead; readonly steps: readonly ReplayedStep[] },
  look: TableLook,
): string {
  const shown = steps.filter((step, index) => isShown(step, steps[index - 1]));
  const rows = shown.map((step, index) => rowOf(step, shown[index - 1]));
  const widths = columnTitles.map((title, column) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row.cells[column] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => padded(cell, widths[column] ?? 0)).join(gap);
  return [
    aboutText(head),
    '',
    look.paint('muted', line(columnTitles).trimEnd()),
    ...rows.map(({ step, cells, note }) => lineOf({ step, text: line(cells), note }, look)),
    '',
    summaryOf(steps),
    '',
  ].join('\n');
}

const columnTitles = ['TIME', 'STATE', 'WHY', 'RULE'];
const gap = '  ';

/** A change of state, of detail or of subagents, and where it is not as it was told. */
function isShown(step: ReplayedStep, before: ReplayedStep | undefined): boolean {
  if (step.changed) return true;
  // Said once, not with each piece of evidence as long as it lasts.
  return step.difference !== null && !isSameDifference(step, before);
}

function isSameDifference(step: ReplayedStep, before: ReplayedStep | undefined): boolean {
  return (
    before?.difference === 'state' &&
    step.difference === 'state' &&
    before.told?.state === step.told?.state &&
    before.told?.subagents === step.told?.subagents
  );
}

function rowOf(step: ReplayedStep, before: ReplayedStep | undefined) {
  const { made } = step;
  const state = stateText(made);
  const isSame = before !== undefined && stateText(before.made) === state;
  const said = `${step.witness}: ${plainText(step.says)}`;
  const cells = [clockText(step.at), isSame ? '' : state, said, made.rule];
  return { step, cells, note: noteOf(step) };
}

function stateText({ state, subagents }: State): string {
  const { glyph, word } = lifecycles[state];
  return `${glyph} ${word}${subagents > 0 ? ` +${subagents}` : ''}`;
}

function noteOf({ difference, told }: ReplayedStep): string {
  switch (difference) {
    case null:
      return '';
    case 'unheard':
      return 'the output that was kept does not say so';
    case 'added':
      return 'the output says so, and the host did not hear it';
    case 'state':
      return told ? `the host told ${stateText(told)} (${told.rule})` : '';
    default:
      return difference satisfies never;
  }
}

function lineOf(
  { step, text, note }: { step: ReplayedStep; text: string; note: string },
  { paint }: TableLook,
): string {
  const line = paint(lifecycles[step.made.state].role, text.trimEnd());
  return note === '' ? line : `${line}\n${gap.repeat(2)}${paint('failed', `! ${note}`)}`;
}

function aboutText({ codex, codexGrid, recordedAt, text }: RunHead): string {
  const what = codex === null ? 'a codex of unknown version' : `codex ${codex}`;
  const texts = text === 'blanked' ? 'placeholders stand for its texts' : 'with its texts';
  const date = new Date(recordedAt).toISOString().slice(0, 16).replace('T', ' ');
  return `${what}, recorded by codex-grid ${codexGrid} on ${date} UTC; ${texts}`;
}

function summaryOf(steps: readonly ReplayedStep[]): string {
  const count = (difference: ReplayedStep['difference']) =>
    steps.filter((step) => step.difference === difference).length;
  const others = [
    [count('state'), 'where the state is another'],
    [count('unheard'), 'that the output does not say'],
    [count('added'), 'that only the output says'],
  ] as const;
  const told = others.filter(([number]) => number > 0);
  if (told.length === 0)
    return `${steps.length} pieces of evidence, and the states that the host told.`;
  return `${steps.length} pieces of evidence; not as the host told: ${told.map(([number, what]) => `${number} ${what}`).join(', ')}.`;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}
