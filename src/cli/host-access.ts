import { resolve } from 'node:path';
import type { Connection, Introduction } from '../client/connect.ts';
import { findPlaces, type Problem } from '../client/places-on-disk.ts';
import { reachHost } from '../client/reach-host.ts';
import { savedAgents } from '../client/saved-agents.ts';
import { startHost } from '../client/start-host.ts';
import type { HostCommand, Refusal, Reply } from '../core/host/host-commands.ts';
import type { AgentRecord } from '../core/host/host-state.ts';
import type { HostPort } from '../wire/host-port.ts';
import type { Environment, Places } from '../wire/places.ts';
import type { Surroundings } from './call.ts';
import { done, failed, type Outcome, wrongUsage } from './outcome.ts';

const asCommand: Introduction = { role: 'command', colors: null };

export async function connectToRunning(places: Places): Promise<Connection> {
  return reachHost(places, asCommand);
}

export async function connectOrStart(
  places: Places,
  surroundings: Surroundings,
  introduction: Introduction = asCommand,
): Promise<Exclude<Connection, { type: 'nobody' }>> {
  const { nodePath, hostEntry, userId, pid } = surroundings;
  return startHost({
    places,
    introduction,
    nodePath,
    hostEntry,
    env: hostEnvironment(surroundings),
    userId,
    ownPid: pid,
  });
}

/** The host works in /, so what the user means from here must be said whole. */
function hostEnvironment({ env, workingFolder }: Surroundings): Environment {
  const home = env['CODEX_HOME'];
  return home ? { ...env, CODEX_HOME: resolve(workingFolder, home) } : env;
}

/**
 * Asks the host for one thing. Its refusal becomes the outcome; a reply of another shape than the command's row
 * promises is a fault of ours and throws.
 */
export type Ask = <Value>(
  command: HostCommand,
  isExpected: (value: unknown) => value is Value,
  tell: (value: Value) => Outcome | Promise<Outcome>,
) => Promise<Outcome>;

/** The reply itself, or the outcome that its refusal is. */
export async function replyOf<Value>(
  ask: Ask,
  command: HostCommand,
  isExpected: (reply: unknown) => reply is Value,
): Promise<{ readonly value: Value } | Outcome> {
  let got: { readonly value: Value } | null = null;
  const outcome = await ask(command, isExpected, (reply) => {
    got = { value: reply };
    return done('');
  });
  return got ?? outcome;
}

type HostWork = {
  readonly work: (ask: Ask, host: HostPort) => Promise<Outcome>;
  /** What comes of it when no host runs; `start` starts one. */
  readonly without: 'start' | ((places: Places) => Promise<Outcome>);
};

/** Does something with the host, and lets go of it. */
export async function withHost(surroundings: Surroundings, plan: HostWork): Promise<Outcome> {
  const places = await findPlaces(surroundings);
  if ('problem' in places) return failed(places.problem);
  if (plan.without === 'start') {
    return outcomeWith(await connectOrStart(places, surroundings), plan.work);
  }
  const running = await connectToRunning(places);
  return running.type === 'nobody' ? plan.without(places) : outcomeWith(running, plan.work);
}

async function outcomeWith(
  connection: Exclude<Connection, { type: 'nobody' }>,
  work: HostWork['work'],
): Promise<Outcome> {
  if (connection.type === 'problem') return failed(connection.message);
  const { host } = connection;
  const notices = new Set<string>();
  try {
    const outcome = await work(async (command, isExpected, tell) => {
      const reply = await host.request(command);
      for (const notice of (reply.ok && reply.notices) || []) notices.add(notice);
      return outcomeOf(command, reply, { isExpected, tell });
    }, host);
    return { ...outcome, notices: [...notices, ...(outcome.notices ?? [])] };
  } finally {
    host.close();
  }
}

function outcomeOf<Value>(
  command: HostCommand,
  reply: Reply,
  {
    isExpected,
    tell,
  }: {
    isExpected: (value: unknown) => value is Value;
    tell: (value: Value) => Outcome | Promise<Outcome>;
  },
): Outcome | Promise<Outcome> {
  if (!reply.ok) {
    const { code, message, reason } = reply.error;
    if (code === 'usage') return wrongUsage(message);
    return failed(reason ? `${message}\n${wayOn(reason, command)}` : message);
  }
  if (!isExpected(reply.value)) throw new Error(`the reply to ${command.type} has another shape`);
  return tell(reply.value);
}

/** What the screen offers as answers, for a shell. */
function wayOn(reason: NonNullable<Refusal['reason']>, command: HostCommand): string {
  switch (reason) {
    case 'has-work':
      return 'Keep it: commit it, and merge its branch. Or lose it: --force.';
    case 'unknown-session': {
      const named = command.type === 'resume' && command.agents !== 'all' ? command.agents : [];
      const name = named.length === 1 ? named[0] : 'NAME';
      return `Start a new one: codex-grid resume ${name} --fresh. The old id is kept with the agent.`;
    }
    default:
      return reason satisfies never;
  }
}

/** Looks at the agents of the last host, when none runs. */
export async function withSavedAgents(
  places: Places,
  surroundings: Surroundings,
  look: (agents: readonly AgentRecord[]) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const saved = await savedAgents(places, surroundings.now());
  return isProblem(saved) ? failed(saved.problem) : look(saved);
}

function isProblem(saved: readonly AgentRecord[] | Problem): saved is Problem {
  return 'problem' in saved;
}

/** What a command that only a running agent can obey says when no host runs. */
export async function noHost(): Promise<Outcome> {
  return failed(
    'No host is running, so no agent is. Run codex-grid, or bring one back: codex-grid resume NAME.',
  );
}
