import { describe, expect, it } from 'vitest';
import { bindingsWith, leaveKeysIn } from '../../src/core/screen/bindings.ts';
import { footerLine } from '../../src/core/screen/footer-line.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { screenLayout } from '../../src/core/screen/screen-layout.ts';
import { tileLook } from '../../src/core/screen/tile-card.ts';
import { lowerLine } from '../../src/core/screen/tile-lines.ts';
import type { InputEvent } from '../../src/core/terminal/input-event.ts';
import { inputReader } from '../../src/core/terminal/input-reader.ts';
import { sceneNow } from '../support/scene.ts';
import {
  agents,
  answered,
  leave,
  orders,
  type Played,
  play,
  settled,
  start,
} from '../support/screen-model.ts';

const footer = ({ model }: Played) =>
  footerLine(model, sceneNow)
    .pieces.map(({ text }) => text)
    .join('');

const ended = agents({ state: 'ended', exit: { code: 0, signal: null } });

describe('keys of the settings', () => {
  const own = settled({ keys: { resume: ['F5'], 'new-agent': ['a'] } });

  it('[SC20] take the place of an action’s own, at once', () => {
    const after = play(start(ended), own);
    expect(orders(play(after, 'F5'))).toMatchObject([{ command: { type: 'resume' } }]);
    expect(play(after, 'e')).toMatchObject({ effects: [], model: { notice: null } });
    expect(play(after, 'a').model.overlay.type).toBe('new-agent');
    expect(play(after, 'c').model.overlay.type).toBe('none');
    expect(orders(play(after, settled({}), 'e'))).toMatchObject([{ command: { type: 'resume' } }]);
  });

  it('[SC20] stand in the footer, on the tile and in sentences', () => {
    const after = play(start(ended), own);
    expect(footer(after)).toContain('F5 resume');
    expect(footer(after)).toContain('a new');
    expect(play(after, 'Enter').model.notice).toBe('a has ended: F5 resumes it.');
    const { model } = after;
    const rectangle = { x: 0, y: 0, columns: 60, rows: 12 };
    const agent = model.roster[0]!;
    const tile = lowerLine(agent, tileLook(model, { agent, rectangle, view: 'live' }));
    expect(tile.map(({ text }) => text).join('')).toContain('F5 resumes');
  });

  it('[SC20] stand in what is told of an undo', () => {
    const after = play(start(ended), settled({ keys: { undo: ['F8'] } }));
    const gone = play(after, answered({ type: 'remove', agents: [] }, ended));
    expect(gone.model.notice).toBe('Removed a. F8 undoes it, for ten seconds.');
  });

  it('[SC20] a key given to one action does nothing else any more', () => {
    const bindings = bindingsWith({ help: ['w'] });
    const bound = bindings.filter(({ keys }) => Object.hasOwn(keys, 'w'));
    expect(bound.map(({ help }) => help)).toEqual(['this help']);
    expect(bindings.find(({ keys }) => Object.hasOwn(keys, 'W'))?.label).toBe('W');
  });

  it('[SC20] an action without a key is named so, and offered nowhere', () => {
    const after = play(start(ended), settled({ keys: { resume: [] } }));
    expect(footer(after)).not.toContain('resume');
    expect(after.model.bindings.map(({ label }) => label)).toContain('no key');
    expect(play(after, 'Enter').model.notice).toBe('a has ended: (no key) resumes it.');
  });

  it('[SC20] without any the table stays as it is', () => {
    expect(bindingsWith({})).toEqual(keymap);
  });
});

describe('the leave key of the settings', () => {
  const readWith = (keys: readonly string[], bytes: string): readonly InputEvent['type'][] => {
    const events: InputEvent[] = [];
    const reader = inputReader({
      mode: () => 'type',
      leaveKeys: () => keys,
      emit: (event) => events.push(event),
    });
    reader.read(Buffer.from(bytes));
    reader.flush();
    return events.map(({ type }) => type);
  };

  it.each([
    ['Ctrl+G', '\x07'],
    ['Ctrl+G', '\x1b[103;5u'],
    ['Ctrl+G', '\x1b[27;5;103~'],
    ['Ctrl+Space', '\x00'],
    ['Ctrl+\\', '\x1c'],
    ['F1', '\x1bOP'],
    ['F5', '\x1b[15~'],
    ['Ctrl+F5', '\x1b[15;5~'],
    ['Alt+1', '\x1b1'],
    ['Alt+1', '\x1b[49;3u'],
  ])('[SC21] %s leaves, sent as %j', (key, bytes) => {
    expect(readWith([key], bytes)).toEqual(['leave']);
    expect(readWith(['Ctrl+Q'], bytes)).not.toContain('leave');
  });

  it('[SC21] nothing else leaves', () => {
    expect(readWith(['F5'], '\x11')).toEqual(['raw']);
    expect(readWith(['F5'], '\x1b[15;2~')).toEqual(['raw']);
  });

  it('[SC21] it is named in TYPE, and comes back from GRID', () => {
    const own = play(start(agents({})), settled({ keys: { leave: ['F12'] } }));
    const typing = play(own, 'Enter');
    expect(footer(typing)).toContain('F12 leaves');
    expect(play(typing, leave, 'F12').model.mode.type).toBe('type');
    const shared = bindingsWith({ leave: ['F5', 'F6'], resume: ['F5'] });
    expect(shared.flatMap(({ keys }) => [keys['F5'], keys['F6']]).filter(Boolean)).toEqual([
      'type-again',
      'resume',
    ]);
    expect(leaveKeysIn({ leave: [] })).toEqual(['Ctrl+Q', 'Ctrl+]']);
  });
});

describe('other settings', () => {
  it('[SC23] tiles keep the least size, and there are pages', () => {
    const four = start(agents({}, {}, {}, {}), { columns: 100, rows: 31 });
    expect(screenLayout(four.model).pages).toBe(1);
    const large = play(four, settled({ tile: { minColumns: 60, minRows: 12 } }), 'm');
    expect(screenLayout(large.model)).toMatchObject({ pages: 2 });
    expect(screenLayout(large.model).tiles).toHaveLength(2);
    expect(large.effects).toMatchObject([{ type: 'watch', tiles: [{}, {}] }]);
  });

  it('[SC25] a problem is told, and the settings stay', () => {
    const own = play(start(ended), settled({ keys: { resume: ['F5'] } }));
    const program = own.model.settings;
    const problem = 'config.toml:3: "resum" names no action.';
    const told = play(own, settled(program, { problem }));
    expect(told.model.notice).toBe(problem);
    expect(told.model.bindings).toBe(own.model.bindings);
  });
});
