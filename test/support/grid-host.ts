import { connectToHost } from '../../src/client/connect.ts';
import { findPlaces } from '../../src/client/places-on-disk.ts';
import type { Agent, Roster } from '../../src/core/agent/agent.ts';
import type { HostCommand } from '../../src/core/host/host-commands.ts';
import { processIdentity } from '../../src/system/process-identity.ts';
import type { HostPort } from '../../src/wire/host-port.ts';
import { endGroup } from './end-group.ts';

/** The host of a fixture, as far as it runs; each call connects anew. */
export type GridHost = {
  readonly pid: () => Promise<number>;
  /** The agent's row once it is as wanted, else the sentence that says what happened instead. */
  readonly waitFor: (name: string, isSeen: (agent: Agent) => boolean) => Promise<Agent | string>;
  /** Pastes a prompt into an agent and sends it once its composer shows it. */
  readonly prompt: (name: string, text: string) => Promise<void>;
  /** A connection of its own, for the caller to close. */
  readonly connect: () => Promise<HostPort>;
  /** Kills what still runs of the hosts and agents that were seen. */
  readonly killAll: () => void;
};

/** Longer than anything that is not broken takes on two busy cores. */
const patienceMs = 25_000;

export function gridHost(place: {
  readonly env: Readonly<Record<string, string>>;
  readonly homeFolder: string;
  readonly workingFolder: string;
}): GridHost {
  const processes = processRecord();

  const connect = async () => {
    const places = await findPlaces({ ...place, userId: process.getuid?.() ?? 0 });
    if ('problem' in places) throw new Error(places.problem);
    // The host tells only screens how its agents fare.
    const connection = await connectToHost(places.socket, { role: 'screen', colors: null });
    if (connection.type === 'problem') throw new Error(connection.message);
    if (connection.type === 'nobody') throw new Error('no host listens');
    processes.remember(connection.hostPid);
    return connection;
  };

  const withHost = async <Result>(
    work: (host: HostPort, hostPid: number) => Promise<Result>,
  ): Promise<Result> => {
    const { host, hostPid } = await connect();
    try {
      return await work(host, hostPid);
    } finally {
      host.close();
    }
  };

  return {
    pid: () => withHost(async (_, hostPid) => hostPid),
    async waitFor(name, isSeen) {
      const seen = await withHost((host) => rosterEntry(host, name, isSeen));
      if (typeof seen !== 'string' && seen.pid !== null) processes.remember(seen.pid);
      return seen;
    },
    prompt: (name, text) => withHost((host) => typePrompt(host, name, text)),
    connect: async () => (await connect()).host,
    killAll: processes.killAll,
  };
}

/** Asks again at a bounded rate: for what nobody tells us about. */
export async function untilTrue(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + patienceMs;
  while (!(await isTrue())) {
    if (performance.now() > endsAt) throw new Error(`${patienceMs} ms went by waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function typePrompt(host: HostPort, agent: string, text: string): Promise<void> {
  const ask = async (command: HostCommand) => {
    const reply = await host.request(command);
    if (!reply.ok) throw new Error(reply.error.message);
    return JSON.stringify(reply.value);
  };
  await ask({ type: 'keys', agent, keys: [`\x1b[200~${text}\x1b[201~`], literal: true });
  await untilTrue(`${agent} to show the prompt`, async () =>
    (await ask({ type: 'screen', agent, styled: false })).includes(`› ${text}`),
  );
  await ask({ type: 'keys', agent, keys: ['Enter'], literal: false });
}

function rosterEntry(
  host: HostPort,
  name: string,
  isSeen: (agent: Agent) => boolean,
): Promise<Agent | string> {
  return new Promise((resolve) => {
    let last = 'no roster came';
    const settle = (result: Agent | string) => {
      clearTimeout(timer);
      resolve(result);
    };
    const timer = setTimeout(() => settle(`${patienceMs} ms went by (${last})`), patienceMs);
    host.onRoster((roster: Roster) => {
      const found = roster.find((one) => one.name === name);
      last = found ? `it is ${found.state}` : 'it is not on the roster';
      if (found && isSeen(found)) settle(found);
    });
    host.onClosed((reason) => settle(`The host went away (${reason})`));
  });
}

function processRecord() {
  const identities = new Map<number, string>();
  return {
    remember(pid: number): void {
      const identity = processIdentity(pid);
      if (identity !== null) identities.set(pid, identity);
    },
    killAll(): void {
      for (const [pid, identity] of identities) {
        // Each is the leader of its process group.
        if (processIdentity(pid) === identity) endGroup(pid);
      }
    },
  };
}
