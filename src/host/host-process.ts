import { realpathSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { HostStatus } from '../core/host/host-commands.ts';
import { type HostModel, isLive, newHostModel } from '../core/host/host-state.ts';
import { modelFromSaved } from '../core/host/saved-roster.ts';
import type { LoadedSettings } from '../core/settings/agent-settings.ts';
import { changeNotice } from '../core/settings/settings-change.ts';
import { agentEnvironment } from '../system/agent-environment.ts';
import { type CodexSearch, findCodex } from '../system/codex-binary.ts';
import { codexInspector } from '../system/codex-inspection.ts';
import { gitIn } from '../system/git.ts';
import { makeFolder } from '../system/make-folder.ts';
import { takeProcessLock } from '../system/process-lock.ts';
import {
  configFile,
  type Environment,
  folderDigest,
  lifetimeVariable,
  type Places,
  placesIn,
  stateFolder,
} from '../wire/places.ts';
import { version } from '../wire/version.ts';
import { prepareLaunch } from './codex/codex-launch.ts';
import { loginSurroundings } from './codex/login-surroundings.ts';
import { trustSurroundings } from './codex/trust-surroundings.ts';
import { withFreshSettings } from './fresh-settings.ts';
import { readGitFacts } from './git/git-facts.ts';
import { worktrees } from './git/worktrees.ts';
import { type Host, makeHost } from './host.ts';
import { type HostLog, hostLog } from './host-log.ts';
import { clearUpAfterCrash } from './sessions/after-crash.ts';
import { leftCommands } from './sessions/left-commands.ts';
import { processRecords } from './sessions/process-records.ts';
import { deleteAgentFolder } from './sessions/removals.ts';
import {
  damagedSuffix,
  readSavedRoster,
  type SavedRosterFile,
  savedRosterFile,
  setAside,
} from './sessions/saved-roster-file.ts';
import {
  readSettings,
  type SettingsFile,
  type SettingsWatch,
  watchSettings,
} from './settings-watch.ts';
import { listen, type SocketServer } from './socket-server.ts';
import { startPty } from './terminal/pty.ts';
import { systemTimers } from './timers.ts';
import { type MarkerWatch, watchMarkers } from './witnesses/markers.ts';
import { followRollout } from './witnesses/rollout-files.ts';

/** What the process knows of itself and its user. Folders are absolute. */
export type HostProcess = {
  readonly env: Environment;
  readonly homeFolder: string;
  readonly userId: number;
  readonly pid: number;
  readonly platform: string;
  readonly architecture: string;
  /** A file of this program; packages are looked up from it. */
  readonly programFile: string;
  /** The package's `hooks/`. */
  readonly hooksFolder: string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly exit: (code: number) => void;
};

export type RunningHost = {
  /** Ends every agent, then the process. */
  readonly stop: () => void;
  /** Saves what can be saved and ends the process. */
  readonly fail: (error: unknown) => void;
};

/** Replies and the roster have that long to get out. */
const farewellMs = 1000;

/** Listens when the promise resolves; a string says why this host is not to run. */
export async function runHost(given: HostProcess): Promise<RunningHost | string> {
  const places = placesOf(given);
  if ('problem' in places) return places.problem;
  const lock = takeProcessLock(places.hostLock, given.pid);
  if ('heldBy' in lock) return `Another host, process ${lock.heldBy}, serves this state folder.`;
  const log = hostLog(places.hostLog, given.now);
  const saved = savedRosterFile(places.savedRoster, (message) => {
    log('roster-unsaved', { message });
    host.notice(message);
  });
  const parts: { markers?: MarkerWatch; settings?: SettingsWatch; server?: SocketServer } = {};
  let isLeaving = false;
  const leave = (code: number) => {
    if (isLeaving) return;
    isLeaving = true;
    log('ended', { code });
    parts.server?.close();
    lock.release();
    void farewell(parts, saved).finally(() => given.exit(code));
  };
  const status = statusOf(given, {
    places,
    malformedMarkers: () => parts.markers?.malformedCount() ?? 0,
    settings: () => host.model().settings,
  });
  const initial = await initialModel(given, places, log);
  const host = hostIn(given, { places, initial, log, saved, status, leave });
  const settings = followSettings(given, host);
  parts.settings = settings;
  const left = await clearUpAfterCrash(initial, {
    agentsFolder: places.agents,
    ownPid: given.pid,
    log,
  });
  if (left !== null) host.noticeToFirst(left);
  parts.markers = watchMarkers(places.markers, { ...host.markers, kept: saved.saved });
  await parts.markers.ready;
  const clients = withFreshSettings(host.clients, settings.look);
  const server = await listen(places, given.userId, clients);
  if (typeof server === 'string') {
    lock.release();
    await Promise.all([parts.markers.close(), settings.close()]);
    return server;
  }
  parts.server = server;
  log('started', { pid: given.pid, version });
  host.start();
  return {
    stop: host.stop,
    fail(error) {
      log('uncaught', { error: error instanceof Error ? (error.stack ?? '') : String(error) });
      leave(1);
    },
  };
}

/**
 * Makes the state folder, because a path that does not exist yet has no real path to be named by.
 */
function placesOf(given: HostProcess): Places | { readonly problem: string } {
  const folder = stateFolder(given.env, given.homeFolder);
  makeFolder(folder);
  const real = realpathSync(folder);
  return placesIn(real, { env: given.env, digest: folderDigest(real), userId: given.userId });
}

async function initialModel(given: HostProcess, places: Places, log: HostLog): Promise<HostModel> {
  const model = await savedModel(places, given.now(), log);
  const settings = await readSettings(configOf(given));
  const lifetime = given.env[lifetimeVariable] === 'of-clients' ? 'of-clients' : 'own';
  return { ...model, lifetime, settings };
}

/** The model's settings are those of the config file from now on. */
function followSettings(given: HostProcess, host: Host): SettingsWatch {
  return watchSettings(configOf(given), host.model().settings, {
    onSettings(settings) {
      const { settings: before, agents } = host.model();
      host.dispatch({ type: 'settings-changed', settings });
      const notice = changeNotice(before, settings);
      if (notice !== null && agents.some(isLive)) host.notice(notice);
    },
    onNotice: host.notice,
  });
}

function configOf({ env, homeFolder }: HostProcess): SettingsFile {
  return { file: configFile(env, homeFolder), homeFolder };
}

/** A roster that cannot be read is kept beside the new one, for a person to look at. */
async function savedModel(places: Places, now: number, log: HostLog): Promise<HostModel> {
  const text = await readSavedRoster(places.savedRoster);
  if (text === null) return newHostModel(now);
  const model = modelFromSaved(text, now);
  if (!('problem' in model)) return model;
  await setAside(places.savedRoster);
  log('roster-damaged', {
    problem: model.problem,
    kept: `${places.savedRoster}${damagedSuffix}`,
  });
  return newHostModel(now);
}

type HostIngredients = {
  readonly places: Places;
  readonly initial: HostModel;
  readonly log: HostLog;
  readonly saved: SavedRosterFile;
  readonly status: () => Promise<HostStatus>;
  readonly leave: (code: number) => void;
};

function hostIn(given: HostProcess, ingredients: HostIngredients): Host {
  const { places, log, saved, status, leave } = ingredients;
  const { env, homeFolder, hooksFolder } = given;
  const git = gitIn(env);
  const surroundings = {
    places,
    env,
    homeFolder,
    hooksFolder,
    findCodex: () => findCodex(codexSearch(given, host.model().settings)),
    inspectCodex: codexInspector(agentEnvironment(env, null)),
  };
  const trusting = trustSurroundings({
    ...surroundings,
    now: given.now,
    onProblem: (message) => host.notice(message),
  });
  const host = makeHost(ingredients.initial, {
    timers: systemTimers,
    now: given.now,
    newId: given.newId,
    makePty: startPty,
    prepareLaunch: (request) =>
      prepareLaunch(request, { ...surroundings, prepareTrust: trusting.trust.prepare }),
    ...trusting,
    followRollout,
    ...loginSurroundings({ ...surroundings, log }),
    worktrees: worktrees({ git, env, folder: places.worktrees }),
    deleteAgentFolder: (agent) => deleteAgentFolder(`${places.agents}/${agent}`),
    gitFacts: (agent) => readGitFacts(git, agent),
    saveRoster: saved.save,
    leftCommands: (sessions) => leftCommands(sessions, given.pid),
    processes: processRecords(places.agents, (error) =>
      log('process-unrecorded', { error: error.message }),
    ),
    status,
    log,
    onExit: () => leave(0),
  });
  return host;
}

function codexSearch(
  { env, programFile, platform, architecture }: HostProcess,
  settings: LoadedSettings,
): CodexSearch {
  const configured = settings.ok ? settings.program.codex : null;
  return { env, configured, packagesFrom: programFile, platform, architecture };
}

function statusOf(
  given: HostProcess,
  {
    places,
    malformedMarkers,
    settings,
  }: {
    readonly places: Places;
    readonly malformedMarkers: () => number;
    readonly settings: () => LoadedSettings;
  },
): () => Promise<HostStatus> {
  const startedAt = given.now();
  const inspect = codexInspector(agentEnvironment(given.env, null));
  return async () => {
    const found = await findCodex(codexSearch(given, settings()));
    return {
      pid: given.pid,
      version,
      stateFolder: places.stateFolder,
      startedAt,
      codex: found.ok
        ? { path: found.path, version: (await inspect(found.path)).version }
        : { problem: found.problem },
      malformedMarkers: malformedMarkers(),
    };
  };
}

async function farewell(
  { markers, settings }: { readonly markers?: MarkerWatch; readonly settings?: SettingsWatch },
  saved: SavedRosterFile,
): Promise<void> {
  const done = Promise.allSettled([saved.saved(), markers?.close(), settings?.close()]);
  await Promise.race([done, wait(farewellMs)]);
}
