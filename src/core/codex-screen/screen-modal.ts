import { choicesIn } from './screen-choices.ts';
import type { Open } from './screen-facts.ts';
import { is, type Run, type ScreenRows } from './screen-rows.ts';
import type { ScreenTable } from './screen-table.ts';

/** A menu in a box of its own in the middle of the screen, two columns from the box's edge. */
export function readModal(screen: ScreenRows, { modals, menuHint }: ScreenTable): Open | null {
  if (screen.cursor !== null) return null;
  for (let y = 0; y <= screen.lastY; y += 1) {
    const text = screen.text(y);
    const modal = modals.find((one) => text.includes(one.title));
    const title = modal && screen.runs(y).find((run) => isTitle(run, modal.title));
    if (!title) continue;
    const x = title.x - 2;
    const hintY = hintBelow(screen, { y, x: title.x, hint: menuHint });
    if (hintY === null) return null;
    const list = choicesIn(screen, { top: y + 1, bottom: hintY - 1, x });
    return {
      kind: 'menu',
      name: modal.name,
      title: modal.title,
      choices: list?.choices ?? [],
    };
  }
  return null;
}

function isTitle({ x, text, pen }: Run, title: string): boolean {
  return x >= 4 && is('bold', pen) && pen.background !== 0 && text.trim() === title;
}

function hintBelow(
  screen: ScreenRows,
  { y, x, hint }: { readonly y: number; readonly x: number; readonly hint: RegExp },
): number | null {
  for (let below = y + 1; below <= screen.lastY; below += 1) {
    const key = screen.runs(below).find((run) => run.x === x);
    if (key && is('bold', key.pen) && hint.test(screen.text(below))) return below;
  }
  return null;
}
