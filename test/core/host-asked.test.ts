import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import type { HostCommand } from '../../src/core/host/host-commands.ts';
import { roster } from '../../src/core/host/host-state.ts';
import {
  client,
  hostRun,
  idOf,
  notStarted,
  processExited,
  processStarted,
  runningHost,
  typesOf,
} from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';
import { newCommand, removeCommand, resumeCommand } from '../support/some-command.ts';

describe('looking and typing', () => {
  it('[HM6] list, show, screen and status answer at once', () => {
    const host = runningHost('api', 'web');
    host.ask(100, { type: 'list' });
    expect(host.reply()).toMatchObject({ value: [{ name: 'api' }, { name: 'web' }] });
    host.ask(100, { type: 'show', agent: '2' });
    expect(host.reply()).toMatchObject({
      value: { agent: { name: 'web' }, why: [{ witness: 'process', says: 'started, pid 7' }] },
    });
    const agent = idOf(host, 'web');
    expect(host.ask(100, { type: 'screen', agent: 'web', styled: true })).toEqual([
      { type: 'reply-with-screen', client, request: 7, agent, styled: true, back: 0 },
    ]);
    expect(host.ask(100, { type: 'status' })).toEqual([
      { type: 'reply-with-status', client, request: 7 },
    ]);
  });

  it('[HM7] keys are checked, then written, then answered', () => {
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    const keys = ['C-c', 'Enter'];
    expect(host.ask(100, { type: 'keys', agent: '1', keys, literal: false })).toEqual([
      { type: 'write-keys', agent, keys, literal: false },
      { type: 'reply', client, request: 7, reply: { ok: true, value: null } },
    ]);
    host.ask(100, { type: 'keys', agent: '1', keys: ['C-Enterr'], literal: false });
    expect(host.reply()).toMatchObject({ ok: false, error: { code: 'usage' } });
    expect(
      typesOf(host.ask(100, { type: 'keys', agent: '1', keys: ['C-Enterr'], literal: true })),
    ).toContain('write-keys');
    host.hear(200, agent, processExited(0));
    host.ask(300, { type: 'keys', agent: '1', keys, literal: false });
    expect(host.reply()).toMatchObject({
      error: { code: 'failed', message: expect.stringContaining('codex-grid resume api') },
    });
  });

  it.each(['show', 'screen', 'keys', 'resume', 'remove', 'rename', 'stop'] as const)(
    '[HM8] %s of an unknown agent says which there are',
    (type) => {
      const host = runningHost('api', 'web');
      const commands: Readonly<Record<typeof type, HostCommand>> = {
        show: { type: 'show', agent: 'apo' },
        screen: { type: 'screen', agent: 'apo', styled: false },
        keys: { type: 'keys', agent: 'apo', keys: [], literal: false },
        resume: resumeCommand('web', 'apo'),
        remove: removeCommand('web', 'apo'),
        rename: { type: 'rename', agent: 'apo', name: 'new' },
        stop: { type: 'stop', agents: ['web', 'apo'] },
      };
      host.ask(100, commands[type]);
      expect(host.reply()).toEqual({
        ok: false,
        error: {
          code: 'failed',
          message: 'There is no agent "apo"; there are 1 api, 2 web. Did you mean "api"?',
        },
      });
    },
  );
});

