import { describe, expect, it } from 'vitest';
import type { HostEffect } from '../../src/core/host/host-events.ts';
import { modelFromSaved, savedRosterText } from '../../src/core/host/saved-roster.ts';
import { marker, other, own } from '../support/evidence.ts';
import {
  type HostRun,
  hostRun,
  idOf,
  processExited,
  processStarted,
  runningHost,
} from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';
import { newCommand, resumeCommand } from '../support/some-command.ts';

/** Ended agents; the ones in `sessions` have had a turn in it. */
function endedHost(sessions: Readonly<Record<string, string | null>>): HostRun {
  const host = runningHost(...Object.keys(sessions));
  for (const [name, sessionId] of Object.entries(sessions)) {
    const agent = idOf(host, name);
    if (sessionId !== null) {
      const evidence = marker(100, 'UserPromptSubmit', { sessionId: sessionId as typeof own });
      host.happens(100, { type: 'evidence', agent, evidence });
    }
    host.hear(1_000, agent, processExited(0));
  }
  return host;
}

function starts(effects: readonly HostEffect[]): readonly unknown[] {
  return effects.flatMap((effect) =>
    effect.type === 'start-codex' ? [[effect.launch.name, effect.launch.session]] : [],
  );
}

function prompts(effects: readonly HostEffect[]): readonly (string | null)[] {
  return effects.flatMap((effect) => (effect.type === 'start-codex' ? [effect.launch.prompt] : []));
}

function savedAndRead(host: HostRun) {
  const read = modelFromSaved(savedRosterText(host.model()), recordedAt);
  if ('problem' in read) throw new Error(read.problem);
  return read;
}

function recordOf(host: HostRun, name: string) {
  const id = idOf(host, name);
  return host.model().agents.find((agent) => agent.id === id);
}

const fresh = (name: string) => ({ ...resumeCommand(name), session: 'fresh' }) as const;
const all = { type: 'resume', agents: 'all', session: 'own' } as const;

