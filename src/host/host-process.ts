import { realpathSync } from 'node:fs';
import { askingIn } from '../core/codex/asking.ts';
import { type HostModel, isLive } from '../core/host/host-state.ts';
import { stepsOfStart } from '../core/host/host-steps.ts';
import { programOf } from '../core/settings/agent-settings.ts';
import { changeNotice } from '../core/settings/settings-change.ts';
import { agentEnvironment } from '../system/agent-environment.ts';
import { deleteAgentFolder } from '../system/agent-folder.ts';
import { findCodex } from '../system/codex-binary.ts';
import { codexInspector } from '../system/codex-inspection.ts';
import { gitIn } from '../system/git.ts';
import { removeAbandonedChecks } from '../system/hook-check.ts';
import { makeFolder } from '../system/make-folder.ts';
import { takeProcessLock } from '../system/process-lock.ts';
import { isSystemError } from '../system/system-error.ts';
import {
  type Environment,
  folderDigest,
  type Places,
  placesIn,
  stateFolder,
} from '../wire/places.ts';
import { version } from '../wire/version.ts';
import { bugText } from './bug-text.ts';
import { prepareLaunch } from './codex/codex-launch.ts';
import { loginSurroundings } from './codex/login-surroundings.ts';
import { removeAbandonedSlots } from './codex/slot-folder.ts';
import { trustSurroundings } from './codex/trust-surroundings.ts';
import { desktopTeller } from './desktop-teller.ts';
import { type EvidenceLogs, evidenceLogs } from './evidence/evidence-logs.ts';
import { withFreshSettings } from './fresh-settings.ts';
import { readGitFacts } from './git/git-facts.ts';
import { worktrees } from './git/worktrees.ts';
import { type Host, makeHost } from './host.ts';
import { hostFarewell } from './host-farewell.ts';
import { type HostLog, hostLog } from './host-log.ts';
import { codexSearch, statusOf } from './host-status.ts';
import { configOf, initialModel } from './initial-model.ts';
import { type LedgerKeeper, ledgerKeeper } from './ledger-keeper.ts';
import { keepLock } from './lock-keeping.ts';
import { promptFiles } from './prompts/prompt-files.ts';
import { clearUpAfterCrash } from './sessions/after-crash.ts';
import { leftCommands } from './sessions/left-commands.ts';
import { processRecords } from './sessions/process-records.ts';
import { type SavedRosterFile, savedRosterFile } from './sessions/saved-roster-file.ts';
import { type SettingsWatch, watchSettings } from './settings-watch.ts';
import { listen } from './socket-server.ts';
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
  /** Makes its socket again where that was taken away. */
  readonly listenAgain: () => void;
  /** Saves what can be saved and ends the process. */
  readonly fail: (error: unknown) => void;
};

