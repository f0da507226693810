import { type BottomPane, isTitle, textsBetween } from './screen-bottom-pane.ts';
import { choicesIn } from './screen-choices.ts';
import type { Open } from './screen-facts.ts';
import { firstWritten, type ScreenRows } from './screen-rows.ts';
import type { ScreenTable } from './screen-table.ts';

/** Hints, wrapped, and a blank row. */
const hintRows = 3;

/** Any other pane in the composer's place that has a title, and says how to leave it. */
export function readMenu(
  screen: ScreenRows,
  { titleY, bottom }: BottomPane,
  { menus, menuHint }: ScreenTable,
): Open | null {
  if (!isTitle(firstWritten(screen.runs(titleY)))) return null;
  const hintsTop = Math.max(titleY + 1, screen.lastY - hintRows + 1);
  if (!menuHint.test(textsBetween(screen, hintsTop, screen.lastY).join(' '))) return null;
  const title = screen.text(titleY).trim();
  const lists = [0, 2].map((x) => choicesIn(screen, { top: titleY + 1, bottom, x }));
  return {
    kind: 'menu',
    name: menus.find((menu) => menu.title.test(title))?.name ?? null,
    title,
    choices: lists.find((list) => list !== null)?.choices ?? [],
  };
}
