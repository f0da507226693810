import { describe, expect, it } from 'vitest';
import type { AgentNews } from '../../src/core/notices/agent-news.ts';
import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import { builtInProgramSettings } from '../../src/core/settings/agent-settings.ts';
import { agents, focus, id, orders, play, start } from '../support/screen-model.ts';

const waits = (number: number): AgentNews => ({
  agent: id(number),
  name: `agent${number}`,
  reason: 'waits',
  state: 'approval',
  detail: null,
});

const told = (...news: readonly AgentNews[]): ScreenEvent => ({ type: 'news', news });

const byWays = (ways: (typeof builtInProgramSettings)['notifications']['ways']): ScreenEvent => ({
  type: 'settings',
  program: { ...builtInProgramSettings, notifications: { ways, of: ['waits'] } },
  defaults: {},
  problem: null,
});

describe('news at a screen', () => {
  it('[NO3] it rings, with what there is to tell', () => {
    expect(orders(play(start(agents({}, {})), told(waits(2))))).toEqual([
      { type: 'tell-user', ways: ['bell'], text: 'agent2 wants approval' },
    ]);
  });

  it('[NO4] only by the ways of a terminal, and by none where none is wanted', () => {
    const silent = play(start(agents({})), byWays([]));
    expect(orders(play(silent, told(waits(1))))).toEqual([]);
    const desktop = play(start(agents({})), byWays(['desktop']));
    expect(orders(play(desktop, told(waits(1))))).toEqual([]);
    const both = play(start(agents({})), byWays(['osc9', 'desktop', 'bell']));
    expect(orders(play(both, told(waits(1))))).toMatchObject([{ ways: ['osc9', 'bell'] }]);
  });

  it('[NO2] not of the agent that is typed into, unless the user looks elsewhere', () => {
    const typing = play(start(agents({}, {})), 'Enter');
    expect(orders(play(typing, told(waits(1))))).toEqual([]);
    expect(orders(play(typing, told(waits(1), waits(2))))).toMatchObject([
      { text: 'agent2 wants approval' },
    ]);
    expect(orders(play(typing, focus(false), told(waits(1))))).toHaveLength(1);
  });
});

describe('a screen whose terminal another program has', () => {
  it('[NO3] says so, and that nobody types there', () => {
    const typing = play(start(agents({}, {})), 'Enter');
    const away = play(typing, { type: 'presence', is: 'away' });
    expect(away.effects).toEqual([
      { type: 'focus', agent: id(1), focused: false },
      { type: 'presence', is: 'away' },
      { type: 'typing', agent: null },
    ]);
    expect(play(away, { type: 'presence', is: 'here' }).effects).toEqual([
      { type: 'focus', agent: id(1), focused: true },
      { type: 'presence', is: 'here' },
      { type: 'typing', agent: id(1) },
    ]);
  });
});

describe('muting', () => {
  const request = (played: ReturnType<typeof play>) =>
    played.effects.flatMap((effect) => (effect.type === 'request' ? [effect] : []))[0];

  it('[NO7] M mutes the selected agent, or takes it back', () => {
    const muting = request(play(start(agents({}, {})), 'M'));
    expect(muting?.command).toEqual({ type: 'mute', agents: [id(1)], notices: 'muted' });
    const telling = request(play(start(agents({ muted: true }, {})), 'M'));
    expect(telling?.command).toEqual({ type: 'mute', agents: [id(1)], notices: 'told' });
  });

  it('[NO7] of several marked ones all are muted, unless all are', () => {
    const marked = play(start(agents({ muted: true }, {})), 'a', 'M');
    expect(request(marked)?.command).toEqual({
      type: 'mute',
      agents: [id(1), id(2)],
      notices: 'muted',
    });
  });

  it('[NO7] what became of it is said', () => {
    const muting = play(start(agents({ name: 'api' })), 'M');
    const purpose = request(muting)?.purpose;
    if (!purpose) throw new Error('nothing was asked');
    const done = play(muting, { type: 'replied', purpose, reply: { ok: true, value: [] } });
    expect(done.model.notice).toBe('api is muted: nobody is told when it needs you.');
  });
});
