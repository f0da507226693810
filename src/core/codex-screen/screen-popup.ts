import { isHighlightedRow } from './screen-choices.ts';
import type { ComposerPlace } from './screen-composer.ts';
import { firstWritten, is, type ScreenRows } from './screen-rows.ts';
import type { ScreenTable } from './screen-table.ts';

/** `footer`: it has taken the footer's place and has the cursor. */
export type Popup = { readonly name: string; readonly where: 'above' | 'footer' };

/** What is open over the composer; `unknown` when something stands there that is in no table. */
export function popupAbove(
  screen: ScreenRows,
  place: ComposerPlace,
  { popups }: ScreenTable,
): Popup | 'unknown' | null {
  const footer = popups.footers.find(({ row }) => row.test(screen.text(screen.lastY)));
  if (footer && screen.cursor?.y === screen.lastY) return { name: footer.name, where: 'footer' };
  const y = place.top - 1;
  const name =
    hintDirectlyAbove(screen, y, popups.hints) ??
    listAbove(screen, y, popups.lists) ??
    panelAbove(screen, place, popups.panels);
  if (name !== null) return { name, where: 'above' };
  const { button, heading } = popups.harmless;
  const isHarmless =
    (screen.text(y) === '' && screen.startPen(y).background === 0) ||
    button.test(screen.text(y)) ||
    blockAbove(screen, y).some((text) => heading.test(text));
  return isHarmless ? null : 'unknown';
}

type NamedRows = ScreenTable['popups']['lists'];

function hintDirectlyAbove(screen: ScreenRows, y: number, hints: NamedRows): string | null {
  const first = firstWritten(screen.runs(y));
  const isStyled = first !== null && (is('bold', first.pen) || first.pen.foreground !== 0);
  return isStyled ? (hints.find(({ row }) => row.test(screen.text(y)))?.name ?? null) : null;
}

function listAbove(screen: ScreenRows, lowest: number, lists: NamedRows): string | null {
  for (let y = lowest; y >= 0 && screen.text(y) !== ''; y -= 1) {
    if (!isHighlightedRow(screen, y, 0)) continue;
    return lists.find(({ row }) => row.test(screen.text(y)))?.name ?? null;
  }
  return null;
}

/**
 * The panel's padding, with a free row below it where codex has the whole screen. It has the
 * background of the composer; without one, the colours of its keys tell it from text.
 */
function panelAbove(
  screen: ScreenRows,
  { top, prompt }: ComposerPlace,
  panels: NamedRows,
): string | null {
  const { background } = prompt.pen;
  const isAdjacent = background !== 0 && screen.startPen(top - 1).background === background;
  const paddingY = isAdjacent ? top - 1 : top - 2;
  const y = paddingY - 1;
  const isPanel =
    screen.text(top - 1) === '' &&
    screen.text(paddingY) === '' &&
    screen.startPen(paddingY).background === background &&
    screen.startPen(y).background === background &&
    (background !== 0 || firstWritten(screen.runs(y))?.pen.foreground !== 0);
  return isPanel ? (panels.find(({ row }) => row.test(screen.text(y)))?.name ?? null) : null;
}

function blockAbove(screen: ScreenRows, lowest: number): readonly string[] {
  const texts: string[] = [];
  for (let y = lowest; y >= 0 && screen.text(y) !== ''; y -= 1) texts.push(screen.text(y));
  return texts;
}
