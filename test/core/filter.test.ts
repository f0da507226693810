import { describe, expect, it } from 'vitest';
import { shownAgents } from '../../src/core/screen/filter.ts';
import { footerLine } from '../../src/core/screen/footer-line.ts';
import { screenLayout } from '../../src/core/screen/screen-layout.ts';
import { textWidth } from '../../src/core/text/text-width.ts';
import { pasted } from '../support/broadcast-scenes.ts';
import { sceneNow } from '../support/scene.ts';
import {
  agents,
  answered,
  id,
  orders,
  type Played,
  play,
  published,
  selectedName,
  start,
} from '../support/screen-model.ts';

const roster = agents(
  { name: 'api', cwd: '/srv', state: 'working' },
  { name: 'web', cwd: '/srv', state: 'approval' },
  { name: 'docs', cwd: '/srv', state: 'ended' },
  { name: 'web-2', cwd: '/srv', state: 'ended' },
);

const shown = ({ model }: Played) => shownAgents(model).map(({ name }) => name);

const tiles = ({ model }: Played) => screenLayout(model).tiles.map(({ agent }) => agent.name);

const footer = ({ model }: Played) =>
  footerLine(model, sceneNow)
    .pieces.map(({ text }) => text)
    .join('');

const found = (word: string, ...numbers: readonly number[]) =>
  answered(
    { type: 'filter', word },
    { matches: numbers.map((number) => ({ agent: id(number) })), left: 0 },
  );

