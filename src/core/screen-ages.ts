import { nextAgeChange } from './ages.ts';
import { footerLine } from './footer-line.ts';
import { screenLayout } from './screen-layout.ts';
import type { ScreenModel } from './screen-state.ts';
import { titleLine } from './tile-lines.ts';

/** A place of the outer terminal where the age of an instant is painted. Cells; epoch ms. */
export type AgePlace = {
  readonly x: number;
  readonly y: number;
  readonly since: number;
};

/** Ages change by themselves, so they stand beside Ink's frame: a tick must not cost a commit. */
export function agePlaces(model: ScreenModel): readonly AgePlace[] {
  const layout = screenLayout(model);
  if (layout.tooSmall) return [];
  const inTitles = layout.tiles.flatMap(({ agent, rectangle }) => {
    const { ageAt } = titleLine(agent, rectangle.columns, 'plain');
    return ageAt === null ? [] : [{ x: rectangle.x + ageAt, y: rectangle.y, since: agent.since }];
  });
  const { age } = footerLine(model);
  const inFooter = age ? [{ x: age.at, y: model.rows - layout.footerRows, since: age.since }] : [];
  return [...inTitles, ...inFooter];
}

/** When the first of the labels changes; null when there is none. Epoch ms. */
export function nextChangeOf(places: readonly AgePlace[], now: number): number | null {
  return places.length === 0
    ? null
    : Math.min(...places.map((place) => nextAgeChange(place.since, now)));
}
