import type { AgentId } from '../agent/agent.ts';
import { heldWaits } from '../asks/held-ask.ts';
import type { HookWait } from '../lifecycle/lifecycle-memory.ts';
import type { ClientId, HostEffect, HostEvent } from './host-events.ts';
import type { AgentRecord, HostModel } from './host-state.ts';

/** Whom the users of screens type into now, by client. */
export type Typing = readonly { readonly client: ClientId; readonly agent: AgentId }[];

export function withTyping(
  model: HostModel,
  { client, into }: { readonly client: ClientId; readonly into: AgentId | null },
): HostModel {
  const others = model.typing.filter((one) => one.client !== client);
  return { ...model, typing: into === null ? others : [...others, { client, agent: into }] };
}

/**
 * Lets go of hooks that wait for nothing: codex has gone on, what it asks cannot be judged from here, or a user is in the
 * agent's tile, where codex's own dialog is at hand. Said again after every event until it is done.
 */
export function hookEffects(
  { agents, typing }: HostModel,
  event: HostEvent,
): readonly HostEffect[] {
  const known = agents.flatMap((agent) => {
    const { hookWaits } = agent.lifecycle.memory;
    if (hookWaits.length === 0) return [];
    const held = heldWaits(agent.lifecycle.memory);
    const isTypedInto = typing.some((one) => one.agent === agent.id);
    return hookWaits
      .filter((wait) => isTypedInto || !held.includes(wait) || wasTypedSince(agent, wait))
      .map(({ id }) => ({ type: 'leave-hook', wait: id }) as const);
  });
  const unknown = waitBegun(event);
  const isKept = agents.some(({ lifecycle: { memory } }) =>
    memory.hookWaits.some(({ id }) => id === unknown),
  );
  return unknown === null || isKept ? known : [...known, { type: 'leave-hook', wait: unknown }];
}

function waitBegun(event: HostEvent): string | null {
  if (event.type !== 'evidence' || event.evidence.witness !== 'hook') return null;
  const { wait, fact } = event.evidence;
  return fact.type === 'waits' ? wait : null;
}

function wasTypedSince({ typedAt }: AgentRecord, { at }: HookWait): boolean {
  return typedAt !== null && typedAt >= at;
}
