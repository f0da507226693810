import type { AgentId } from '../../src/core/agent/agent.ts';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import type { ClientId, HostEffect, HostEvent } from '../../src/core/host/host-events.ts';
import { step } from '../../src/core/host/host-model.ts';
import { type HostModel, newHostModel } from '../../src/core/host/host-state.ts';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { recordedAt } from './recorded-evidence.ts';
import { newCommand } from './some-command.ts';

export const client = 1 as ClientId;

/** A host whose shell is this test: it remembers every effect and never acts by itself. */
export type HostRun = {
  readonly model: () => HostModel;
  /** The effects of one event, `ms` after the start. */
  readonly happens: (ms: number, event: HostEvent) => readonly HostEffect[];
  /** The effects of one command, and its reply once there is one. */
  readonly ask: (ms: number, command: HostCommand) => readonly HostEffect[];
  readonly hear: (ms: number, agent: AgentId, evidence: EvidenceNow) => readonly HostEffect[];
  readonly reply: () => Reply | null;
};

type WithoutAt<One> = One extends Evidence ? Omit<One, 'at'> : never;
export type EvidenceNow = WithoutAt<Evidence>;

export function hostRun(from: HostModel = newHostModel(recordedAt)): HostRun {
  let model = from;
  let ids = 0;
  let reply: Reply | null = null;
  const happens: HostRun['happens'] = (ms, event) => {
    ids += 1;
    const stepped = step(model, event, { now: recordedAt + ms, newId: `id${ids}` });
    model = stepped.model;
    for (const effect of stepped.effects) if (effect.type === 'reply') reply = effect.reply;
    return stepped.effects;
  };
  return {
    model: () => model,
    happens,
    ask: (ms, command) => {
      reply = null;
      return happens(ms, { type: 'asked', client, request: 7, command });
    },
    hear: (ms, agent, evidence) =>
      happens(ms, {
        type: 'evidence',
        agent,
        evidence: { ...evidence, at: recordedAt + ms } as Evidence,
      }),
    reply: () => reply,
  };
}

export const processStarted: EvidenceNow = {
  witness: 'process',
  fact: { type: 'started', pid: 7 },
};

export function processExited(code: number, signal: string | null = null): EvidenceNow {
  return { witness: 'process', fact: { type: 'exited', exit: { code, signal } } };
}

/** A host with live agents of these names, each started; a client has joined. */
export function runningHost(...names: readonly string[]): HostRun {
  const host = hostRun();
  host.happens(0, { type: 'client-joined', client });
  for (const name of names) {
    host.ask(0, newCommand(name));
    host.hear(10, idOf(host, name), processStarted);
  }
  return host;
}

export function idOf(host: HostRun, name: string): AgentId {
  const agent = host.model().agents.find((one) => one.name === name);
  if (!agent) throw new Error(`no agent ${name}`);
  return agent.id;
}

export function typesOf(effects: readonly HostEffect[]): readonly HostEffect['type'][] {
  return effects.map(({ type }) => type);
}

export const notStarted: EvidenceNow = {
  witness: 'process',
  fact: { type: 'not-started', reason: 'Codex could not start in /gone: there is no such folder.' },
};
