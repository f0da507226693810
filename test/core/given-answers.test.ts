import { describe, expect, it } from 'vitest';
import type { PendingAsk } from '../../src/core/asks/pending-ask.ts';
import { act } from '../../src/core/screen/screen-model.ts';
import { asksInView } from '../../src/core/screen/waiting-asks.ts';
import { key, minutes, sceneNow } from '../support/scene.ts';
import { anAsk, commandChoices } from '../support/scene-asks.ts';
import {
  agents,
  answered,
  type Change,
  focus,
  id,
  orders,
  type Played,
  painted,
  play,
  published,
  refused,
  start,
} from '../support/screen-model.ts';

const asking = (changed: Partial<PendingAsk> = {}): Change => ({
  state: 'approval',
  ask: anAsk(changed),
});

/** One agent whose approval has been in view for long. */
const ready = (changed: Partial<PendingAsk> = {}) =>
  play(start(agents(asking(changed))), painted([id(1), 'ask-1']));

const given = (played: Played) =>
  orders(played).map((order) => (order.type === 'request' ? order.command : order));

const answerTo = (choice: string, ask = 'ask-1', agent = 1) => ({
  type: 'answer',
  agent: id(agent),
  ask,
  choice,
});

describe('answers in GRID', () => {
  it.each([
    ['y', 'approve'],
    ['s', 'session'],
    ['d', 'deny'],
  ])('[IB1] %s asks for one answer, to this very request', (pressed, choice) => {
    expect(given(play(ready(), pressed))).toEqual([answerTo(choice)]);
  });

  it('[IB1] only the selected tile is answered', () => {
    const two = play(
      start(agents(asking(), asking({ id: 'ask-2' }))),
      painted([id(1), 'ask-1'], [id(2), 'ask-2']),
    );
    expect(given(play(two, '2', 'y'))).toEqual([answerTo('approve', 'ask-2', 2)]);
  });

  it.each([
    ['never painted', 'y', null],
    ['just painted', 'y', sceneNow],
    ['painted 299 ms ago', 'd', sceneNow - 299],
  ])('[IB2] %s takes no answer', (_, pressed, paintedAt) => {
    const { model } = start(agents(asking()));
    const shown =
      paintedAt === null ? model : act(model, painted([id(1), 'ask-1']), paintedAt).model;
    const pressedNow = act(shown, key(pressed), sceneNow);
    expect(orders(pressedNow)).toEqual([]);
    expect(pressedNow.model.notice).toContain('asks this only just now');
  });

  it('[IB2] painted 300 ms ago takes one', () => {
    const { model } = act(start(agents(asking())).model, painted([id(1), 'ask-1']), sceneNow - 300);
    expect(given(act(model, key('y'), sceneNow))).toEqual([answerTo('approve')]);
  });

  it('[IB2] painted again it keeps its time; out of view for a moment it begins anew', () => {
    const again = play(ready(), painted([id(1), 'ask-1'])).model;
    expect(given(act(again, key('y'), sceneNow))).toHaveLength(1);
    const covered = act(again, painted(), sceneNow - 50).model;
    const back = act(covered, painted([id(1), 'ask-1']), sceneNow).model;
    expect(orders(act(back, key('y'), sceneNow))).toEqual([]);
  });

  it('[IB2] in view are the tiles of the page, and nothing under an overlay', () => {
    const many = start(agents(...Array.from({ length: 16 }, (_, at) => asking({ id: `${at}` }))), {
      columns: 80,
      rows: 24,
    });
    const shown = asksInView(many.model).map(({ ask }) => ask);
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.length).toBeLessThan(16);
    expect(asksInView(play(many, '?').model)).toEqual([]);
    expect(asksInView(play(many, 'I').model)).toEqual([{ agent: id(1), ask: '0' }]);
    expect(asksInView({ ...many.model, columns: 20 })).toEqual([]);
  });

  it('[IB3] another request in its place is not answered', () => {
    const replaced = play(ready(), published(...agents(asking({ id: 'ask-2' }))), 'y');
    expect(orders(replaced)).toEqual([]);
    expect(replaced.model.notice).toContain('asks this only just now');
  });

  it.each<[string, Change, string]>([
    ['nothing', {}, 'a asks for nothing.'],
    [
      'what its problem forbids',
      asking({ problem: 'it is not shown yet' }),
      'a cannot be answered from here: it is not shown yet.',
    ],
    ['a question', { ...asking({ kind: 'question' }), state: 'question' }, 'a shows a question'],
    ['a dialog', { ...asking({ kind: 'dialog' }), state: 'dialog' }, 'a shows a dialog of codex'],
    [
      'an approval that only the state tells of',
      { state: 'approval' },
      'a cannot be answered from here: what it asks shows only in the agent itself.',
    ],
    ['one that is being stopped', { ...asking(), stopping: 'quitting' }, 'a asks for nothing.'],
  ])('[IB4] %s is not approved, and it says why', (_, change, reason) => {
    const played = play(start(agents(change)), painted([id(1), 'ask-1']), 'y');
    expect(orders(played)).toEqual([]);
    expect(played.model.notice).toContain(reason);
  });

  it('[IB4] an answer that is not offered is not given', () => {
    const [yes, , no] = commandChoices;
    const played = play(ready({ choices: [yes!, no!] }), 's');
    expect(orders(played)).toEqual([]);
    expect(played.model.notice).toBe('a offers no answer that would approve for the session.');
  });

  it('[IB5] a second key waits for the reply to the first', () => {
    const once = play(ready(), 'y');
    const twice = play(once, 'd');
    expect(orders(twice)).toEqual([]);
    expect(twice.model.notice).toBe('a is being answered.');
    const replied = play(twice, refused({ type: 'answer', agent: id(1), ask: 'ask-1' }, no));
    expect(given(play(replied, 'd'))).toEqual([answerTo('deny')]);
  });

  it('[IB6] the reply is told, in GRID and in TYPE', () => {
    const said = answered({ type: 'answer', agent: id(1), ask: 'ask-1' }, 'Denied to a: rm -rf x');
    expect(play(ready(), 'd', said).model.notice).toBe('Denied to a: rm -rf x');
    expect(play(ready(), 'd', 'Enter', said).model.notice).toBe('Denied to a: rm -rf x');
  });

  it('[IB6] one that does not name the agent is told with its name', () => {
    const said = refused(
      { type: 'answer', agent: id(1), ask: 'ask-1' },
      { code: 'failed', message: 'That was not taken.' },
    );
    expect(play(ready(), 'd', said).model.notice).toBe('a: That was not taken.');
    const quoting = answered({ type: 'answer', agent: id(1), ask: 'ask-1' }, 'Denied: ls a');
    expect(play(ready(), 'd', quoting).model.notice).toBe('a: Denied: ls a');
  });

  it('[IB19] the wheel over the card is nobody else’s', () => {
    const { model } = ready();
    const wheel = (y: number) =>
      act(
        model,
        {
          type: 'input',
          input: {
            type: 'mouse',
            mouse: {
              action: 'wheel-down',
              button: 'none',
              x: 5,
              y,
              shift: false,
              alt: false,
              ctrl: false,
            },
          },
        },
        sceneNow,
      ).effects.map(({ type }) => type);
    expect(wheel(20)).toEqual(['mouse']);
    // The footer is row 39, the border 38, the command 37 and the rule above it 36.
    expect([35, 36, 37, 38].map(wheel)).toEqual([['mouse'], [], [], []]);
  });

  it('[IB2] what was painted changes nothing else, and the same again nothing at all', () => {
    const { model } = ready();
    expect(act(model, painted([id(1), 'ask-1']), sceneNow).model).toBe(model);
    expect(act(model, focus(true), sceneNow).model.shownAsks).toEqual([
      { agent: id(1), ask: 'ask-1', at: minutes(1) },
    ]);
  });
});

const no = { code: 'failed', message: 'a still asks: look at it.' } as const;