describe('filter', () => {
  it('[FN1] tiles go as it is written, and the first of the rest is selected', () => {
    const played = play(start(roster), '/', 'w', 'e', 'b');
    expect(tiles(played)).toEqual(['web', 'web-2']);
    expect(selectedName(played)).toBe('web');
    expect(footer(played)).toContain('2 of 4');
  });

  it('[FN1] what stands on a screen finds its agent once the host has answered', () => {
    const asked = play(start(roster), '/', pasted('flaky'));
    expect(orders(asked)).toContainEqual({
      type: 'request',
      purpose: { type: 'filter', word: 'flaky' },
      command: { type: 'grep', text: 'flaky', agents: 'all' },
      delayMs: 0,
    });
    const told = play(asked, found('flaky', 3));
    expect(tiles(told)).toEqual(['docs']);
    expect(selectedName(told)).toBe('docs');
  });

  it('[FN4] a word is asked for once, and anew when the filter is opened again', () => {
    const told = play(start(roster), '/', pasted('flaky'), found('flaky', 3));
    const same = play(told, 'Backspace', pasted('y'));
    expect(orders(same)).toEqual([]);
    expect(tiles(same)).toEqual(['docs']);
    const again = play(same, 'Enter', '/');
    expect(orders(again)).toHaveLength(1);
  });

  it('[FN4] screens are asked again while it is written, and what was found stays', () => {
    const told = play(start(roster), '/', pasted('flaky'), found('flaky', 3));
    expect(orders(told)).toMatchObject([{ command: { text: 'flaky' }, delayMs: 1000 }]);
    const again = play(told, found('flaky', 1));
    expect(tiles(again)).toEqual(['api', 'docs']);
    const kept = play(again, 'Enter', found('flaky', 1, 2));
    expect(orders(kept)).toEqual([]);
    const other = play(told, 'Backspace', 'Backspace', found('flaky', 3));
    expect(orders(other)).toEqual([]);
  });

  it('[FN4] an answer that comes after the filter is gone changes nothing', () => {
    const gone = play(start(roster), '/', pasted('flaky'), 'Escape', found('flaky', 3));
    expect(gone.model.filter).toBeNull();
    expect(tiles(gone)).toHaveLength(4);
  });

  it('[FN5] Enter keeps it, Esc takes it away before the marks', () => {
    const kept = play(start(roster), 'Space', '/', pasted('web'), 'Enter');
    expect(kept.model.overlay.type).toBe('none');
    expect(tiles(kept)).toEqual(['web', 'web-2']);
    const all = play(kept, 'Escape');
    expect(tiles(all)).toHaveLength(4);
    expect(all.model.marks.agents).toEqual([id(1)]);
    expect(selectedName(all)).toBe('web');
    expect(play(all, 'Escape').model.marks.agents).toEqual([]);
  });

  it('[FN5] Esc while it is written, and Backspace on nothing, show all', () => {
    expect(play(start(roster), '/', pasted('web'), 'Escape').model.filter).toBeNull();
    const closed = play(start(roster), '/', 'w', 'Backspace', 'Backspace');
    expect([closed.model.filter, closed.model.overlay.type]).toEqual([null, 'none']);
  });

  it('[FN5] arrows select among those found', () => {
    expect(selectedName(play(start(roster), '/', pasted('web'), 'Down'))).toBe('web-2');
  });

  it('[FN3] half a selector hides nobody, and is not kept', () => {
    const half = play(start(roster), '/', pasted('state=wor'), 'Enter');
    expect(half.model.overlay.type).toBe('filter');
    expect(tiles(half)).toHaveLength(4);
    expect(footer(half)).toContain('"wor" is no state');
    expect(tiles(play(half, pasted('king'), 'Enter'))).toEqual(['api']);
  });

  it('[FN6] the selected agent stays until it is left', () => {
    const kept = play(start(roster), '/', pasted('state=working,approval'), 'Enter');
    expect(tiles(kept)).toEqual(['api', 'web']);
    const [api, ...others] = roster;
    const done = play(kept, published({ ...api!, state: 'done' }, ...others));
    expect(shown(done)).toEqual(['api', 'web']);
    expect(shown(play(done, 'Tab'))).toEqual(['web']);
  });

  it('[FN7] a number, the last agent and a new one show all', () => {
    const kept = play(start(roster), '/', pasted('web'), 'Enter');
    const there = play(kept, '3');
    expect(selectedName(there)).toBe('docs');
    expect(there.model.filter).toBeNull();
    const born = agents({}, {}, {}, {}, { name: 'new' })[4]!;
    const made = play(
      kept,
      answered({ type: 'new-agent' }, [{ id: born.id, name: 'new' }]),
      published(...roster, born),
    );
    expect(selectedName(made)).toBe('new');
    expect(shown(made)).toContain('new');
  });

  it('[FN7] w goes among those in view first', () => {
    const kept = play(start(roster), '/', pasted('api'), 'Enter');
    expect(selectedName(play(kept, 'w'))).toBe('web');
    expect(play(kept, 'w').model.filter).toBeNull();
  });

  it('[FN8] marks, removing and resuming are for those in view', () => {
    const kept = play(start(roster), '/', pasted('web'), 'Enter');
    expect(play(kept, 'a').model.marks.agents).toEqual([id(2), id(4)]);
    const hidden = play(start(roster), 'Space', '/', pasted('web'), 'Enter');
    expect(play(hidden, '*').model.marks.agents).toEqual([id(1), id(2), id(4)]);
    expect(orders(play(kept, 'X'))).toMatchObject([{ command: { agents: [id(4)] } }]);
    expect(orders(play(kept, 'E'))).toMatchObject([{ command: { agents: [id(4)] } }]);
    const nobody = play(start(roster), '/', pasted('api'), 'Enter', 'X');
    expect(nobody.model.notice).toBe('No agent shown here has ended.');
  });

  it('[FN9] when nobody passes, keys say so', () => {
    const none = play(start(roster), '/', pasted('zzz'), 'Enter', 'i');
    expect(none.model.selected).toBeNull();
    expect(none.model.notice).toBe('No agent passes the filter: Esc shows all.');
    expect(selectedName(play(none, 'Escape'))).toBe('api');
  });

  it('[FN29] what is pasted becomes one line, without what a terminal would obey', () => {
    const pastedIn = play(start(roster), '/', pasted('web\n\x1b[31mended\t'));
    expect(pastedIn.model.filter?.text).toBe('web ended');
    expect(tiles(pastedIn)).toEqual(['web-2']);
  });

  it('[FN29] wide characters are found, erased one by one, and never break the line', () => {
    const wide = agents({ name: 'api', branch: '料理/湯👩‍🍳' }, { name: 'web', branch: '料金' });
    const both = play(start(wide), '/', '料');
    expect(tiles(both)).toEqual(['api', 'web']);
    const one = play(both, '理', '/', '湯', pasted('👩‍🍳'));
    expect(tiles(one)).toEqual(['api']);
    expect(tiles(play(one, 'Backspace', 'Backspace'))).toEqual(['api']);
    expect(play(one, 'Backspace', 'Backspace').model.filter?.text).toBe('料理/湯');
    for (const columns of [40, 41, 80]) {
      for (const back of [0, 1, 2, 3, 4, 5]) {
        const moved = play(
          { ...one, model: { ...one.model, columns } },
          ...Array.from({ length: back }, () => 'Left'),
          pasted('湯'.repeat(30)),
        );
        expect(textWidth(footer(moved)), `${columns} columns`).toBeLessThanOrEqual(columns);
      }
    }
  });

  it('[FN10] the footer names it and counts those found', () => {
    const kept = play(start(roster), '/', pasted('web'), 'Enter');
    expect(footer(kept)).toMatch(/GRID\s+\/web\s+2 of 4/);
  });
});
