import { referredAgent } from '../agent/agent-reference.ts';
import type { HostCommand, Refusal, Reply } from './host-commands.ts';
import type { ClientId } from './host-events.ts';
import type { AgentRecord, HostModel, Pending, Step, StepContext } from './host-state.ts';

/** Who is to be answered. */
export type Asker = { readonly client: ClientId; readonly request: number };

type CommandOf<Type extends HostCommand['type']> = Extract<HostCommand, { type: Type }>;

/** What one command does. */
export type Answer<Type extends HostCommand['type']> = (
  model: HostModel,
  command: CommandOf<Type>,
  context: StepContext & Asker,
) => Step;

export function withReferred(
  model: HostModel,
  reference: string,
  asker: Asker,
  answer: (agent: AgentRecord) => Step,
): Step {
  const found = referredAgent(model.agents, reference);
  return 'problem' in found ? refused(model, asker, 'failed', found.problem) : answer(found);
}

/** Each agent that is meant, once; or the sentence about the first that does not exist. */
export function referredAgents(
  model: HostModel,
  references: readonly string[],
): readonly AgentRecord[] | { readonly problem: string } {
  const agents: AgentRecord[] = [];
  for (const reference of references) {
    const found = referredAgent(model.agents, reference);
    if ('problem' in found) return found;
    if (!agents.includes(found)) agents.push(found);
  }
  return agents;
}

export function withPending(model: HostModel, pending: Pending): HostModel {
  return { ...model, pending: [...model.pending, pending] };
}

export function replied(model: HostModel, { client, request }: Asker, reply: Reply): Step {
  return { model, effects: [{ type: 'reply', client, request, reply }] };
}

export function refused(
  model: HostModel,
  asker: Asker,
  code: Refusal['code'],
  message: string,
): Step {
  return replied(model, asker, { ok: false, error: { code, message } });
}
