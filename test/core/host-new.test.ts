import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { roster } from '../../src/core/host/host-state.ts';
import {
  hostRun,
  idOf,
  notStarted,
  processExited,
  processStarted,
  runningHost,
  typesOf,
} from '../support/host-run.ts';
import { newCommand, removeCommand, someLaunch } from '../support/some-command.ts';

describe('new', () => {
  it('[HM1] starts codex and answers with the entry once it runs', () => {
    const host = hostRun();
    const effects = host.ask(
      0,
      newCommand('api', { settings: { prompt: 'hi', args: ['-m', 'x'] } }),
    );
    expect(effects).toContainEqual({
      type: 'start-codex',
      launch: someLaunch({
        agent: 'id1' as AgentId,
        cwd: '/work/api',
        prompt: 'hi',
        settings: { args: ['-m', 'x'] },
      }),
    });
    expect(typesOf(effects)).toEqual(
      expect.arrayContaining(['read-git', 'save-roster', 'publish-roster']),
    );
    expect(host.reply()).toBeNull();
    host.hear(20, idOf(host, 'api'), processStarted);
    expect(host.reply()).toMatchObject({
      ok: true,
      value: [{ number: 1, id: 'id1', name: 'api', state: 'starting', pid: 7, queue: 0 }],
    });
  });

  it('[PD39] a first prompt that is too long for an argument is refused, whoever said it', () => {
    const host = hostRun();
    host.ask(0, newCommand('api', { settings: { prompt: 'é'.repeat(65_536) } }));
    expect(host.reply()).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/^The first prompt has 132 kB,.* send it then/) },
    });
    expect(host.model().agents).toEqual([]);
    host.ask(1, newCommand('api', { settings: { prompt: 'é'.repeat(65_535) } }));
    expect(host.model().agents).toHaveLength(1);
  });

  it('[HM2] codex that cannot start leaves nothing behind', () => {
    const host = hostRun();
    host.ask(0, newCommand('api', { cwd: '/gone' }));
    const effects = host.hear(20, idOf(host, 'api'), notStarted);
    expect(host.reply()).toEqual({
      ok: false,
      error: { code: 'failed', message: expect.stringContaining('no such folder') },
    });
    expect(effects).toContainEqual({ type: 'forget', agent: 'id1' });
    expect(host.model().agents).toEqual([]);
  });

  it('[HM3] several are numbered, and answered together', () => {
    const host = hostRun();
    host.ask(0, newCommand('api', { count: 3 }));
    expect(roster(host.model()).map(({ number, name }) => `${number} ${name}`)).toEqual([
      '1 api-1',
      '2 api-2',
      '3 api-3',
    ]);
    host.hear(10, idOf(host, 'api-1'), processStarted);
    host.hear(11, idOf(host, 'api-3'), notStarted);
    expect(host.reply()).toBeNull();
    host.hear(12, idOf(host, 'api-2'), processStarted);
    expect(host.reply()).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('2 of 3 were started') },
    });
    expect(roster(host.model()).map(({ name }) => name)).toEqual(['api-1', 'api-2']);
  });

  it('[HM4] a name that is taken or cannot be one is refused, and nothing is started', () => {
    const host = runningHost('api', 'web-2');
    for (const [name, count, code, words] of [
      ['api', 1, 'failed', 'exists already (1, starting)'],
      ['web', 3, 'failed', '"web-2" exists already'],
      ['a b', 1, 'usage', 'cannot name an agent'],
      ['7', 1, 'usage', 'cannot name an agent'],
    ] as const) {
      expect(typesOf(host.ask(100, newCommand(name, { count })))).not.toContain('start-codex');
      expect(host.reply()).toMatchObject({
        ok: false,
        error: { code, message: expect.stringContaining(words) },
      });
    }
    expect(host.model().agents).toHaveLength(2);
  });

  it('[HM34] what there is to say of a launch comes with its answer, each sentence once', () => {
    const host = hostRun();
    host.ask(0, newCommand('api', { count: 2 }));
    const agents = [idOf(host, 'api-1'), idOf(host, 'api-2')];
    for (const agent of agents) {
      host.happens(1, { type: 'noticed', agent, message: 'Nobody is signed in.' });
      host.hear(2, agent, processStarted);
    }
    expect(host.reply()).toMatchObject({ ok: true, notices: ['Nobody is signed in.'] });
    const [late = idOf(host, 'api-1')] = agents;
    expect(host.happens(3, { type: 'noticed', agent: late, message: 'late' })).toEqual([]);
  });

  it('[HM5] a number stays with its agent; a new one gets the lowest free', () => {
    const host = runningHost('a', 'b', 'c');
    host.hear(100, idOf(host, 'b'), processExited(0));
    host.ask(200, removeCommand('b'));
    expect(roster(host.model()).map(({ number }) => number)).toEqual([1, 3]);
    host.ask(300, newCommand('d', { count: 2 }));
    expect(roster(host.model()).map(({ number, name }) => `${number} ${name}`)).toEqual([
      '1 a',
      '3 c',
      '2 d-1',
      '4 d-2',
    ]);
  });
});
