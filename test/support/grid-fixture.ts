import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { connectToHost } from '../../src/client/connect.ts';
import { findPlaces } from '../../src/client/places-on-disk.ts';
import type { Agent, Roster } from '../../src/core/agent.ts';
import type { LifecycleName } from '../../src/core/lifecycle-table.ts';
import { codexConfig } from '../../src/demo/codex-config.ts';
import type { ModelRequest, ModelScript } from '../../src/demo/model-script.ts';
import { type ModelServer, startModelServer } from '../../src/demo/model-server.ts';
import { processIdentity } from '../../src/system/process-identity.ts';
import type { HostPort } from '../../src/wire/host-port.ts';
import { type OuterTerminal, openOuterTerminal } from './outer-terminal.ts';
import { programFile, type Ran, runProgram } from './run-program.ts';

const repository = resolve(import.meta.dirname, '../..');

/** The built program on a state folder and a Codex home of its own, with a model that plays a script. */
export type GridFixture = {
  readonly folder: string;
  /** A git repository on the branch `main` that codex trusts. */
  readonly project: string;
  readonly stateFolder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly server: ModelServer;
  /** Every request to the model, oldest first. */
  readonly requests: readonly ModelRequest[];
  readonly command: (...words: readonly string[]) => Promise<Ran>;
  readonly ls: () => Promise<readonly Agent[]>;
  readonly agent: (name: string) => Promise<Agent>;
  /** `codex-grid new` in the project, and it must succeed. */
  readonly newAgent: (name: string, ...words: readonly string[]) => Promise<void>;
  /** Fails with what the host knows about the agent. */
  readonly waitForState: (name: string, state: LifecycleName) => Promise<Agent>;
  readonly waitForAgent: (
    name: string,
    what: string,
    isSeen: (agent: Agent) => boolean,
  ) => Promise<Agent>;
  /** Pastes a prompt into an agent and sends it once its composer shows it. */
  readonly prompt: (name: string, text: string) => Promise<void>;
  readonly openScreen: (size?: {
    readonly columns: number;
    readonly rows: number;
  }) => OuterTerminal;
  /** The host's pid. */
  readonly hostPid: () => Promise<number>;
  /** Ends all that was started, by command and then by pid. */
  readonly close: () => Promise<void>;
};

/** Longer than anything that is not broken takes on two busy cores. */
const patienceMs = 25_000;

export async function openGridFixture(
  script: ModelScript,
  /** Makes what it needs in the fixture's folder. */
  extraEnv: (folder: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<GridFixture> {
  mkdirSync(`${repository}/.scratch/e2e`, { recursive: true });
  const folder = mkdtempSync(`${repository}/.scratch/e2e/`);
  const [project, stateFolder, home] = [`${folder}/project`, `${folder}/state`, `${folder}/home`];
  for (const made of [project, `${home}/.codex`]) mkdirSync(made, { recursive: true });
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', project]);
  const requests: ModelRequest[] = [];
  const server = await startModelServer({ script, onRequest: (request) => requests.push(request) });
  writeFileSync(
    `${home}/.codex/config.toml`,
    codexConfig({ modelUrl: server.url, trustedFolders: [project] }),
  );
  const env = {
    // No codex there: it is found in the npm package, as for somebody who has installed nothing else.
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: home,
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    LANG: 'C.UTF-8',
    CODEX_GRID_STATE_DIR: stateFolder,
    ...extraEnv(folder),
  };
  const terminals: OuterTerminal[] = [];
  const processes = processRecord();

  const command = (...words: readonly string[]) => runProgram(words, { cwd: project, env });

  const connect = async (): Promise<{ host: HostPort; hostPid: number } | null> => {
    const places = await findPlaces({
      env,
      homeFolder: home,
      userId: process.getuid?.() ?? 0,
      workingFolder: project,
    });
    if ('problem' in places) throw new Error(places.problem);
    // The host tells only screens how its agents fare.
    const connection = await connectToHost(places.socket, { role: 'screen', colors: null });
    if (connection.type === 'problem') throw new Error(connection.message);
    if (connection.type === 'nobody') return null;
    await processes.remember(connection.hostPid);
    return connection;
  };

  const withHost = async <Result>(work: (host: HostPort) => Promise<Result>): Promise<Result> => {
    const connection = await connect();
    if (!connection) throw new Error('no host listens');
    try {
      return await work(connection.host);
    } finally {
      connection.host.close();
    }
  };

  const ls = async (): Promise<readonly Agent[]> => {
    const result = await command('ls', '--json');
    if (result.exitCode !== 0) throw new Error(`ls failed: ${result.stderr}`);
    return JSON.parse(result.stdout);
  };

  const agent = async (name: string): Promise<Agent> => {
    const found = (await ls()).find((one) => one.name === name);
    if (!found) throw new Error(`no agent ${name}`);
    return found;
  };

  const waitForAgent: GridFixture['waitForAgent'] = (name, what, isSeen) =>
    withHost(async (host) => {
      const seen = await rosterEntry(host, name, isSeen);
      if (typeof seen !== 'string') {
        if (seen.pid !== null) await processes.remember(seen.pid);
        return seen;
      }
      const why = await command('show', name, '--why');
      const screen = await command('screen', name);
      throw new Error(
        `${seen} waiting for ${name} to be ${what}.\n${why.stdout}${why.stderr}\nIts screen:\n${screen.stdout}${screen.stderr}`,
      );
    });

  return {
    folder,
    project,
    stateFolder,
    env,
    server,
    requests,
    command,
    ls,
    agent,
    async newAgent(name, ...words) {
      const result = await command('new', name, ...words);
      if (result.exitCode !== 0) throw new Error(`new ${name} failed: ${result.stderr}`);
    },
    waitForAgent,
    waitForState: (name, state) => waitForAgent(name, state, (one) => one.state === state),
    prompt: (name, text) =>
      withHost(async (host) => {
        const ask = async (request: Parameters<HostPort['request']>[0]) => {
          const reply = await host.request(request);
          if (!reply.ok) throw new Error(reply.error.message);
          return JSON.stringify(reply.value);
        };
        const pasted = `\x1b[200~${text}\x1b[201~`;
        await ask({ type: 'keys', agent: name, keys: [pasted], literal: true });
        await untilTrue(`${name} to show the prompt`, async () =>
          (await ask({ type: 'screen', agent: name, styled: false })).includes(`› ${text}`),
        );
        await ask({ type: 'keys', agent: name, keys: ['Enter'], literal: false });
      }),
    openScreen(size) {
      const terminal = openOuterTerminal({
        file: process.execPath,
        arguments: [programFile],
        cwd: project,
        env,
        ...size,
      });
      terminals.push(terminal);
      return terminal;
    },
    async hostPid() {
      const connection = await connect();
      connection?.host.close();
      if (!connection) throw new Error('no host listens');
      return connection.hostPid;
    },
    async close() {
      await Promise.all(terminals.map((terminal) => terminal.close()));
      await command('host', 'stop');
      await processes.killAll();
      await server.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
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

/** The agent's row once it is as wanted, else what happened instead. */
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
    async remember(pid: number): Promise<void> {
      const identity = processIdentity(pid);
      if (identity !== null) identities.set(pid, identity);
    },
    /** Each is the leader of its process group. */
    async killAll(): Promise<void> {
      for (const [pid, identity] of identities) {
        if (processIdentity(pid) === identity) process.kill(-pid, 'SIGKILL');
      }
    },
  };
}
