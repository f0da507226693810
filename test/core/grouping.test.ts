import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { roster as hostRoster } from '../../src/core/host/host-state.ts';
import { gridCost } from '../../src/core/screen/grid-layout.ts';
import { headingPieces } from '../../src/core/screen/group-heading.ts';
import { groupedTiles } from '../../src/core/screen/group-layout.ts';
import { groupingWords } from '../../src/core/screen/grouping.ts';
import { screenLayout } from '../../src/core/screen/screen-layout.ts';
import { tileLook } from '../../src/core/screen/tile-card.ts';
import { lowerLine } from '../../src/core/screen/tile-lines.ts';
import { pasted } from '../support/broadcast-scenes.ts';
import { idOf, runningHost } from '../support/host-run.ts';
import {
  agents,
  type Played,
  play,
  selectedName,
  settled,
  start,
} from '../support/screen-model.ts';

const tiles = ({ model }: Played) => screenLayout(model).tiles.map(({ agent }) => agent.name);

const headings = ({ model }: Played) =>
  screenLayout(model).headings.map(({ group, rectangle }) =>
    headingPieces(group, rectangle.columns)
      .map(({ text }) => text)
      .join('')
      .trim(),
  );

const inGroups = (...groups: readonly (string | null)[]): readonly Agent[] =>
  agents(...groups.map((group) => ({ group })));

describe('groups of tiles', () => {
  const roster = inGroups('front', 'back', null, 'front', 'back');
  const large = { columns: 120, rows: 40 };

  it('[GR1] by the setting, or by name from the palette', () => {
    const plain = play(start(roster, large));
    expect(tiles(plain)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(headings(plain)).toEqual([]);
    const set = play(plain, settled({ groupBy: 'group' }));
    expect(tiles(set)).toEqual(['b', 'e', 'a', 'd', 'c']);
    expect(headings(set)).toEqual(['back  2', 'front  2', 'in no group  1']);
    const chosen = play(set, ':', pasted('without groups'), 'Enter');
    expect(tiles(chosen)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(chosen.model.notice).toBe('Tiles stand in one order, without groups.');
  });

  it('[GR1] by G, which leaves out groups while there are none', () => {
    const notices = (played: Played) =>
      [1, 2, 3].map((times) => play(played, ...Array(times).fill('G')).model.notice);
    const [none, group, repository] = (['none', 'group', 'repository'] as const).map(
      (name) => `Tiles stand ${groupingWords[name]}.`,
    );
    expect(notices(start(roster, large))).toEqual([group, repository, none]);
    expect(notices(start(inGroups(null, null), large))).toEqual([repository, none, repository]);
  });

  it('[GR1] pinned agents stand before all groups', () => {
    const pinned = roster.map((agent) => ({ ...agent, pinned: agent.name === 'd' }));
    const set = play(start(pinned, large), settled({ groupBy: 'group' }));
    expect(tiles(set)).toEqual(['d', 'b', 'e', 'a', 'c']);
    expect(headings(set)).toEqual(['pinned  1', 'back  2', 'front  1', 'in no group  1']);
  });

  it('[GR1] without any group the palette says where groups come from', () => {
    const opened = play(start(inGroups(null, null)), ':', pasted('by their groups'), 'Enter');
    expect(opened.model.overlay.type).toBe('palette');
    expect(opened.model.grouping).toBeNull();
  });

  it('[GR2] a heading counts who waits', () => {
    const waiting = roster.map((agent) =>
      agent.group === 'back' ? { ...agent, state: 'approval' as const } : agent,
    );
    const set = play(start(waiting, large), settled({ groupBy: 'group' }));
    expect(headings(set)[0]).toBe('back  2  2 wait');
  });

  it('[GR3] without room for headings the lower border says the group, where there is more than one', () => {
    const small = (shown: readonly Agent[]) => {
      const { model } = play(
        start(shown, { columns: 80, rows: 14 }),
        settled({ groupBy: 'group' }),
      );
      const layout = screenLayout(model);
      expect(layout.headings).toEqual([]);
      return layout.tiles.map((place) =>
        lowerLine(place.agent, tileLook(model, place))
          .map(({ text }) => text)
          .join(''),
      );
    };
    expect(small(inGroups('front', 'back', 'front', 'back', 'back', 'front'))[0]).toMatch(
      /^╰─ back ─+╯$/,
    );
    expect(small(inGroups('front', 'front'))[0]).toMatch(/^┗━+┛$/);
  });

  it('[GR4] tiles change places inside of their group, and a filter leaves the groups', () => {
    const set = play(start(roster, large), settled({ groupBy: 'group' }), '1');
    expect(play(set, '>').effects).toContainEqual(
      expect.objectContaining({
        command: { type: 'place', agent: 'id-1', beside: 'id-4', side: 'behind' },
      }),
    );
    expect(play(set, '<').effects).toEqual([]);
    expect(tiles(play(set, '/', pasted('@back'), 'Enter'))).toEqual(['b', 'e']);
    expect(selectedName(play(set, '2', 'Tab'))).toBe('e');
  });

  it('[GR4] pages hold groups together', () => {
    const many = inGroups(...Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 'x' : 'y')));
    const set = play(start(many, { columns: 80, rows: 24 }), settled({ groupBy: 'group' }), '1');
    const onPage = screenLayout(set.model).tiles.map(({ agent }) => agent.group);
    expect(new Set(onPage)).toEqual(new Set(['x']));
    expect(screenLayout(set.model).pages).toBeGreaterThan(1);
  });

  it('[GR6] the host says of which repository an agent is, in whatever folder or worktree of it', () => {
    const host = runningHost('top', 'below');
    const work = { repository: '/srv/shop/.git', worktree: '/srv/shop', paths: [] };
    const git = { branch: 'main', changes: null, work };
    for (const name of ['top', 'below']) {
      host.happens(20, { type: 'git-read', agent: idOf(host, name), git });
    }
    const [top, below] = hostRoster(host.model()).map((agent) => agent.repository);
    expect([top, below]).toEqual(['/srv/shop', '/srv/shop']);
    const roster = agents(
      { cwd: '/srv/shop' },
      { cwd: '/srv/tea', repository: '/srv/tea' },
      { cwd: '/srv/shop/api', repository: '/srv/shop' },
    );
    const set = play(start(roster, large), settled({ groupBy: 'repository' }));
    expect(headings(set)).toEqual(['/srv/shop  2', '/srv/tea  1']);
  });

  it('[GR5] on every terminal', () => {
    const cases = fc.record({
      columns: fc.integer({ min: 40, max: 300 }),
      rows: fc.integer({ min: 9, max: 120 }),
      counts: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 8 }),
    });
    fc.assert(
      fc.property(cases, ({ counts, ...area }) => {
        const smallestTile = { columns: 24, rows: 6 };
        const placed = groupedTiles(area, counts, { smallestTile, cost: gridCost });
        if (!placed) return true;
        const all = [...placed.headings, ...placed.tiles];
        const covered = all.reduce((sum, one) => sum + one.columns * one.rows, 0);
        const begins = placed.headings.every(({ x, y }, at) => {
          const first = placed.tiles[counts.slice(0, at).reduce((sum, one) => sum + one, 0)];
          return first?.x === x && first.y === y + 1;
        });
        return (
          placed.headings.length === counts.length &&
          placed.tiles.length === counts.reduce((sum, one) => sum + one, 0) &&
          covered === area.columns * area.rows &&
          begins &&
          placed.tiles.every((tile) => tile.columns >= 24 && tile.rows >= 6)
        );
      }),
    );
  });
});
