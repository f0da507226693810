import { setTimeout as sleep } from 'node:timers/promises';
import type { Roster } from '../core/agent/agent.ts';
import type { HostPort } from '../wire/host-port.ts';
import { type Environment, lifetimeVariable } from '../wire/places.ts';
import {
  type DemoFolder,
  furnish,
  leftDemoFolders,
  makeDemoFolder,
  removeDemoFolder,
  workFolder,
} from './demo-folder.ts';
import { typeLaterPrompts } from './later-prompts.ts';
import { startModelServer } from './model-server.ts';
import { demoScript, haveSettled, scenes, unsettledScenes } from './scenes.ts';

export type DemoOutcome = {
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
  readonly problem: string | null;
};

export type DemoHost = { readonly host: HostPort; readonly hostPid: number };

/** What the demo needs of the rest of the program. Each `env` is that of the demo's own host and agents. */
export type DemoPorts = {
  /** Starts a host, or says why not. */
  readonly startHost: (env: Environment) => Promise<DemoHost | { readonly problem: string }>;
  /** Null when no host listens. */
  readonly connect: (env: Environment) => Promise<DemoHost | null>;
  /** Names one run of one process; null when it is over. */
  readonly processIdentity: (pid: number) => string | null;
  /** Shows the grid with the demo's footer until the user leaves it. */
  readonly openGrid: (env: Environment) => Promise<DemoOutcome>;
  /** The grid as text. */
  readonly printFrame: (
    host: HostPort,
    size: { readonly columns: number; readonly rows: number },
  ) => Promise<string>;
};

export type Demo = DemoPorts & {
  /** Prints one frame instead of opening the grid. */
  readonly print: boolean;
  /** Where the demo's folder is made. */
  readonly parentFolder: string;
  readonly environment: Environment;
  readonly pid: number;
  /** Epoch seconds. */
  readonly startedAtSeconds: number;
  /** Ends the demo wherever it is. */
  readonly stop: AbortSignal;
};

const stopped: DemoOutcome = { exitCode: 1, text: '', problem: null };

/** Four codex starts and the scenes' ten seconds, on a machine that does other things as well. */
const settleLimitMs = 60_000;

const printedSize = { columns: 120, rows: 40 };

/** Runs the demo from nothing to nothing: whichever way it ends, no process and no file of it stays. */
export async function runDemo(demo: Demo): Promise<DemoOutcome> {
  await sweep(demo);
  const owner = demo.processIdentity(demo.pid) ?? String(demo.pid);
  let folder: DemoFolder;
  try {
    folder = await makeDemoFolder(demo.parentFolder, owner);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return failed(
      `The demo cannot make its folder in ${demo.parentFolder}: ${error.message}. Make room or rights there, or set XDG_STATE_HOME to another folder.`,
    );
  }
  try {
    return await runIn(folder, demo);
  } finally {
    await removeDemoFolder(demo.parentFolder, folder);
  }
}

async function runIn(folder: DemoFolder, demo: Demo): Promise<DemoOutcome> {
  const server = await startModelServer({ script: demoScript(demo.startedAtSeconds) });
  const ending = new AbortController();
  const stop = AbortSignal.any([demo.stop, ending.signal]);
  try {
    const env = environmentIn(folder, demo.environment);
    await furnish(folder, { modelUrl: server.url, env });
    const started = await demo.startHost(env);
    try {
      if ('problem' in started) return failed(started.problem);
      const { host } = started;
      const refusal = await addAgents(host, folder);
      if (refusal) return failed(refusal);
      typeLaterPrompts(host, stop);
      if (demo.stop.aborted) return stopped;
      return demo.print ? await printSettled(host, demo) : await demo.openGrid(env);
    } finally {
      await endHost(folder, demo);
      // Not before: the host ends with its last client, and its end is waited for.
      if ('host' in started) started.host.close();
    }
  } finally {
    ending.abort();
    await server.close();
  }
}