describe('stop, resume, remove', () => {
  it('[HM9] stop asks with SIGTERM, kills after 5 s and answers once it has ended', () => {
    const host = runningHost('api', 'web');
    const agent = idOf(host, 'api');
    const effects = host.ask(1_000, { type: 'stop', agents: ['api', '1'] });
    expect(effects).toContainEqual({ type: 'signal', agent, signal: 'SIGTERM' });
    expect(effects.filter(({ type }) => type === 'signal')).toHaveLength(1);
    expect(effects).toContainEqual({ type: 'wake', at: recordedAt + 6_000 });
    expect(host.happens(5_999, { type: 'woke' })).not.toContainEqual({
      type: 'signal',
      agent,
      signal: 'SIGKILL',
    });
    expect(host.happens(6_000, { type: 'woke' })).toContainEqual({
      type: 'signal',
      agent,
      signal: 'SIGKILL',
    });
    expect(host.reply()).toBeNull();
    host.hear(6_010, agent, processExited(0, 'SIGKILL'));
    expect(host.reply()).toMatchObject({
      ok: true,
      value: [{ name: 'api', state: 'ended', exit: { signal: 'SIGKILL' } }],
    });
  });

  it('[HM9] one that is stopped before it runs is told as soon as it does', () => {
    const host = hostRun();
    host.ask(0, newCommand('api'));
    host.ask(1, { type: 'stop', agents: ['api'] });
    expect(host.hear(20, idOf(host, 'api'), processStarted)).toContainEqual({
      type: 'signal',
      agent: 'id1',
      signal: 'SIGTERM',
    });
  });

  it('[HM10] stop all takes every live one, and an ended one is stopped already', () => {
    const host = runningHost('a', 'b');
    host.hear(100, idOf(host, 'a'), processExited(0));
    host.ask(200, { type: 'stop', agents: ['a'] });
    expect(host.reply()).toMatchObject({ ok: true, value: [{ name: 'a' }] });
    host.ask(300, { type: 'stop', agents: 'all' });
    host.hear(310, idOf(host, 'b'), processExited(0, 'SIGTERM'));
    expect(host.reply()).toMatchObject({ ok: true, value: [{ name: 'b' }] });
    host.ask(400, { type: 'stop', agents: 'all' });
    expect(host.reply()).toEqual({ ok: true, value: [] });
  });

  it('[HM11] resume starts an ended agent on its session, a live one is refused', () => {
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    host.ask(50, resumeCommand('api'));
    expect(host.reply()).toMatchObject({ ok: false, error: { code: 'failed' } });
    host.hear(100, agent, {
      witness: 'marker',
      event: 'UserPromptSubmit',
      sessionId: 's-1234567' as NonNullable<Agent['sessionId']>,
      rolloutPath: '/r.jsonl',
      turnId: 't',
      subagentId: null,
      model: 'm',
      prompt: 'x',
      tool: null,
      response: null,
      source: null,
      lastMessage: null,
    });
    host.hear(200, agent, processExited(1));
    const effects = host.ask(300, resumeCommand('1'));
    expect(effects).toContainEqual({
      type: 'start-codex',
      launch: expect.objectContaining({
        agent,
        session: { type: 'resume', id: 's-1234567' },
        prompt: null,
      }),
    });
    expect(effects).toContainEqual({
      type: 'follow-rollout',
      agent,
      path: '/r.jsonl',
      subagentId: null,
    });
    host.hear(310, agent, processStarted);
    expect(host.reply()).toMatchObject({
      ok: true,
      value: [{ name: 'api', state: 'starting', sessionId: 's-1234567', exit: null }],
    });
  });

  it('[HM11] an agent that cannot be started again stays, ended, with the reason', () => {
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    host.hear(100, agent, processExited(1));
    host.ask(200, resumeCommand('api'));
    host.hear(210, agent, notStarted);
    expect(host.reply()).toMatchObject({ ok: false });
    expect(roster(host.model())).toMatchObject([
      { name: 'api', state: 'ended', detail: expect.stringContaining('no such folder') },
    ]);
  });

  it('[HM12] only an ended agent is removed; then nothing it still says counts', () => {
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    host.ask(50, removeCommand('api'));
    expect(host.reply()).toMatchObject({
      error: { message: expect.stringContaining('codex-grid stop api') },
    });
    host.hear(100, agent, processExited(0));
    host.ask(200, removeCommand('api'));
    expect(host.reply()).toMatchObject({ ok: true, value: [{ name: 'api' }] });
    expect(host.hear(300, agent, processExited(0))).toEqual([]);
  });

  it('[HM13] stopHost ends every agent, answers, then exits; nothing starts meanwhile', () => {
    const host = runningHost('a', 'b');
    const signals = host.ask(100, { type: 'stopHost' }).filter(({ type }) => type === 'signal');
    expect(signals).toHaveLength(2);
    host.happens(110, { type: 'asked', client, request: 8, command: newCommand('c') });
    expect(host.reply()).toMatchObject({ ok: false });
    host.hear(120, idOf(host, 'a'), processExited(0, 'SIGTERM'));
    const last = host.hear(130, idOf(host, 'b'), processExited(0, 'SIGTERM'));
    expect(typesOf(last).slice(-2)).toEqual(['reply', 'exit']);
    expect(host.reply()).toEqual({ ok: true, value: null });
  });

  it('[HM14] nobody answers a client that has left', () => {
    const host = runningHost('api');
    host.ask(100, { type: 'stop', agents: 'all' });
    host.happens(110, { type: 'client-left', client });
    const effects = host.hear(120, idOf(host, 'api'), processExited(0, 'SIGTERM'));
    expect(typesOf(effects)).not.toContain('reply');
    expect(host.model().pending).toEqual([]);
  });
});
