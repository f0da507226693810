import { describe, expect, it } from 'vitest';
import { hintsOf } from '../../src/core/screen/bindings.ts';
import { windowTitle } from '../../src/core/screen/screen-model.ts';
import { minutes } from '../support/scene.ts';
import {
  agents,
  clickOn,
  focus,
  id,
  leave,
  mouse,
  orders,
  play,
  published,
  selectedName,
  start,
  typed,
} from '../support/screen-model.ts';

const four = agents({}, {}, {}, {});
const grid = { type: 'grid' };

describe('moving', () => {
  it.each([
    ['b', ['Right']],
    ['b', ['l']],
    ['c', ['Down']],
    ['c', ['j']],
    ['d', ['j', 'l']],
    ['a', ['j', 'l', 'k', 'h']],
    ['a', ['Left']],
    ['a', ['Up']],
    ['b', ['Right', 'Right']],
  ])('[SM1] reaches %s by %j', (name, keys) => {
    expect(selectedName(play(start(four), ...keys))).toBe(name);
  });

  it('[SM2] Tab goes round in both directions', () => {
    expect(selectedName(play(start(four), 'Tab', 'Tab', 'Tab', 'Tab', 'Tab'))).toBe('b');
    expect(selectedName(play(start(four), 'Shift+Tab'))).toBe('d');
  });

  it('[SM3] a digit means the number of the agent, not of its place', () => {
    const [, second, third] = four;
    expect(selectedName(play(start([third!, second!]), '2'))).toBe('b');
    const twelve = agents(...Array.from({ length: 12 }, () => ({})));
    expect(selectedName(play(start(twelve, { columns: 200, rows: 60 }), '0'))).toBe('j');
  });

  it('[SM3] a digit without an agent says so', () => {
    expect(play(start(four), '7').model.notice).toBe('No agent has the number 7.');
  });

  it('[SM5] a backtick goes back and forth between two', () => {
    const moved = play(start(four), '2', '4', '`');
    expect(selectedName(moved)).toBe('b');
    expect(selectedName(play(moved, '`'))).toBe('d');
  });

  it('[SM24] brackets turn pages, and nothing lies beyond the last', () => {
    const sixteen = start(agents(...Array.from({ length: 16 }, () => ({}))), {
      columns: 80,
      rows: 24,
    });
    const second = play(play(sixteen, 'm'), ']');
    expect(selectedName(second)).toBe('j');
    expect(second.effects).toMatchObject([
      {
        type: 'watch',
        tiles: [10, 11, 12, 13, 14, 15, 16].map((number) => ({ agent: id(number) })),
      },
    ]);
    expect(selectedName(play(second, ']'))).toBe('j');
    expect(selectedName(play(second, '['))).toBe('a');
    // On the first page only the second of them turns.
    expect(hintsOf(sixteen.model)).toContainEqual({ key: '[ ]', word: 'page', worth: 2 });
  });
});

describe('those that wait', () => {
  const waiting = agents(
    { state: 'failed', since: minutes(90) },
    { state: 'approval', since: minutes(2) },
    { state: 'working' },
    { state: 'approval', since: minutes(8) },
    { state: 'question', since: minutes(50) },
  );

  it('[SM4] w serves the most urgent state first, then the longest wait', () => {
    const visited = ['w', 'w', 'w', 'w', 'w'].map((_, index) =>
      selectedName(play(start(waiting), '3', ...Array.from({ length: index + 1 }, () => 'w'))),
    );
    expect(visited).toEqual(['d', 'b', 'e', 'a', 'd']);
  });

  it('[SM4] W goes the other way round', () => {
    expect(selectedName(play(start(waiting), '3', 'W'))).toBe('a');
    expect(selectedName(play(start(waiting), '3', 'W', 'W'))).toBe('e');
  });

  it('[SM25] the title counts them', () => {
    expect(windowTitle(start(waiting).model)).toBe('codex-grid: 3 need you');
    expect(windowTitle(start(agents({ state: 'dialog' })).model)).toBe('codex-grid: 1 needs you');
    expect(windowTitle(start(four).model)).toBe('codex-grid');
  });
});

