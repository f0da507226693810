import { ageLabel, nextAgeChange } from '../agent/ages.ts';
import { footerLine } from './footer-line.ts';
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
};

/** Ages change by themselves, so they stand beside Ink's frame: a tick must not cost a commit. */
export function agePlaces(model: ScreenModel, now: number): readonly AgePlace[] {
  const layout = screenLayout(model);
  if (layout.tooSmall) return [];
  const inTitles = layout.tiles.flatMap(({ agent, rectangle }) => {
    const marking = markingOf(model, agent.id);
    const look = { columns: rectangle.columns, emphasis: 'plain', now, marking } as const;
    return placed(titleLine(agent, look).age, rectangle);
  });
  const footer = { x: 0, y: model.rows - layout.footerRows };
  return [...inTitles, ...placed(footerLine(model, now).age, footer)];
}

function placed(
  gap: AgeGap | null,
  origin: { readonly x: number; readonly y: number },
): readonly AgePlace[] {
  return gap ? [{ x: origin.x + gap.at, y: origin.y, columns: gap.columns, since: gap.since }] : [];
}

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
