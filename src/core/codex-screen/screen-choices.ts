import type { Choice } from './screen-facts.ts';
import { is, type Run, runAt, type ScreenRows } from './screen-rows.ts';

/** Rows of a screen, both included; `x` is the column at which the lists in them begin. */
export type Area = { readonly top: number; readonly bottom: number; readonly x: number };

export type ChoiceList = {
  readonly choices: readonly Choice[];
  /** The row of the first one that is shown. */
  readonly top: number;
};

const firstRow = /^[› ] (\d+)\. (.*)$/;
const labelIndent = 5;
/** Below the label. What stands further to the right, or is dimmed, is something else. */
const wrappedLabel = /^ {5}(\S.*)$/;
const description = / {2,}\S.*$/;
const keyAtEnd = / ?\((\S+)\)$/;

/**
 * The numbered choices at the end of an area, as far as they are shown; null when it ends in
 * something else, or none or several of them are highlighted.
 */
export function choicesAtEnd(screen: ScreenRows, area: Area): ChoiceList | null {
  const firsts = firstRowsFromBelow(screen, area);
  const top = firsts.at(-1)?.y;
  if (top === undefined) return null;
  const choices = firsts.toReversed().map(({ y, number }, index, rows) => {
    const end = rows[index + 1]?.y ?? area.bottom + 1;
    return choiceOf(screen, { number, top: y, bottom: end - 1, x: area.x });
  });
  return choices.filter(({ isHighlighted }) => isHighlighted).length === 1
    ? { choices, top }
    : null;
}

/** The same where something else may stand below the choices. */
export function choicesIn(screen: ScreenRows, area: Area): ChoiceList | null {
  for (let { bottom } = area; bottom >= area.top; bottom -= 1) {
    const list = choicesAtEnd(screen, { ...area, bottom });
    if (list) return list;
  }
  return null;
}

type FirstRow = { readonly y: number; readonly number: number };

/** Upwards as long as the numbers count down: what stands above may have numbers of its own. */
function firstRowsFromBelow(screen: ScreenRows, { top, bottom, x }: Area): readonly FirstRow[] {
  const found: FirstRow[] = [];
  for (let y = bottom; y >= top && found.at(-1)?.number !== 1; y -= 1) {
    const text = screen.text(y).slice(x);
    const first = firstRow.exec(text);
    const isPart = first !== null || /^ {5}/.test(text) || /^[↑↓]$/.test(text);
    // Blank rows below a list are its padding.
    if (!isPart && !(found.length === 0 && text === '')) break;
    if (!first) continue;
    const number = Number(first[1]);
    const below = found.at(-1);
    if (below && below.number !== number + 1) break;
    if (!isHighlightedRow(screen, y, x) && !isPlainRow(screen.runs(y), x)) break;
    found.push({ y, number });
  }
  return found;
}

function choiceOf(
  screen: ScreenRows,
  { number, top, bottom, x }: Area & { readonly number: number },
): Choice {
  const first = firstRow.exec(screen.text(top).slice(x))?.[2] ?? '';
  const wrapped: string[] = [];
  let lastLabelY = top;
  for (let y = top + 1; y <= bottom; y += 1) {
    const more = wrappedLabel.exec(screen.text(y).slice(x))?.[1];
    const pen = runAt(screen.runs(y), x + labelIndent)?.pen;
    if (more === undefined || !pen || is('dim', pen)) break;
    wrapped.push(more.replace(description, ''));
    lastLabelY = y;
  }
  const label = [first.replace(description, ''), ...wrapped].join(' ');
  const isHighlighted = isHighlightedRow(screen, top, x);
  const key = keyAtEnd.exec(label)?.[1] ?? null;
  const isKey = key !== null && isKeyDrawn(screen.runs(lastLabelY), isHighlighted);
  return {
    number,
    label: isKey ? label.replace(keyAtEnd, '') : label,
    key: isKey ? key : null,
    isHighlighted,
  };
}

/** Codex draws the key in a style of its own; in brackets of a command's text it does not. */
function isKeyDrawn(runs: readonly Run[], isHighlighted: boolean): boolean {
  const closing = runs.findLastIndex(({ text }) => text.trim() !== '');
  const [bracket, key] = [runs[closing], runs[closing - 1]];
  if (bracket?.text.trim() !== ')' || !key) return false;
  return isHighlighted ? key.pen.foreground !== bracket.pen.foreground : is('bold', key.pen);
}

/** A bar across the row, in a colour of its own or inverse. */
export function isHighlightedRow(screen: ScreenRows, y: number, x: number): boolean {
  if (screen.text(y).charAt(x) !== '›') return false;
  const pen = runAt(screen.runs(y), x)?.pen;
  if (!pen || !is('bold', pen)) return false;
  return (pen.background !== 0 && pen.foreground !== 0) || is('inverse', pen);
}

function isPlainRow(runs: readonly Run[], x: number): boolean {
  const run = runAt(runs, x + 2);
  return run !== null && run.pen.foreground === 0 && run.pen.attributes === 0;
}
