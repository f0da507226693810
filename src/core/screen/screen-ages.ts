import { ageLabel, nextAgeChange } from '../agent/ages.ts';
import { footerLine } from './footer-line.ts';
import { inboxLines } from './inbox-lines.ts';
import { markingOf } from './marks.ts';
import { screenLayout } from './screen-layout.ts';
import type { ScreenModel } from './screen-state.ts';
import { type AgeGap, titleLine } from './tile-lines.ts';

/** A place of the outer terminal where the age of an instant is painted. Cells; epoch ms. */
export type AgePlace = {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly since: number;
  /** One on the tiles is hidden by what lies above them. */
  readonly layer: 'tiles' | 'overlay';
  readonly role: 'muted' | 'choice';
};

/** Ages change by themselves, so they stand beside Ink's frame: a tick must not cost a commit. */
export function agePlaces(model: ScreenModel, now: number): readonly AgePlace[] {
  const layout = screenLayout(model);
  if (layout.tooSmall || model.overlay.type === 'diff') return [];
  const tiles = model.overlay.type === 'transcripts' ? [] : layout.tiles;
  const inTitles = tiles.flatMap(({ agent, rectangle, view }) => {
    const marking = markingOf(model, agent.id);
    const look = { columns: rectangle.columns, emphasis: 'plain', now, marking, view } as const;
    return placed(titleLine(agent, look).age, rectangle);
  });
  const footer = { x: 0, y: model.rows - layout.footerRows };
  return [...inTitles, ...placed(footerLine(model, now).age, footer)];
}

function placed(
  gap: AgeGap | null,
  origin: { readonly x: number; readonly y: number },
): readonly AgePlace[] {
  if (!gap) return [];
  const { at, columns, since } = gap;
  return [{ x: origin.x + at, y: origin.y, columns, since, layer: 'tiles', role: 'muted' }];
}

/** Those in an overlay whose box, with the blanks beside it, lies at `box`. */
export function overlayAgePlaces(
  model: ScreenModel,
  box: { readonly x: number; readonly y: number },
  now: number,
): readonly AgePlace[] {
  if (model.overlay.type !== 'inbox') return [];
  return inboxLines(model, model.overlay.inbox, now).flatMap(({ age, pieces }, row) =>
    age
      ? [
          {
            x: box.x + insideOverlay.x + age.at,
            y: box.y + insideOverlay.y + row,
            columns: age.columns,
            since: age.since,
            layer: 'overlay',
            role: pieces.some(({ role }) => role === 'choice') ? 'choice' : 'muted',
          } as const,
        ]
      : [],
  );
}

/** A blank, the border and a blank before the text; the border above it. */
const insideOverlay = { x: 3, y: 1 } as const;

/** When the first of the labels changes; null when there is none. Epoch ms. */
export function nextChangeOf(places: readonly AgePlace[], now: number): number | null {
  return places.length === 0
    ? null
    : Math.min(...places.map((place) => nextAgeChange(place.since, now)));
}

/** Whether every label still has the cells that were left for it. */
export function agesFit(places: readonly AgePlace[], now: number): boolean {
  return places.every((place) => ageLabel(place.since, now).length === place.columns);
}
