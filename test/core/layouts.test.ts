import { describe, expect, it } from 'vitest';
import { screenLayout } from '../../src/core/screen/screen-layout.ts';
import { layoutNames } from '../../src/core/settings/layout-names.ts';
import { pasted } from '../support/broadcast-scenes.ts';
import { agents, type Played, play, settled, start } from '../support/screen-model.ts';

const many = (count: number) => agents(...Array.from({ length: count }, () => ({})));

const tiles = ({ model }: Played) => screenLayout(model).tiles.map(({ agent }) => agent.name);

const places = ({ model }: Played) => screenLayout(model).tiles.map(({ rectangle }) => rectangle);

describe('layouts', () => {
  it('[FN24] the setting holds until another is chosen at the screen', () => {
    const rows = play(start(many(4)), settled({ layout: 'rows' }));
    expect(new Set(places(rows).map(({ x }) => x)).size).toBe(1);
    const next = play(rows, 'L');
    expect(new Set(places(next).map(({ y }) => y)).size).toBe(1);
    expect(next.model.notice).toBe('Layout: all beside each other.');
    const named = play(rows, ':', pasted('layout focus'), 'Enter');
    expect(named.model.layout).toBe('focus');
    expect(play(named, 'L').model.layout).toBe('auto');
  });

  it.each(
    layoutNames.flatMap((layout) =>
      [1, 2, 5, 16].flatMap((count) =>
        [
          [40, 10],
          [60, 24],
          [80, 24],
          [120, 40],
          [500, 200],
        ].map(([columns = 0, rows = 0]) => [layout, count, columns, rows] as const),
      ),
    ),
  )('[FN24] %s with %i agents at %ix%i', (layout, count, columns, rows) => {
    const begun = play(start(many(count), { columns, rows }), settled({ layout }));
    const seen = new Set<string>();
    let at = begun;
    for (let step = 0; step < count; step += 1) {
      const shown = places(at);
      for (const name of tiles(at)) seen.add(name);
      const area = shown.reduce((sum, place) => sum + place.columns * place.rows, 0);
      expect(area).toBeLessThanOrEqual(columns * (rows - 1));
      for (const [index, one] of shown.entries()) {
        expect(one.x + one.columns).toBeLessThanOrEqual(columns);
        expect(one.y + one.rows).toBeLessThanOrEqual(rows - 1);
        const overlapping = shown.filter(
          (other, place) =>
            place > index &&
            other.x < one.x + one.columns &&
            one.x < other.x + other.columns &&
            other.y < one.y + one.rows &&
            one.y < other.y + other.rows,
        );
        expect(overlapping).toEqual([]);
      }
      at = play(at, 'Tab');
    }
    expect(seen.size).toBe(count);
  });

  it('[FN25] arrows go to the agents before and behind', () => {
    const focus = play(start(many(4)), settled({ layout: 'focus' }));
    expect(tiles(focus)).toEqual(['a', 'b', 'c', 'd']);
    const next = play(focus, 'Right');
    expect(tiles(next)).toEqual(['b', 'a', 'c', 'd']);
    expect(tiles(play(next, 'Up', 'Up'))[0]).toBe('a');
    expect(tiles(play(next, 'Down'))[0]).toBe('c');
  });

  it('[FN25] the strip keeps pinned ones and turns pages with the selection', () => {
    const roster = many(8).map((agent) => ({ ...agent, pinned: agent.number === 8 }));
    const small = play(start(roster, { columns: 80, rows: 24 }), settled({ layout: 'focus' }), '1');
    expect(tiles(small)).toEqual(['a', 'h', 'b', 'c']);
    expect(screenLayout(small.model)).toMatchObject({ page: 0, pages: 3 });
    const turned = play(small, ']');
    expect(tiles(turned)).toEqual(['d', 'h', 'c', 'e']);
    expect(tiles(play(turned, '['))).toContain('b');
    const last = play(small, '7');
    expect(tiles(last)).toEqual(['g', 'h', 'e', 'f']);
  });
});
