import { describe, expect, it } from 'vitest';

import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import { minutes } from '../support/scene.ts';
import {
  agents,
  id,
  orders,
  play,
  published,
  selectedName,
  start,
} from '../support/screen-model.ts';
import { removeCommand, resumeCommand } from '../support/some-command.ts';

const four = agents({}, {}, {}, {});
const grid = { type: 'grid' };

describe('leaving', () => {
  it('[SM11] q asks, and Enter detaches', () => {
    const asked = play(start(four), 'q');
    expect(asked.model.overlay).toEqual({
      type: 'question',
      question: { type: 'quit' },
      chosen: 0,
    });
    expect(orders(play(asked, 'Enter'))).toEqual([
      {
        type: 'leave',
        reason: 'detached',
        message: '4 agents keep running. codex-grid brings them back.',
      },
    ]);
  });

  it('[SM11] with nothing running it leaves at once', () => {
    const left = play(start(agents({ state: 'ended' })), 'Ctrl+C');
    expect(orders(left)).toEqual([{ type: 'leave', reason: 'detached', message: null }]);
  });

  it('[SM11] a demo ends with its screen, so there is nothing to ask', () => {
    const { model, effects } = start(four);
    const left = play({ model: { ...model, demo: true }, effects }, 'q');
    expect(orders(left)).toEqual([{ type: 'leave', reason: 'detached', message: null }]);
  });

  it.each([[['c']], [['Escape']], [['Ctrl+C']], [['Up', 'Enter']]])('[SM11] %j cancels', (keys) => {
    const cancelled = play(start(four), 'q', ...keys);
    expect(cancelled.model.overlay).toEqual({ type: 'none' });
    expect(orders(cancelled)).toEqual([]);
  });

  const stopped = (reply: Extract<ScreenEvent, { type: 'replied' }>['reply']): ScreenEvent => ({
    type: 'replied',
    purpose: { type: 'stop-all' },
    reply,
  });

  it('[SM12] Stop all waits for the agents to end', () => {
    const stopping = play(start(four), 'q', 's');
    expect(orders(stopping)).toMatchObject([{ command: { type: 'stop', agents: 'all' } }]);
    expect(orders(play(stopping, 'Escape'))).toEqual([]);
    expect(orders(play(stopping, stopped({ ok: true, value: [] })))).toMatchObject([
      { type: 'leave', reason: 'stopped-all' },
    ]);
  });

  it('[SM12] a refusal to stop is shown, and the grid stays', () => {
    const error = { code: 'failed', message: 'b does not end.' } as const;
    const refused = play(start(four), 'q', 's', stopped({ ok: false, error }));
    expect(refused.model).toMatchObject({ notice: 'b does not end.', overlay: { type: 'none' } });
  });

  it('[SM22] a lost host ends the screen', () => {
    const lost = play(start(four), { type: 'closed', reason: 'The host was killed.' });
    expect(orders(lost)).toEqual([
      { type: 'leave', reason: 'host-gone', message: 'The host was killed.' },
    ]);
  });

  it('[SM22] a host that goes because all were stopped is not lost', () => {
    const gone = play(start(four), 'q', 's', { type: 'closed', reason: 'bye' });
    expect(orders(gone)).toMatchObject([{ type: 'leave', reason: 'stopped-all' }]);
  });
});

describe('agents', () => {
  const stop = { type: 'request', command: { type: 'stop', agents: [id(1)] } };

  it.each([['ready'], ['done'], ['failed'], ['interrupted']] as const)(
    '[SM13] x stops an agent that is %s',
    (state) => {
      expect(orders(play(start(agents({ state })), 'x'))).toMatchObject([stop]);
    },
  );

  it.each([
    ['working'],
    ['approval'],
    ['question'],
    ['dialog'],
    ['starting'],
    ['unknown'],
  ] as const)('[SM13] x asks about one that is %s', (state) => {
    const asked = play(start(agents({ state })), 'x');
    expect(asked.model.overlay).toMatchObject({
      question: { type: 'stop', agent: id(1) },
      chosen: 0,
    });
    expect(orders(play(asked, 'Enter'))).toEqual([]);
    expect(orders(play(asked, 'y'))).toMatchObject([stop]);
  });

  it('[SM26] e resumes, X removes', () => {
    const some = start(agents({ state: 'ended' }, {}, { state: 'ended' }));
    expect(orders(play(some, 'e'))).toMatchObject([{ command: resumeCommand(id(1)) }]);
    expect(orders(play(some, 'X'))).toMatchObject([{ command: removeCommand(id(1), id(3)) }]);
  });

  it('[SM17] the selection of a removed agent moves to the one in its place', () => {
    const [a, b, , d] = four;
    expect(selectedName(play(start(four), '3', published(a!, b!, d!)))).toBe('d');
    expect(selectedName(play(start(four), '4', published(a!, b!)))).toBe('b');
    expect(play(start(four), published()).model.selected).toBeNull();
  });

  it('[SM17] TYPE and what is open about it end', () => {
    const [a, b] = four;
    expect(play(start([a!, b!]), '2', 'Enter', published(a!)).model.mode).toEqual(grid);
    expect(play(start([a!, b!]), '2', 'o', published(a!)).model.overlay).toEqual({ type: 'none' });
  });

  it('[SM16] o asks why, and again when the state changes', () => {
    const ask = { type: 'request', command: { type: 'show', agent: id(1) } };
    const asked = play(start(agents({})), 'o');
    expect(orders(asked)).toMatchObject([ask]);
    expect(orders(play(asked, published(...agents({}))))).toEqual([]);
    const changed = published(...agents({ state: 'working', since: minutes(0) }));
    expect(orders(play(asked, changed))).toMatchObject([ask]);
  });

  it('[SM16] an answer of an unknown shape says so', () => {
    const purpose = { type: 'why', agent: id(1) } as const;
    const answered = play(start(agents({})), 'o', {
      type: 'replied',
      purpose,
      reply: { ok: true, value: 42 },
    });
    expect(answered.model.overlay).toMatchObject({
      answer: { type: 'refused', message: 'The host answered in a way this screen does not know.' },
    });
  });
});
