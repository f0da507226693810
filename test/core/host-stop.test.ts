import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { HostCommand } from '../../src/core/host/host-commands.ts';
import type { HostEffect } from '../../src/core/host/host-events.ts';
import { roster } from '../../src/core/host/host-state.ts';
import {
  client,
  type EvidenceNow,
  type HostRun,
  hostRun,
  idOf,
  processExited,
  processStarted,
  runningHost,
} from '../support/host-run.ts';
import { newCommand } from '../support/some-command.ts';

const inBand = (
  report: 'idle' | 'working' | 'blocked' | 'done',
  kind: string | null = null,
): EvidenceNow => ({ witness: 'in-band', report, kind });

const cancel: EvidenceNow = { witness: 'key', key: 'Esc' };
const dialog: EvidenceNow = { witness: 'screen', dialog: 'folder trust' };

/** One agent that is at its composer 300 ms after the start, and then heard this each second. */
function hostThatHeard(...heard: readonly EvidenceNow[]): HostRun {
  const host = runningHost('api');
  const agent = idOf(host, 'api');
  host.hear(300, agent, inBand('idle'));
  host.hear(900, agent, { witness: 'key', key: 'Enter' });
  for (const [at, evidence] of heard.entries()) host.hear(1_000 * (at + 1), agent, evidence);
  host.happens(5_000, { type: 'woke' });
  return host;
}

const stop: HostCommand = { type: 'stop', agents: ['api'] };

/** What was done to agents: a key or a signal. */
function orders(effects: readonly HostEffect[]): readonly string[] {
  return effects.flatMap((effect) => {
    if (effect.type === 'signal') return [effect.signal];
    return effect.type === 'write-keys' ? effect.keys : [];
  });
}

function phase(host: HostRun): string | null | undefined {
  return roster(host.model())[0]?.stopping;
}

/** Every order of the alarms until then, with its second. */
function ordersUntil(host: HostRun, fromMs: number, untilMs: number): readonly string[] {
  const told: string[] = [];
  for (let ms = fromMs; ms <= untilMs; ms += 100) {
    for (const order of orders(host.happens(ms, { type: 'woke' }))) told.push(`${ms} ${order}`);
  }
  return told;
}

