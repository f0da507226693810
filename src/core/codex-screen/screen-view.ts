import type { Open } from './screen-facts.ts';
import { firstWritten, is, type Run, type ScreenRows } from './screen-rows.ts';
import type { ScreenTable } from './screen-table.ts';

const lastRows = 3;

/** A screen of its own: its title in the first row, its keys in the last ones, and no cursor. */
export function readView(screen: ScreenRows, { views }: ScreenTable): Open | null {
  if (screen.cursor !== null) return null;
  const title = firstWritten(screen.runs(0));
  if (!title || !(is('bold', title.pen) || is('dim', title.pen))) return null;
  const view = views.find(({ first, last }) => first.test(screen.text(0)) && hasHint(screen, last));
  return view ? { kind: 'view', name: view.name } : null;
}

function hasHint(screen: ScreenRows, hint: RegExp): boolean {
  for (let y = screen.lastY; y > Math.max(0, screen.lastY - lastRows); y -= 1) {
    if (hint.test(screen.text(y)) && isHint(firstWritten(screen.runs(y)))) return true;
  }
  return false;
}

function isHint(run: Run | null): boolean {
  return run !== null && (is('bold', run.pen) || run.pen.foreground !== 0);
}
