import { type AgentId, nameProblem } from './agent.ts';
import { referredAgent } from './agent-reference.ts';
import type { HostCommand, Refusal, Reply } from './host-commands.ts';
import type { ClientId, HostEffect } from './host-events.ts';
import {
  type AgentRecord,
  freeNumbers,
  type HostModel,
  isLive,
  type Pending,
  roster,
  rosterEntry,
  type Step,
  type StepContext,
  withAgent,
} from './host-state.ts';
import { keyNameProblem } from './key-names.ts';
import { restarted } from './lifecycle.ts';
import { newLifecycle } from './lifecycle-memory.ts';

/** Codex ends within 50 ms of a SIGTERM; one that does not is stuck. */
const killAfterMs = 5_000;

type Asker = { readonly client: ClientId; readonly request: number };
type CommandOf<Type extends HostCommand['type']> = Extract<HostCommand, { type: Type }>;
type Answer<Type extends HostCommand['type']> = (
  model: HostModel,
  command: CommandOf<Type>,
  context: StepContext & Asker,
) => Step;

/** What a command does; a reply that must wait for a process is kept as pending. */
export function asked(model: HostModel, command: HostCommand, context: StepContext & Asker): Step {
  switch (command.type) {
    case 'new':
      return startNew(model, command, context);
    case 'list':
      return replied(model, context, { ok: true, value: roster(model) });
    case 'show':
      return withReferred(model, command.agent, context, (agent) =>
        replied(model, context, {
          ok: true,
          value: { agent: rosterEntry(agent), why: agent.lifecycle.why },
        }),
      );
    case 'screen':
      return withReferred(model, command.agent, context, ({ id }) => ({
        model,
        effects: [
          {
            type: 'reply-with-screen',
            client: context.client,
            request: context.request,
            agent: id,
            styled: command.styled,
          },
        ],
      }));
    case 'keys':
      return typeKeys(model, command, context);
    case 'stop':
      return stopSome(model, command, context);
    case 'resume':
      return resume(model, command, context);
    case 'remove':
      return remove(model, command, context);
    case 'status': {
      const { client, request } = context;
      return { model, effects: [{ type: 'reply-with-status', client, request }] };
    }
    case 'stopHost':
      return stopHost(model, context);
    default:
      return command satisfies never;
  }
}

const startNew: Answer<'new'> = (model, command, context) => {
  if (model.pending.some(({ type }) => type === 'stop-host')) {
    return refused(
      model,
      context,
      'failed',
      'The host is stopping; start the agent again in a moment.',
    );
  }
  const { count, name, cwd, home, codexArguments, prompt } = command;
  const names =
    count === 1 ? [name] : Array.from({ length: count }, (_, at) => `${name}-${at + 1}`);
  const refusal = namesRefusal(model, names);
  if (refusal) return replied(model, context, { ok: false, error: refusal });
  const numbers = freeNumbers(model, count);
  const agents = names.map(
    (each, at): AgentRecord => ({
      number: numbers[at] ?? at + 1,
      id: (count === 1 ? context.newId : `${context.newId}-${at + 1}`) as AgentId,
      name: each,
      cwd,
      home,
      codexArguments,
      branch: null,
      lifecycle: newLifecycle(context.now),
      stopping: null,
    }),
  );
  const started = { ...model, agents: [...model.agents, ...agents] };
  return {
    model: withPending(started, startOf(agents, context, { isNew: true })),
    effects: agents.flatMap((agent) => startEffects(agent, prompt)),
  };
};

function namesRefusal(model: HostModel, names: readonly string[]): Refusal | null {
  for (const name of names) {
    const message = nameProblem(name);
    if (message) return { code: 'usage', message };
    const other = model.agents.find((agent) => agent.name === name);
    if (other) {
      const wayOut = isLive(other)
        ? 'Choose another name.'
        : `Choose another name, or bring it back: codex-grid resume ${name}.`;
      return {
        code: 'failed',
        message: `An agent named "${name}" exists already (${other.number}, ${other.lifecycle.name}). ${wayOut}`,
      };
    }
  }
  return null;
}

function startEffects(agent: AgentRecord, prompt: string | null): readonly HostEffect[] {
  const { id, cwd, home, codexArguments, lifecycle } = agent;
  const { sessionId, rolloutPath } = lifecycle;
  const launch = { agent: id, cwd, home, prompt, resume: sessionId, codexArguments };
  return [
    { type: 'start-codex', launch },
    { type: 'read-branch', agent: id },
    ...(rolloutPath === null
      ? []
      : [{ type: 'follow-rollout', agent: id, path: rolloutPath, subagentId: null } as const]),
  ];
}

