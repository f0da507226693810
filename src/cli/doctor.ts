import { findPlaces } from '../client/places-on-disk.ts';
import { savedAgents } from '../client/saved-agents.ts';
import { askingIn } from '../core/codex/asking.ts';
import type { HostStatus } from '../core/host/host-commands.ts';
import { leaveKeysIn } from '../core/screen/bindings.ts';
import { userCodexHome } from '../wire/places.ts';
import type { Call, Surroundings } from './call.ts';
import { configOf } from './config-command.ts';
import { type Check, ok, problem } from './doctor-check.ts';
import { codexCheck, codexOfAgents, hooksCheck } from './doctor-codex.ts';
import {
  configCheck,
  fleetCheck,
  homesCheck,
  rosterCheck,
  trustCheck,
  worktreesCheck,
} from './doctor-files.ts';
import { codexConfig, codexConfigCheck, linksCheck, loginCheck } from './doctor-login.ts';
import { gitCheck, markCheck, nodeCheck } from './doctor-programs.ts';
import {
  diskCheck,
  folderCheck,
  limitsCheck,
  lingeringCheck,
  malformedMarkersCheck,
  socketCheck,
  terminalCheck,
} from './doctor-system.ts';
import { connectToRunning } from './host-access.ts';
import { done, jsonText, type Outcome } from './outcome.ts';
import { type Paint, paintFor } from './paint.ts';
import { isStatus } from './replies.ts';

export async function doctor(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const checks = await allChecks(surroundings);
  const { json } = call.options;
  const paint = paintFor(surroundings.stdout, surroundings.env);
  const text = json ? jsonText(checks) : checks.map((check) => lineOf(check, paint)).join('');
  const healthy = checks.every(({ verdict }) => verdict !== 'problem');
  return { ...done(text), exitCode: healthy ? 0 : 1 };
}

async function allChecks(surroundings: Surroundings): Promise<readonly Check[]> {
  const codexHome = userCodexHome(surroundings.env, surroundings.homeFolder);
  const places = await findPlaces(surroundings);
  if ('problem' in places) {
    return [nodeCheck(surroundings), problem('socket', places.problem, null)];
  }
  const { check: host, status } = await hostCheck(places.socket, async () =>
    connectToRunning(places),
  );
  const config = await configOf(surroundings);
  const configured = config !== null && 'program' in config ? config.program.codex : null;
  const asking =
    config !== null && 'program' in config ? askingIn(config.program, places.slots) : null;
  const leaveKeys = leaveKeysIn(config !== null && 'program' in config ? config.program.keys : {});
  const codex = await codexOfAgents(surroundings, status, configured);
  const codexSettings = await codexConfig(codexHome);
  const agents = await savedAgents(places, surroundings.now());
  return Promise.all([
    nodeCheck(surroundings),
    codexCheck(codex),
    codexConfigCheck(codexSettings, { codexHome, leaveKeys }),
    loginCheck(codexHome, codexSettings),
    linksCheck('problem' in agents ? [] : agents, { places, codexHome }),
    trustCheck(places),
    markCheck(surroundings.packageFolder),
    hooksCheck(codex, { surroundings, places, asking }),
    configCheck(config, surroundings),
    fleetCheck(surroundings),
    folderCheck('state', places.stateFolder, surroundings.userId),
    socketCheck(places, surroundings.userId),
    host,
    rosterCheck(agents),
    malformedMarkersCheck(places),
    gitCheck(surroundings),
    worktreesCheck(places, surroundings),
    homesCheck(places, surroundings),
    diskCheck(places.stateFolder),
    limitsCheck(surroundings.platform),
    terminalCheck(surroundings),
    lingeringCheck(surroundings, places),
  ]);
}

async function hostCheck(
  socket: string,
  connect: () => ReturnType<typeof connectToRunning>,
): Promise<{ readonly check: Check; readonly status: HostStatus | null }> {
  const connection = await connect();
  if (connection.type === 'problem') {
    return { check: problem('host', connection.message, null), status: null };
  }
  if (connection.type === 'nobody') {
    return { check: ok('host', `none runs on ${socket}; codex-grid starts one`), status: null };
  }
  const { host, hostPid, hostVersion } = connection;
  const reply = await host.request({ type: 'status' });
  host.close();
  return {
    check: ok('host', `codex-grid ${hostVersion} runs as process ${hostPid}`),
    status: reply.ok && isStatus(reply.value) ? reply.value : null,
  };
}

const verdictLooks = {
  ok: { word: 'ok', role: 'done' },
  note: { word: 'note', role: 'needsYou' },
  problem: { word: 'problem', role: 'failed' },
} as const;

const nameColumns = 14;
const verdictColumns = 9;

function lineOf({ name, verdict, text, advice }: Check, paint: Paint): string {
  const { word, role } = verdictLooks[verdict];
  const start = `${paint(role, word.padEnd(verdictColumns))}${name.padEnd(nameColumns)}`;
  return `${start}${text}${advice ? `. ${advice}` : ''}\n`;
}
