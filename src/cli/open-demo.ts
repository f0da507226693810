import { connectToHost } from '../client/connect.ts';
import { findPlaces } from '../client/places-on-disk.ts';
import type { DemoHost } from '../demo/main.ts';
import { processIdentity } from '../system/process-identity.ts';
import type { Environment } from '../wire/places.ts';
import type { Call, Surroundings } from './call.ts';
import { connectOrStart } from './host-access.ts';
import { openGrid, terminalProblem } from './open-grid.ts';
import { type Outcome, wrongUsage } from './outcome.ts';

/** Runs the demo on a host and in folders of its own; the user's agents never meet it. */
export async function openDemo(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const print = call.options['print'] === true;
  const problem = print ? null : terminalProblem(surroundings);
  if (problem) {
    return wrongUsage(`${problem} To see the demo without a terminal: codex-grid demo --print.`);
  }
  const { runDemo } = await import('../demo/main.ts');
  const { env, homeFolder, pid, now } = surroundings;
  const inDemo = (demoEnv: Environment): Surroundings => ({ ...surroundings, env: demoEnv });
  return runDemo({
    print,
    parentFolder: `${env['XDG_STATE_HOME'] || `${homeFolder}/.local/state`}/codex-grid-demo`,
    environment: env,
    pid,
    startedAtSeconds: Math.floor(now() / 1000),
    stop: surroundings.endingSignal(),
    startHost: (demoEnv) => startDemoHost(inDemo(demoEnv)),
    connect: (demoEnv) => connectToDemoHost(inDemo(demoEnv)),
    processIdentity,
    async openGrid(demoEnv) {
      const { exitCode, text, problem } = await openGrid(inDemo(demoEnv), 'demo');
      return { exitCode: exitCode === 0 || exitCode === 2 ? exitCode : 1, text, problem };
    },
    async printFrame(host, size) {
      const { printFrame } = await import('../ui/main.ts');
      return printFrame(host, size);
    },
  });
}

async function startDemoHost(
  surroundings: Surroundings,
): Promise<DemoHost | { readonly problem: string }> {
  const places = await findPlaces(surroundings);
  if ('problem' in places) return places;
  // The host tells only screens how its agents fare, and the demo waits for that.
  const asScreen = { role: 'screen', colors: null } as const;
  const connection = await connectOrStart(places, surroundings, asScreen);
  return connection.type === 'connected' ? connection : { problem: connection.message };
}

async function connectToDemoHost(surroundings: Surroundings): Promise<DemoHost | null> {
  const places = await findPlaces(surroundings);
  if ('problem' in places) return null;
  const connection = await connectToHost(places.socket, { role: 'command', colors: null });
  return connection.type === 'connected' ? connection : null;
}