/** Listens when the promise resolves; a string says why this host is not to run. */
export async function runHost(given: HostProcess): Promise<RunningHost | string> {
  const places = placesOf(given);
  if ('problem' in places) return places.problem;
  const lock = takeProcessLock(places.hostLock, given.pid);
  if ('heldBy' in lock) return `Another host, process ${lock.heldBy}, serves this state folder.`;
  const log = hostLog(places.hostLog, given.now);
  const farewell = hostFarewell({
    onLeaving: (code) => log('ended', { code }),
    exit: given.exit,
  });
  farewell.add(lock.release);
  const saved = savedRosterFile(places.savedRoster, systemTimers, (message) => {
    log('roster-unsaved', { message });
    host.notice(message);
  });
  farewell.add(saved.saved);
  const evidence = evidenceLogs({
    agentsFolder: places.agents,
    timers: systemTimers,
    onProblem(message) {
      log('evidence-unkept', { message });
      host.noticeToFirst(message);
    },
  });
  farewell.add(evidence.close);
  const ledger = await ledgerKeeper({
    path: places.ledger,
    timers: systemTimers,
    now: given.now,
    onProblem(message) {
      log('ledger-unkept', { message });
      host.noticeToFirst(message);
    },
  });
  farewell.add(ledger.close);
  const notices: string[] = [];
  const onNotice = (message: string) => notices.push(message);
  const initial = await initialModel(given, places, { log, onNotice });
  removeAbandonedSlots(places.slots, given.now());
  await removeAbandonedChecks(places.stateFolder, given.now());
  stepsOfStart(initial, given.now()).forEach(evidence.note);
  let markers: MarkerWatch | null = null;
  const host = hostIn(given, {
    places,
    initial,
    log,
    saved,
    evidence,
    ledger,
    markers: () => markers,
    onExit: () => farewell.leave(0),
  });
  const settings = followSettings(given, host);
  farewell.add(settings.close);
  const left = await clearUpAfterCrash(initial, {
    agentsFolder: places.agents,
    ownPid: given.pid,
    log,
  });
  if (left !== null) onNotice(left);
  notices.forEach(host.noticeToFirst);
  markers = watchMarkers(places.markers, { ...host.markers, kept: saved.saved });
  farewell.add(markers.close);
  await markers.ready;
  const clients = withFreshSettings(host.clients, settings.look);
  const server = await listen(places, given.userId, clients);
  if (typeof server === 'string') {
    lock.release();
    await Promise.all([markers.close(), settings.close()]);
    return server;
  }
  farewell.add(server.close);
  const listenAgain = () => {
    server.listenAgain().catch((error: unknown) => {
      if (!isSystemError(error)) throw error;
      log('unreachable', { message: error.message });
    });
  };
  const keeping = keepLock({
    path: places.hostLock,
    pid: given.pid,
    timers: systemTimers,
    onTakenAgain() {
      log('state-folder-removed', {});
      saved.saveAgain();
      listenAgain();
    },
    onLost(pid) {
      log('replaced', { pid });
      host.stop();
    },
  });
  farewell.add(keeping.close);
  log('started', { pid: given.pid, version });
  host.start();
  return {
    stop: host.stop,
    listenAgain,
    fail(error) {
      log('uncaught', { error: bugText(error) });
      farewell.leave(1);
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

type HostIngredients = {
  readonly places: Places;
  readonly initial: HostModel;
  readonly log: HostLog;
  readonly saved: SavedRosterFile;
  readonly evidence: EvidenceLogs;
  readonly ledger: LedgerKeeper;
  /** Only once they are watched. */
  readonly markers: () => MarkerWatch | null;
  readonly onExit: () => void;
};

function hostIn(given: HostProcess, ingredients: HostIngredients): Host {
  const { places, log, saved, evidence, ledger, markers, onExit } = ingredients;
  const { env, homeFolder, hooksFolder } = given;
  const git = gitIn(env);
  const surroundings = {
    places,
    env,
    homeFolder,
    hooksFolder,
    findCodex: () => findCodex(codexSearch(given, host.model().settings)),
    inspectCodex: codexInspector(agentEnvironment(env, null)),
    asking: () => askingIn(programOf(host.model().settings), places.slots),
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
      prepareLaunch(request, {
        ...surroundings,
        userId: given.userId,
        prepareTrust: trusting.trust.prepare,
      }),
    ...trusting,
    slots: { folder: places.slots, ownerId: given.userId },
    takeMarkers: () => markers()?.takeNow(),
    followRollout,
    ...loginSurroundings({ ...surroundings, log }),
    worktrees: worktrees({ git, env, folder: places.worktrees }),
    deleteAgentFolder: (agent) => deleteAgentFolder(`${places.agents}/${agent}`),
    gitFacts: (agent) => readGitFacts(git, agent),
    tellDesktop: desktopTeller({ env, platform: given.platform, log }),
    saveRoster: saved.save,
    prompts: promptFiles({
      ...surroundings,
      onProblem(message) {
        log('prompts-unsaved', { message });
        host.noticeToFirst(message);
      },
    }),
    evidence,
    ledger,
    leftCommands: (sessions) => leftCommands(sessions, given.pid),
    processes: processRecords(places.agents, (error) =>
      log('process-unrecorded', { error: error.message }),
    ),
    status: statusOf(given, {
      places,
      malformedMarkers: () => markers()?.malformedCount() ?? 0,
      settings: () => host.model().settings,
    }),
    log,
    onExit,
  });
  return host;
}
