import { notForKeys, typingMs } from '../prompts/door-view.ts';
import { type Answer, type Asker, refused, withReferred } from './host-answers.ts';
import type { Reply } from './host-commands.ts';
import type { HostEffect, HostEvent } from './host-events.ts';
import { type AgentRecord, isLive, type Step, withAgent } from './host-state.ts';

/** A turn that is being interrupted. Instants are epoch ms. */
export type Interrupting = Asker & {
  readonly turnId: string | null;
  readonly phase: 'waiting' | 'pressing' | 'pressed';
  /** When nothing is awaited any more. */
  readonly until: number;
};

/** Codex ends a turn at once, but for a command that does not heed it. */
const patienceMs = 5_000;

/** One Esc, and only where codex takes it for an interrupt of its turn. */
export const interrupt: Answer<'interrupt'> = (model, command, context) =>
  withReferred(model, command.agent, context, (agent) => {
    const problem = problemOf(agent);
    if (problem !== null) return refused(model, context, 'failed', problem);
    const { client, request, now } = context;
    const { turnId } = agent.lifecycle.memory.root;
    const until = now + patienceMs;
    const interrupting = { client, request, turnId, phase: 'waiting', until } as const;
    return { model: withAgent(model, { ...agent, interrupting }), effects: [] };
  });

function problemOf(agent: AgentRecord): string | null {
  const { name, lifecycle, interrupting, stopping } = agent;
  if (!isLive(agent)) return `${name} has ended.`;
  if (stopping !== null) return `${name} is being stopped.`;
  if (interrupting !== null) return `${name} is being interrupted already.`;
  switch (lifecycle.name) {
    case 'working':
      return null;
    case 'approval':
    case 'question':
    case 'dialog':
      return `${name} waits for its user, and Esc would be an answer. Answer it: codex-grid inbox.`;
    default:
      return `${name} does not work, so there is no turn to interrupt.`;
  }
}

/** The interrupts on their way, after an event. */
export function interruptsFurther({ model, effects }: Step, event: HostEvent, now: number): Step {
  let current = model;
  const orders: HostEffect[] = [];
  for (const agent of model.agents) {
    if (agent.interrupting === null) continue;
    const moved = further(agent, agent.interrupting, { event, now });
    current = withAgent(current, { ...agent, interrupting: moved.interrupting });
    orders.push(...moved.effects);
  }
  return { model: current, effects: [...effects, ...orders] };
}

type Moved = {
  readonly interrupting: Interrupting | null;
  readonly effects: readonly HostEffect[];
};

function further(
  agent: AgentRecord,
  given: Interrupting,
  { event, now }: { readonly event: HostEvent; readonly now: number },
): Moved {
  const interrupting = afterPut(given, event, agent);
  const { phase } = interrupting;
  const end = endOf(agent, interrupting);
  if (end !== null) return replies(interrupting, end);
  if (now >= interrupting.until) return replies(interrupting, failure(lateWords(agent, phase)));
  const { screen, typedAt } = agent;
  const isTyping = typedAt !== null && now < typedAt + typingMs;
  if (phase !== 'waiting' || !screen || isTyping || notForKeys(screen.facts) !== null) {
    return { interrupting, effects: [] };
  }
  const purpose = purposeOf(interrupting);
  return {
    interrupting: { ...interrupting, phase: 'pressing' },
    effects: [{ type: 'press', agent: agent.id, purpose, key: 'Escape', on: screen.facts }],
  };
}

function afterPut(interrupting: Interrupting, event: HostEvent, { id }: AgentRecord): Interrupting {
  const isOurs =
    event.type === 'put' && event.agent === id && event.purpose === purposeOf(interrupting);
  if (!isOurs) return interrupting;
  return { ...interrupting, phase: event.done ? 'pressed' : 'waiting' };
}

/** The reply, once the turn is over in one way or another. */
function endOf({ name, lifecycle }: AgentRecord, { phase, turnId }: Interrupting): Reply | null {
  const { root } = lifecycle.memory;
  const isPressed = phase === 'pressed';
  const isAnother = root.turnId !== turnId && turnId !== null;
  if (isPressed && (lifecycle.name === 'interrupted' || isAnother))
    return { ok: true, value: null };
  if (lifecycle.name === 'working') return null;
  const words = isPressed ? '' : ' Nothing was pressed.';
  return failure(`The turn of ${name} was not interrupted: it is ${lifecycle.name} now.${words}`);
}

function lateWords({ name, screen }: AgentRecord, phase: Interrupting['phase']): string {
  if (phase === 'pressed') {
    return `${name} still works ${patienceMs / 1000} s after Esc. Look at it, or stop it: codex-grid stop ${name}.`;
  }
  const why = screen === null ? 'its screen cannot be read' : notForKeys(screen.facts);
  return `${name} was not interrupted: ${why ?? 'its user types'}. Nothing was pressed.`;
}

function failure(message: string): Reply {
  return { ok: false, error: { code: 'failed', message } };
}

function replies({ client, request }: Interrupting, reply: Reply): Moved {
  return { interrupting: null, effects: [{ type: 'reply', client, request, reply }] };
}

function purposeOf({ client, request }: Interrupting): string {
  return `interrupt ${client}.${request}`;
}