describe('typing', () => {
  it.each([
    ['Enter', false],
    ['i', false],
    ['z', true],
  ])('[SM6] %s types into the selected agent', (key, zoomed) => {
    const typing = play(start(four), '2', key);
    expect(typing.model.mode).toEqual({ type: 'type', agent: id(2), zoomed });
  });

  it('[SM6] the leave key in GRID returns to the last typed tile, zoomed again', () => {
    const back = play(start(four), '2', 'z', leave, '4', 'Ctrl+Q');
    expect(back.model.mode).toEqual({ type: 'type', agent: id(2), zoomed: true });
    expect(selectedName(back)).toBe('b');
  });

  it('[SM6] it does not return to an agent that has ended', () => {
    const left = play(start(four), '2', 'Enter', leave);
    const roster = four.map((agent) => (agent.id === id(2) ? { ...agent, state: 'ended' } : agent));
    const ended = play(left, { type: 'roster', roster: roster as typeof four }, 'Ctrl+Q');
    expect(ended.model.mode).toEqual({ type: 'grid' });
    expect(ended.model.notice).toBe('b, where you last typed, has ended.');
  });

  it('[SM7] every byte goes to the agent', () => {
    const bytes = new TextEncoder().encode('q\x03\x1b[A\x11');
    const sent = play(start(four), 'Enter', { type: 'input', input: { type: 'raw', bytes } });
    expect(orders(sent)).toEqual([{ type: 'input', agent: id(1), bytes }]);
    expect(sent.model.mode.type).toBe('type');
  });

  it('[SM7] the leave key leaves', () => {
    expect(play(start(four), 'Enter', leave).model.mode).toEqual(grid);
  });

  it('[SM7] bytes that come after leaving reach nobody', () => {
    expect(orders(play(start(four), 'Enter', leave, typed('x')))).toEqual([]);
  });

  it('[SM18] an agent that ends keeps the keyboard, so that its last keys are no commands', () => {
    const ended = play(start(agents({})), 'Enter', published(...agents({ state: 'ended' })));
    expect(ended.model.mode.type).toBe('type');
  });
});

describe('seen', () => {
  const news = agents({}, { state: 'done', unread: true });
  const seen = { type: 'seen', agent: id(2) };

  it.each([['2'], ['Tab'], ['w']])('[SM8] selecting by %s counts', (key) => {
    expect(orders(play(start(news), key))).toEqual([seen]);
  });

  it('[SM8] a click counts', () => {
    expect(orders(play(start(news), mouse(70, 5)))).toEqual([seen]);
  });

  it('[SM8] typing counts, for what finishes meanwhile too', () => {
    const typing = play(start(agents({}, {})), '2', 'Enter', published(...news));
    expect(orders(typing)).toEqual([]);
    expect(orders(play(typing, typed('x')))).toContainEqual(seen);
  });

  it('[SM8] without the focus nothing is seen', () => {
    expect(orders(play(start(news), focus(false), '2'))).toEqual([]);
  });

  it('[SM8] an agent without news is not reported', () => {
    expect(orders(play(start(four), '2'))).toEqual([]);
  });
});

describe('mouse', () => {
  it('[SM9] a click selects, a second one types', () => {
    const clicked = play(start(four), mouse(70, 30));
    expect(selectedName(clicked)).toBe('d');
    expect(clicked.model.mode).toEqual(grid);
    const second = play(clicked, mouse(70, 30));
    expect(second.model.mode).toEqual(grid);
    expect(play(second, clickOn(4)).model.mode).toMatchObject({ type: 'type', agent: id(4) });
  });

  it('[SM9] one on the border types at once', () => {
    const clicked = play(start(four), mouse(70, 30), mouse(60, 30));
    expect(clicked.model.mode).toMatchObject({ type: 'type', agent: id(4) });
  });

  it('[SM9] a click on a tile that was not selected only selects', () => {
    const clicked = play(start(four), mouse(70, 30), clickOn(4, { isChosen: false }));
    expect(clicked.model.mode).toEqual(grid);
  });

  it('[SM9] a click on another tile leaves TYPE', () => {
    const left = play(start(four), 'Enter', mouse(70, 30));
    expect(left.model.mode).toEqual(grid);
    expect(selectedName(left)).toBe('d');
  });

  it.each([
    ['release', 'left'],
    ['move', 'none'],
    ['press', 'right'],
  ] as const)('[SM9] a %s of %s does not select', (action, button) => {
    expect(selectedName(play(start(four), mouse(70, 30, { action, button })))).toBe('a');
  });

  it('[SM10] the wheel goes to the agent under it', () => {
    const wheel = mouse(70, 30, { action: 'wheel-up', button: 'none' });
    expect(orders(play(start(four), wheel))).toMatchObject([{ type: 'mouse', agent: id(4) }]);
  });

  it("[SM10] buttons inside the typed tile are its agent's, those on its border nobody's", () => {
    const typing = play(start(four), 'Enter');
    expect(orders(play(typing, mouse(5, 5)))).toMatchObject([{ type: 'mouse', agent: id(1) }]);
    expect(orders(play(typing, mouse(0, 5)))).toEqual([]);
  });

  it('[SM10] under an overlay the mouse does nothing', () => {
    expect(selectedName(play(start(four), '?', mouse(70, 30)))).toBe('a');
  });
});