/** Null, or why the host took one of them not. */
async function addAgents(host: HostPort, folder: DemoFolder): Promise<string | null> {
  for (const { name, branch, turns } of scenes) {
    const reply = await host.request({
      type: 'new',
      name,
      cwd: workFolder(folder, branch),
      count: 1,
      settings: { prompt: turns[0]?.prompt },
      session: { type: 'new' },
      consent: null,
      fleet: null,
      group: null,
      task: { type: 'session' },
    });
    if (!reply.ok) return reply.error.message;
  }
  return null;
}

async function printSettled(host: HostPort, demo: Demo): Promise<DemoOutcome> {
  const ending = await settled(host, demo.stop);
  if (ending.type === 'stopped') return stopped;
  if (ending.type === 'settled') {
    const frame = await demo.printFrame(host, printedSize);
    return { exitCode: 0, text: `${frame}\n`, problem: null };
  }
  const states = unsettledScenes(ending.roster).map(({ name, state }) => `${name} is ${state}`);
  return failed(
    `${ending.why}: ${states.join(', ')}. Run codex-grid doctor to see what stops agents here.`,
  );
}

type Ending =
  | { readonly type: 'settled' }
  | { readonly type: 'stopped' }
  | { readonly type: 'gave-up'; readonly why: string; readonly roster: Roster };

function settled(host: HostPort, stop: AbortSignal): Promise<Ending> {
  let newest: Roster = [];
  return new Promise((resolve) => {
    const giveUp = (why: string) => {
      clearTimeout(timer);
      resolve({ type: 'gave-up', why, roster: newest });
    };
    const timer = setTimeout(
      () => giveUp(`The agents have not settled in ${settleLimitMs / 1000} seconds`),
      settleLimitMs,
    );
    host.onRoster((roster) => {
      newest = roster;
      if (!haveSettled(roster)) return;
      clearTimeout(timer);
      resolve({ type: 'settled' });
    });
    host.onClosed((reason) => giveUp(`The host went away (${reason})`));
    const onStop = () => {
      clearTimeout(timer);
      resolve({ type: 'stopped' });
    };
    if (stop.aborted) onStop();
    else stop.addEventListener('abort', onStop, { once: true });
  });
}

/** What demos left that were killed. */
async function sweep(demo: Demo): Promise<void> {
  const isAlive = (owner: string) => demo.processIdentity(Number.parseInt(owner, 10)) === owner;
  for (const folder of await leftDemoFolders(demo.parentFolder, isAlive)) {
    await endHost(folder, demo);
    await removeDemoFolder(demo.parentFolder, folder);
  }
}

/** Ends the host that works in this folder, and its agents; a host that does not obey is killed, which hangs up its agents. */
async function endHost(folder: DemoFolder, demo: Demo): Promise<void> {
  const running = await demo.connect(environmentIn(folder, demo.environment));
  if (!running) return;
  const { host, hostPid } = running;
  // Its last writes go into the folder that is about to be removed.
  const isGone = async () => {
    while (demo.processIdentity(hostPid) !== null) await sleep(20);
  };
  const obeyed = host.request({ type: 'stopHost' }).then(isGone);
  if (
    (await Promise.race([obeyed, sleep(stopLimitMs, 'too late', { ref: false })])) === 'too late'
  ) {
    process.kill(hostPid, 'SIGKILL');
    await isGone();
  }
  host.close();
}

/** A host gives its agents ten seconds before it kills them. */
const stopLimitMs = 15_000;

function environmentIn(folder: DemoFolder, env: Environment): Environment {
  return {
    ...env,
    CODEX_GRID_STATE_DIR: folder.stateFolder,
    CODEX_HOME: folder.codexHome,
    // The user's defaults for agents have no say in the scenes.
    XDG_CONFIG_HOME: folder.stateFolder,
    [lifetimeVariable]: 'of-clients',
  };
}

function failed(problem: string): DemoOutcome {
  return { exitCode: 1, text: '', problem };
}