describe('resume', () => {
  it('[SE10] goes on with the agent’s own session in its folder; without one it begins one', () => {
    const host = endedHost({ api: own, web: null });
    expect(starts(host.ask(2_000, resumeCommand('api', 'web')))).toEqual([
      ['api', { type: 'resume', id: own }],
      ['web', { type: 'new' }],
    ]);
  });

  it('[SE16] a first prompt that codex had not taken up is given again, one that it had is not', () => {
    const host = runningHost();
    const { settings, ...rest } = newCommand('api');
    host.ask(0, { ...rest, settings: { ...settings, prompt: 'Make tea.' } });
    const agent = idOf(host, 'api');
    host.hear(10, agent, processStarted);
    host.hear(1_000, agent, processExited(0, 'SIGTERM'));
    const next = hostRun(savedAndRead(host));
    expect(prompts(next.ask(2_000, resumeCommand('api')))).toEqual(['Make tea.']);
    next.hear(2_010, agent, processStarted);
    next.happens(2_100, { type: 'evidence', agent, evidence: marker(2_100, 'UserPromptSubmit') });
    next.hear(3_000, agent, processExited(0, 'SIGTERM'));
    expect(prompts(next.ask(4_000, resumeCommand('api')))).toEqual([null]);
    next.hear(4_010, agent, processExited(0));
    expect(prompts(next.ask(5_000, fresh('api')))).toEqual([null]);
  });

  it('[SE16] where hooks are off, a turn that codex reports takes the first prompt up', () => {
    const host = runningHost();
    const { settings, ...rest } = newCommand('api');
    host.ask(0, { ...rest, settings: { ...settings, prompt: 'Make tea.' } });
    const agent = idOf(host, 'api');
    const fact = { type: 'started', pid: 7, prompted: true } as const;
    host.hear(10, agent, { witness: 'process', fact });
    host.hear(500, agent, { witness: 'in-band', report: 'working', kind: null });
    host.happens(900, { type: 'woke' });
    host.hear(1_000, agent, processExited(0, 'SIGKILL'));
    expect(prompts(host.ask(2_000, resumeCommand('api')))).toEqual([null]);
  });

  it('[SE11] a fresh start begins a session and keeps the old id in the record', () => {
    const host = endedHost({ api: own });
    const effects = host.ask(2_000, fresh('api'));
    expect(starts(effects)).toEqual([['api', { type: 'new' }]]);
    expect(effects.map(({ type }) => type)).not.toContain('follow-rollout');
    expect(effects.map(({ type }) => type)).toContain('save-roster');
    expect(recordOf(host, 'api')).toMatchObject({
      formerSessions: [own],
      lifecycle: { sessionId: null, rolloutPath: null },
    });
  });

  it('[SE12] a session that runs in another tile is refused, and the tile is named', () => {
    const host = endedHost({ api: own, web: own });
    host.ask(2_000, resumeCommand('api'));
    host.hear(2_010, idOf(host, 'api'), processStarted);
    expect(starts(host.ask(3_000, resumeCommand('web')))).toEqual([]);
    expect(host.reply()).toMatchObject({
      error: { message: expect.stringContaining(`session ${own}: it is open in api (1)`) },
    });
    expect(starts(host.ask(3_100, fresh('web')))).toEqual([['web', { type: 'new' }]]);
  });

  it('[SE12] of two agents on one session resume starts none by name, and the first of all', () => {
    const host = endedHost({ api: own, web: own });
    expect(starts(host.ask(2_000, resumeCommand('api', 'web')))).toEqual([]);
    expect(starts(host.ask(3_000, all))).toEqual([['api', { type: 'resume', id: own }]]);
    expect(host.reply()).toBeNull();
    host.hear(3_010, idOf(host, 'api'), processStarted);
    expect(host.reply()).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/^web cannot .* 1 of 2 were started\.$/) },
    });
  });

  it('[SE13] all takes every ended conversation and no command, and may be none', () => {
    const host = endedHost({ api: own, web: other });
    host.ask(1_100, newCommand('login', { task: { type: 'command', words: ['login'] } }));
    host.hear(1_200, idOf(host, 'login'), processExited(0));
    expect(starts(host.ask(2_000, all))).toHaveLength(2);
    host.hear(2_010, idOf(host, 'api'), processStarted);
    host.hear(2_020, idOf(host, 'web'), processStarted);
    expect(host.reply()).toMatchObject({ value: [{ name: 'api' }, { name: 'web' }] });
    host.ask(3_000, all);
    expect(host.reply()).toEqual({ ok: true, value: [] });
  });

  it('[SE14] a session that codex does not know is refused so that a fresh start can be offered', () => {
    const host = endedHost({ api: own });
    host.ask(2_000, resumeCommand('api'));
    const fact = {
      type: 'not-started',
      reason: 'No such session.',
      kind: 'unknown-session',
    } as const;
    host.hear(2_010, idOf(host, 'api'), { witness: 'process', fact });
    expect(host.reply()).toMatchObject({ ok: false, error: { reason: 'unknown-session' } });
    expect(recordOf(host, 'api')?.lifecycle).toMatchObject({ name: 'ended', sessionId: own });
  });
});

describe('a session’s id', () => {
  it('[SE20] is followed when codex changes it, the former ones are kept, and all is saved', () => {
    const host = endedHost({ api: own });
    host.ask(2_000, resumeCommand('api'));
    const agent = idOf(host, 'api');
    host.hear(2_010, agent, processStarted);
    const began = (at: number, sessionId: typeof own) =>
      host.happens(at, {
        type: 'evidence',
        agent,
        evidence: marker(at, 'SessionStart', { sessionId, source: 'clear' }),
      });
    began(3_000, own);
    expect(began(4_000, other).map(({ type }) => type)).toContain('save-roster');
    expect(recordOf(host, 'api')).toMatchObject({
      formerSessions: [own],
      lifecycle: { sessionId: other },
    });
    const saved = modelFromSaved(savedRosterText(host.model()), recordedAt + 9_000);
    if ('problem' in saved) throw new Error(saved.problem);
    expect(saved.agents[0]).toMatchObject({
      formerSessions: [own],
      lifecycle: { sessionId: other, detail: 'ended with its host' },
    });
    // Back to the first, by /resume inside codex.
    began(5_000, own);
    expect(recordOf(host, 'api')?.formerSessions).toEqual([other]);
  });

  it('[SE21] of an agent that ended with its host comes from a marker that was left behind', () => {
    const host = runningHost('api');
    const saved = modelFromSaved(savedRosterText(host.model()), recordedAt + 9_000);
    if ('problem' in saved) throw new Error(saved.problem);
    const next = hostRun(saved);
    const agent = idOf(next, 'api');
    const effects = next.happens(9_100, {
      type: 'evidence',
      agent,
      evidence: marker(500, 'UserPromptSubmit'),
    });
    expect(effects.map(({ type }) => type)).toContain('save-roster');
    expect(starts(next.ask(9_200, all))).toEqual([['api', { type: 'resume', id: own }]]);
  });
});