describe('a graceful stop', () => {
  it.each([
    ['works', inBand('working')],
    ['asks for an approval', inBand('blocked', 'permission')],
    ['asks a question', inBand('blocked', 'question')],
  ])('[SE1] interrupts an agent that %s, and has it quit once its turn is over', (_what, busy) => {
    const host = hostThatHeard(inBand('working'), busy);
    const agent = idOf(host, 'api');
    expect(orders(host.ask(6_000, stop))).toEqual(['C-c']);
    expect(phase(host)).toBe('interrupting');
    expect(orders(host.hear(6_050, agent, inBand('idle')))).toEqual(['C-c']);
    expect(phase(host)).toBe('quitting');
    host.hear(6_150, agent, processExited(0));
    expect(phase(host)).toBeNull();
    expect(host.reply()).toMatchObject({ ok: true, value: [{ name: 'api', exit: { code: 0 } }] });
  });

  it.each([
    ['ready', []],
    ['done', [inBand('working'), inBand('done')]],
    ['interrupted', [inBand('working'), cancel, inBand('idle')]],
  ])('[SE1] has an agent that is %s quit at once', (_state, heard) => {
    const host = hostThatHeard(...heard);
    expect(orders(host.ask(6_000, stop))).toEqual(['C-c']);
    expect(phase(host)).toBe('quitting');
  });

  it('[SE2] types nothing where no composer is known to stand', () => {
    const early = runningHost('api');
    expect(orders(early.ask(100, stop))).toEqual(['SIGTERM']);
    const atDialog = runningHost('api');
    atDialog.hear(300, idOf(atDialog, 'api'), dialog);
    expect(orders(atDialog.ask(1_000, stop))).toEqual(['SIGTERM']);
    const silent = runningHost('api');
    silent.happens(30_000, { type: 'woke' });
    expect(roster(silent.model())[0]?.state).toBe('unknown');
    expect(orders(silent.ask(31_000, stop))).toEqual(['SIGTERM']);
  });

  it('[SE2] types nothing into a subcommand of codex', () => {
    const host = hostRun();
    host.ask(0, newCommand('login', { task: { type: 'command', words: ['login'] } }));
    const agent = idOf(host, 'login');
    host.hear(10, agent, processStarted);
    host.hear(300, agent, inBand('idle'));
    expect(orders(host.ask(1_000, { type: 'stop', agents: ['login'] }))).toEqual(['SIGTERM']);
  });

  it('[SE2] stops typing when a dialog has come up', () => {
    const host = hostThatHeard();
    host.ask(6_000, stop);
    host.hear(6_100, idOf(host, 'api'), dialog);
    expect(ordersUntil(host, 6_200, 6_600)).toEqual(['6500 SIGTERM']);
  });

  it('[SE3] one that does not listen gets six keys, SIGTERM, and 5 s later SIGKILL', () => {
    const host = hostThatHeard(inBand('working'));
    host.ask(6_000, stop);
    expect(ordersUntil(host, 6_000, 20_000)).toEqual([
      '6500 C-c',
      '7000 C-c',
      '7500 C-c',
      '8000 C-c',
      '8500 C-c',
      '9000 SIGTERM',
      '14000 SIGKILL',
    ]);
    expect(phase(host)).toBe('killing');
    expect(host.reply()).toBeNull();
  });

  it('[SE3] one that begins anew after each interruption is bounded as well', () => {
    const host = hostThatHeard(inBand('working'));
    const agent = idOf(host, 'api');
    let keys = orders(host.ask(6_000, stop)).length;
    for (let ms = 6_050; ms < 20_000 && phase(host) !== 'terminating'; ms += 50) {
      const report = inBand((ms / 50) % 2 === 0 ? 'working' : 'idle');
      keys += orders(host.hear(ms, agent, report)).filter((order) => order === 'C-c').length;
      keys += orders(host.happens(ms, { type: 'woke' })).filter((order) => order === 'C-c').length;
    }
    expect(phase(host)).toBe('terminating');
    expect(keys).toBe(6);
  });

  it('[SE4] one that is told again is ended at once', () => {
    const host = hostThatHeard(inBand('working'));
    host.ask(6_000, stop);
    expect(orders(host.ask(6_100, stop))).toEqual(['SIGTERM']);
    expect(phase(host)).toBe('terminating');
    expect(orders(host.ask(6_200, { type: 'stop', agents: 'all' }))).toEqual(['SIGKILL']);
    expect(ordersUntil(host, 6_200, 20_000)).toEqual([]);
  });

  it('[SE5] one whose process comes later is ended then, and has its own five seconds', () => {
    const host = hostRun();
    host.ask(0, newCommand('api'));
    host.ask(1, stop);
    ordersUntil(host, 100, 9_000);
    expect(orders(host.hear(9_500, 'id1' as AgentId, processStarted))).toEqual(['SIGTERM']);
    expect(ordersUntil(host, 9_600, 20_000)).toEqual(['14500 SIGKILL']);
  });

  it('[SE6] the end of the host stops all side by side, and a client that leaves hurries none', () => {
    const host = hostRun({ ...hostThatHeard(inBand('working')).model(), lifetime: 'of-clients' });
    host.ask(5_900, newCommand('web'));
    host.hear(5_950, idOf(host, 'web'), processStarted);
    expect(orders(host.ask(6_000, { type: 'stopHost' }))).toEqual(['C-c', 'SIGTERM']);
    expect(orders(host.happens(6_010, { type: 'client-left', client }))).toEqual([]);
    host.hear(6_020, idOf(host, 'web'), processExited(0, 'SIGTERM'));
    const last = host.hear(6_100, idOf(host, 'api'), processExited(0));
    expect(last.map(({ type }) => type)).toContain('exit');
  });
});
