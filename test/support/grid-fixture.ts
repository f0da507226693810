import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Agent } from '../../src/core/agent/agent.ts';
import type { LifecycleName } from '../../src/core/lifecycle/lifecycle-table.ts';
import { codexConfig } from '../../src/demo/codex-config.ts';
import type { ModelRequest, ModelScript } from '../../src/demo/model-script.ts';
import { type ModelServer, startModelServer } from '../../src/demo/model-server.ts';
import type { HostPort } from '../../src/wire/host-port.ts';
import { gridHost } from './grid-host.ts';
import { type OuterTerminal, openOuterTerminal } from './outer-terminal.ts';
import { programFile, type Ran, runProgram } from './run-program.ts';

const scratch = resolve(import.meta.dirname, '../../.scratch/e2e');

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
  /** A connection to the host, for the test to close. */
  readonly connect: () => Promise<HostPort>;
  /** The host's pid. */
  readonly hostPid: () => Promise<number>;
  /** Ends all that was started, by command and then by pid. */
  readonly close: () => Promise<void>;
};

export async function openGridFixture(
  script: ModelScript,
  /** Makes what it needs in the fixture's folder. */
  extraEnv: (folder: string) => Readonly<Record<string, string>> = () => ({}),
  /** Hears when bytes of the model's answer have left. */
  onSent: (request: ModelRequest) => void = () => undefined,
): Promise<GridFixture> {
  const requests: ModelRequest[] = [];
  const server = await startModelServer({
    script,
    onRequest: (request) => requests.push(request),
    onSent,
  });
  const folders = makeFolders(server.url);
  const { folder, project, stateFolder, home } = folders;
  const env = { ...freshEnvironment(home), CODEX_GRID_STATE_DIR: stateFolder, ...extraEnv(folder) };
  const host = gridHost({ env, homeFolder: home, workingFolder: project });
  const commands = gridCommands({ env, cwd: project });
  const terminals: OuterTerminal[] = [];

  const waitForAgent: GridFixture['waitForAgent'] = async (name, what, isSeen) => {
    const seen = await host.waitFor(name, isSeen);
    if (typeof seen !== 'string') return seen;
    const why = await commands.command('show', name, '--why');
    const screen = await commands.command('screen', name);
    throw new Error(
      `${seen} waiting for ${name} to be ${what}.\n${why.stdout}${why.stderr}\nIts screen:\n${screen.stdout}${screen.stderr}`,
    );
  };

  return {
    folder,
    project,
    stateFolder,
    env,
    server,
    requests,
    ...commands,
    waitForAgent,
    waitForState: (name, state) => waitForAgent(name, state, (one) => one.state === state),
    prompt: host.prompt,
    connect: host.connect,
    hostPid: host.pid,
    openScreen(size) {
      const program = { file: process.execPath, arguments: [programFile], cwd: project, env };
      const terminal = openOuterTerminal({ ...program, ...size });
      terminals.push(terminal);
      return terminal;
    },
    async close() {
      await Promise.all(terminals.map((terminal) => terminal.close()));
      await commands.command('host', 'stop');
      host.killAll();
      await server.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Not under /tmp, where codex warns about its home. */
function makeFolders(modelUrl: string) {
  mkdirSync(scratch, { recursive: true });
  const folder = mkdtempSync(`${scratch}/`);
  const [project, stateFolder, home] = [`${folder}/project`, `${folder}/state`, `${folder}/home`];
  for (const made of [project, `${home}/.codex`]) mkdirSync(made, { recursive: true });
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', project]);
  const config = codexConfig({ modelUrl, trustedFolders: [project] });
  writeFileSync(`${home}/.codex/config.toml`, config);
  return { folder, project, stateFolder, home };
}

/** That of somebody who has installed codex-grid and nothing else: no codex is in the PATH. */
export function freshEnvironment(home: string): Readonly<Record<string, string>> {
  return {
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: home,
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    LANG: 'C.UTF-8',
  };
}

function gridCommands(place: {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}): Pick<GridFixture, 'command' | 'ls' | 'agent' | 'newAgent'> {
  const command = (...words: readonly string[]) => runProgram(words, place);
  const successOf = async (...words: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await command(...words);
    if (exitCode !== 0) throw new Error(`${words.join(' ')} failed: ${stderr}`);
    return stdout;
  };
  const ls = async (): Promise<readonly Agent[]> => JSON.parse(await successOf('ls', '--json'));
  return {
    command,
    ls,
    async agent(name) {
      const found = (await ls()).find((one) => one.name === name);
      if (!found) throw new Error(`no agent ${name}`);
      return found;
    },
    async newAgent(name, ...words) {
      await successOf('new', name, ...words);
    },
  };
}
