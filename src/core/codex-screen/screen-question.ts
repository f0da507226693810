import { type BottomPane, textsBetween } from './screen-bottom-pane.ts';
import { choicesIn } from './screen-choices.ts';
import type { Open } from './screen-facts.ts';
import { firstWritten, is, type ScreenRows } from './screen-rows.ts';
import type { ScreenTable } from './screen-table.ts';

export function readQuestion(
  screen: ScreenRows,
  { titleY }: BottomPane,
  { question }: ScreenTable,
): Open | null {
  const [, number, count, unanswered = '0'] = question.title.exec(screen.text(titleY)) ?? [];
  const title = firstWritten(screen.runs(titleY));
  if (number === undefined || !title || !is('dim', title.pen)) return null;
  const hintsTop = topOfHints(screen, titleY);
  const hints = textsBetween(screen, hintsTop, screen.lastY).join(' ');
  if (!question.hint.test(hints)) return null;
  const end = endOfText(screen, titleY + 1);
  const list = choicesIn(screen, { top: end, bottom: hintsTop - 1, x: 2 });
  const last = question.count.exec(hints)?.[1];
  return {
    kind: 'question',
    number: Number(number),
    count: Number(count),
    unanswered: Number(unanswered),
    question: textsBetween(screen, titleY + 1, end - 1)
      .map((text) => text.trim())
      .join(' '),
    choices: list?.choices ?? [],
    isWhole:
      list?.choices[0]?.number === 1 &&
      (last === undefined || Number(last) === list.choices.at(-1)?.number),
    notes: question.notesHint.test(hints) ? 'open' : 'closed',
  };
}

function topOfHints(screen: ScreenRows, titleY: number): number {
  let bottom = screen.lastY;
  while (bottom > titleY && screen.text(bottom) === '') bottom -= 1;
  let top = bottom + 1;
  while (top - 1 > titleY && hasKey(screen, top - 1)) top -= 1;
  return top;
}

/** Keys are bold; so is the bar over a choice, which has a background of its own. */
function hasKey(screen: ScreenRows, y: number): boolean {
  const background = screen.startPen(y).background;
  return screen
    .runs(y)
    .some(({ pen }) => is('bold', pen) && !is('inverse', pen) && pen.background === background);
}

function endOfText(screen: ScreenRows, top: number): number {
  let y = top;
  while (y <= screen.lastY && screen.text(y) !== '') y += 1;
  return y;
}