describe('sizes', () => {
  it('[SM20] the host hears of the tiles when they come into view', () => {
    expect(start(agents({}, {}), { columns: 120, rows: 31 }).effects).toEqual([
      {
        type: 'watch',
        tiles: [
          { agent: id(1), columns: 58, rows: 28 },
          { agent: id(2), columns: 58, rows: 28 },
        ],
      },
    ]);
  });

  it('[SM20] zoom watches the one tile at full size', () => {
    expect(play(start(four), '2', 'z').effects).toContainEqual({
      type: 'watch',
      tiles: [{ agent: id(2), columns: 118, rows: 37 }],
    });
  });

  it('[SM20] nothing is said while nothing changes', () => {
    expect(play(start(four), '2').effects).toEqual([]);
    expect(
      play(start(four), published(...agents({ state: 'working' }, {}, {}, {}))).effects,
    ).toEqual([]);
  });

  it('[SM20] a resize is said', () => {
    const resized = play(start(agents({})), { type: 'resized', columns: 100, rows: 30 });
    expect(resized.effects).toEqual([
      { type: 'watch', tiles: [{ agent: id(1), columns: 98, rows: 27 }] },
    ]);
  });
});

describe('keys that do nothing', () => {
  it.each([
    ['E', four, 'There is no ended conversation to resume.'],
    ['f', four, 'a has no session to fork yet: it begins with its first prompt.'],
    ['w', four, 'No agent waits for you.'],
    ['X', four, 'No agent has ended.'],
    ['[', four, 'All agents are on this page.'],
    ['`', four, 'No other agent was selected before.'],
    ['Enter', agents({ state: 'ended' }), 'a has ended: e resumes it.'],
    ['x', agents({ state: 'ended' }), 'a has ended already: e resumes it.'],
    ['Enter', [], 'There are no agents yet: n starts one.'],
    ['Ctrl+Q', four, 'You have not typed into an agent yet: Enter types into the selected one.'],
  ])('[SM21] %s says why', (key, roster, sentence) => {
    const refused = play(start(roster), key);
    expect(refused.model.notice).toBe(sentence);
    expect(refused.effects).toEqual([]);
  });

  it('[SM21] the next key takes the sentence away', () => {
    expect(play(start(four), 'E', 'l').model.notice).toBeNull();
  });

  it('[SM23] Esc closes what is open', () => {
    for (const key of ['?', 'o', 'n', 'q']) {
      expect(play(start(four), key, 'Escape').model.overlay).toEqual({ type: 'none' });
    }
  });

  it('[SM23] Esc with nothing open does nothing', () => {
    const before = start(four);
    expect(play(before, 'Escape')).toEqual({ model: before.model, effects: [] });
  });

  it('[SM27] an event that changes nothing keeps the model', () => {
    const { model } = play(start(four), 'Enter');
    expect(play({ model, effects: [] }, typed('x')).model).toBe(model);
    expect(play({ model, effects: [] }, { type: 'input', input: { type: 'answered' } }).model).toBe(
      model,
    );
  });

  it('[SM27] so does a key without a binding', () => {
    const { model } = start(four);
    expect(play({ model, effects: [] }, 'F5').model).toBe(model);
  });
});