function startOf(
  agents: readonly AgentRecord[],
  { client, request }: Asker,
  { isNew }: { readonly isNew: boolean },
): Pending {
  const ids = agents.map(({ id }) => id);
  return { type: 'start', client, request, isNew, agents: ids, failed: [], waitsFor: ids };
}

const typeKeys: Answer<'keys'> = (model, command, context) =>
  withReferred(model, command.agent, context, (agent) => {
    const { keys, literal } = command;
    const problem = literal
      ? null
      : (keys.map(keyNameProblem).find((each) => each !== null) ?? null);
    if (problem !== null) return refused(model, context, 'usage', problem);
    if (!isLive(agent)) {
      return refused(
        model,
        context,
        'failed',
        `${agent.name} has ended, so nothing reads its keys. Bring it back: codex-grid resume ${agent.name}.`,
      );
    }
    const { client, request } = context;
    return {
      model,
      effects: [
        { type: 'write-keys', agent: agent.id, keys, literal },
        { type: 'reply', client, request, reply: { ok: true, value: null } },
      ],
    };
  });

const stopSome: Answer<'stop'> = (model, { agents: references }, context) => {
  const found =
    references === 'all'
      ? model.agents.filter(isLive)
      : references.map((reference) => referredAgent(model.agents, reference));
  const agents: AgentRecord[] = [];
  for (const one of found) {
    if ('problem' in one) return refused(model, context, 'failed', one.problem);
    if (!agents.includes(one)) agents.push(one);
  }
  const { client, request } = context;
  const ids = agents.map(({ id }) => id);
  return stopAll(
    withPending(model, { type: 'stop', client, request, agents: ids }),
    agents,
    context,
  );
};

function stopHost(model: HostModel, context: StepContext & Asker): Step {
  const { client, request } = context;
  const waiting = withPending(model, { type: 'stop-host', client, request });
  return stopAll(waiting, model.agents, context);
}

function stopAll(model: HostModel, agents: readonly AgentRecord[], { now }: StepContext): Step {
  const toStop = agents.filter((agent) => isLive(agent) && agent.stopping === null);
  return {
    model: toStop.reduce(
      (current, agent) => withAgent(current, { ...agent, stopping: { killAt: now + killAfterMs } }),
      model,
    ),
    // One whose process is not there yet is told as soon as it is.
    effects: toStop.map(({ id }) => ({ type: 'signal', agent: id, signal: 'SIGTERM' })),
  };
}

const resume: Answer<'resume'> = (model, command, context) =>
  withReferred(model, command.agent, context, (agent) => {
    if (isLive(agent)) {
      const message = `${agent.name} runs already (${agent.lifecycle.name}); only an ended agent can be resumed.`;
      return refused(model, context, 'failed', message);
    }
    const again = { ...agent, lifecycle: restarted(agent.lifecycle, context.now) };
    return {
      model: withPending(withAgent(model, again), startOf([again], context, { isNew: false })),
      effects: startEffects(again, null),
    };
  });

const remove: Answer<'remove'> = (model, command, context) =>
  withReferred(model, command.agent, context, (agent) => {
    if (isLive(agent)) {
      const message = `${agent.name} still runs (${agent.lifecycle.name}). Stop it first: codex-grid stop ${agent.name}.`;
      return refused(model, context, 'failed', message);
    }
    const { client, request } = context;
    return {
      model: { ...model, agents: model.agents.filter(({ id }) => id !== agent.id) },
      effects: [
        { type: 'forget', agent: agent.id },
        { type: 'reply', client, request, reply: { ok: true, value: null } },
      ],
    };
  });

function withReferred(
  model: HostModel,
  reference: string,
  asker: Asker,
  answer: (agent: AgentRecord) => Step,
): Step {
  const found = referredAgent(model.agents, reference);
  return 'problem' in found ? refused(model, asker, 'failed', found.problem) : answer(found);
}

function withPending(model: HostModel, pending: Pending): HostModel {
  return { ...model, pending: [...model.pending, pending] };
}

function replied(model: HostModel, { client, request }: Asker, reply: Reply): Step {
  return { model, effects: [{ type: 'reply', client, request, reply }] };
}

function refused(model: HostModel, asker: Asker, code: Refusal['code'], message: string): Step {
  return replied(model, asker, { ok: false, error: { code, message } });
}
