import type { AgentId, GitFacts, HooksHealth, SessionId } from '../core/agent/agent.ts';
import type { HostStatus } from '../core/host/host-commands.ts';
import type { ClientId, HostEvent } from '../core/host/host-events.ts';
import { unsettledReceipts } from '../core/host/host-prompts.ts';
import { type AgentRecord, agentById, type HostModel, roster } from '../core/host/host-state.ts';
import type { LaunchRequest } from '../core/host/launch-request.ts';
import { keyMatters } from '../core/lifecycle/lifecycle-keys.ts';
import { programOf } from '../core/settings/agent-settings.ts';
import { bugText } from './bug-text.ts';
import type { PreparedLaunch } from './codex/codex-launch.ts';
import type { FolderTrust } from './codex/folder-trust.ts';
import type { LinkWatch, LinkWatchOptions } from './codex/link-watch.ts';
import type { KeptLogin, LoginKept } from './codex/login-keeping.ts';
import type { NewerCodex } from './codex/newer-codex.ts';
import { updateTalk } from './codex/update-talk.ts';
import type { ClientListeners } from './connection.ts';
import type { EvidenceLogs } from './evidence/evidence-logs.ts';
import { gitWatch } from './git/git-watch.ts';
import type { Worktrees } from './git/worktrees.ts';
import { hearing } from './hearing.ts';
import { type HostClients, hostClients } from './host-clients.ts';
import { hostEffects } from './host-effects.ts';
import { hostLaunches } from './host-launches.ts';
import { type HostLoop, hostLoop } from './host-loop.ts';
import type { LedgerKeeper } from './ledger-keeper.ts';
import { type PromptFiles, promptEffects } from './prompts/prompt-effects.ts';
import type { LeftCommand } from './sessions/left-commands.ts';
import type { ProcessRecords } from './sessions/process-records.ts';
import { darkColors, type TerminalColors } from './terminal/emulator-queries.ts';
import type { MakePty } from './terminal/pty.ts';
import { type Publisher, publisher } from './terminal/publisher.ts';
import { tileSizes } from './terminal/tile-sizes.ts';
import type { Timers } from './timers.ts';
import { agentWitnesses, type MarkerListeners } from './witnesses/agent-witnesses.ts';
import { dialogMayStand } from './witnesses/dialog-watch.ts';
import type { HookSlotsOptions } from './witnesses/hook-slots.ts';
import type { followRollout } from './witnesses/rollout-files.ts';

/** What the host needs of the world; tests give it another. */
export type HostSurroundings = {
  readonly timers: Timers;
  /** Epoch ms. */
  readonly now: () => number;
  /** Never the same twice; safe in paths. */
  readonly newId: () => string;
  readonly makePty: MakePty;
  readonly prepareLaunch: (request: LaunchRequest) => Promise<PreparedLaunch>;
  readonly worktrees: Worktrees;
  /** Deletes an agent's home and all that is in it. Null when it is gone, else why not. */
  readonly deleteAgentFolder: (agent: AgentId) => Promise<string | null>;
  /** Where hooks wait for answers, and whose they are. */
  readonly slots: Pick<HookSlotsOptions, 'folder' | 'ownerId'>;
  /** Tells the host's `markers` what hooks have left so far. */
  readonly takeMarkers: () => void;
  readonly followRollout: typeof followRollout;
  readonly watchLinks: (
    options: Pick<LinkWatchOptions, 'nameOf' | 'atSignIn' | 'onNotice'>,
  ) => Pick<LinkWatch, 'follow' | 'forget'>;
  /** Puts an end to two logins of an isolated agent. */
  readonly keepLogin: (
    keep: KeptLogin,
    agent: { readonly agent: AgentId; readonly name: string },
  ) => Promise<LoginKept>;
  /** Null outside a repository. */
  readonly gitFacts: (agent: Pick<AgentRecord, 'cwd' | 'worktree'>) => Promise<GitFacts | null>;
  readonly trust: Pick<FolderTrust, 'inspect' | 'decide' | 'all'>;
  /** Whether the codex that agents run now calls our hooks. */
  readonly checkHooks: () => Promise<HooksHealth>;
  readonly newerCodex: NewerCodex;
  /** One plain line, on the desktop of whoever sits at this machine; nothing where there is none. */
  readonly tellDesktop: (text: string) => void;
  readonly saveRoster: (text: string) => void;
  readonly prompts: PromptFiles;
  readonly evidence: Pick<EvidenceLogs, 'note' | 'written' | 'forget'>;
  readonly ledger: Pick<LedgerKeeper, 'note' | 'stats'>;
  readonly processes: ProcessRecords;
  /** What commands of those sessions left running when their codex was killed. */
  readonly leftCommands: (sessions: readonly SessionId[]) => readonly LeftCommand[];
  readonly status: () => Promise<HostStatus>;
  /** Never screen content, prompts or environment. */
  readonly log: (event: string, facts: Readonly<Record<string, unknown>>) => void;
  /** Everything is over; replies that are on their way are still to be delivered. */
  readonly onExit: () => void;
};

export type Host = {
  readonly clients: ClientListeners;
  readonly markers: MarkerListeners;
  /** A sentence for every screen. */
  readonly notice: (message: string) => void;
  /** A sentence for the screens that are there or, when there is none, for the first that comes. */
  readonly noticeToFirst: (message: string) => void;
  readonly dispatch: (event: HostEvent) => void;
  readonly model: () => HostModel;
  /** To be called once, when everything is in place. */
  readonly start: () => void;
  /** Ends every agent, then the host. */
  readonly stop: () => void;
};

/** Nobody's connection: the process itself asks, and nobody hears the answer. */
const ownClient = 0 as ClientId;

/** The shell around the model: feeds it what happens and carries out what it decides. */
export function makeHost(initial: HostModel, surroundings: HostSurroundings): Host {
  const { timers, log } = surroundings;
  const loop = hostLoop({
    ...surroundings,
    initial,
    carryOut: (effect) => carryOut(effect),
    onStep(step) {
      surroundings.evidence.note(step);
      surroundings.ledger.note(step, nameOf(step.agent));
    },
    onBug: (event, error) => log('bug', { event: event.type, error: bugText(error) }),
  });
  const nameOf = (agent: AgentId) => agentById(loop.model(), agent)?.name ?? agent;
  const notice = (message: string) => clients.notice(message);
  const hear = hearing({
    ...surroundings,
    loop,
    onHeard: (agent, evidence) => sizes.heard(agent, evidence),
    noticeToFirst: (message) => clients.noticeToFirst(message),
  });
  const colors = firstColors();
  const witnesses = agentWitnesses({
    ...surroundings,
    colors: colors.get,
    mayHaveDialog: (agent) => dialogMayStand(agentById(loop.model(), agent)?.lifecycle.name),
    keyMatters(agent, key) {
      const record = agentById(loop.model(), agent);
      return record !== undefined && keyMatters(record.lifecycle, key);
    },
    waitMs(agent) {
      const seconds = agentById(loop.model(), agent)?.launch?.askWaitSeconds;
      return seconds === undefined ? null : seconds * 1000;
    },
    codexVersion: (agent) => agentById(loop.model(), agent)?.launch?.codexVersion ?? null,
    onScreen: (agent, facts) => loop.dispatch({ type: 'screen-read', agent, facts }),
    onPrompt: (agent, text, at) => loop.dispatch({ type: 'prompt-taken', agent, text, at }),
    onTyped: (agent, at) => loop.dispatch({ type: 'typed', agent, at }),
    onEvidence: hear,
    onDigest: (agent, digest) => loop.dispatch({ type: 'digested', agent, digest }),
    onChanged: (agents) => published.changed(agents),
    onReset(agent, error) {
      log('emulator-reset', { agent, error: bugText(error) });
      notice(`The screen of ${nameOf(agent)} was reset: its output broke the emulator.`);
    },
    onMalformedMarker: (facts) => log('malformed-marker', facts),
    onNotice: notice,
  });
  const { terminals, rollouts, screens } = witnesses;
  const published = publisher(terminals, timers);
  const sizes = tileSizes(timers, terminals.resize);
  const clients = hostClients({
    dispatch: loop.dispatch,
    settings: () => loop.model().settings,
    nameOf,
    terminals,
    published,
    sizes,
    onTyped: screens.typed,
    onScreen(client) {
      updates.look((message) => clients.write(client, message));
      const receipts = unsettledReceipts(loop.model());
      if (receipts.length > 0) clients.write(client, { type: 'receipts', receipts });
    },
    onColors: colors.told,
  });
  const updates = updateTalk({
    newerCodex: surroundings.newerCodex,
    policy: () => programOf(loop.model().settings).update,
    tellAll: clients.tellScreens,
    onProblem: (error) => log('update-unread', { error: bugText(error) }),
  });
  const links = surroundings.watchLinks({
    nameOf,
    atSignIn: () => namesAtSignIn(loop.model()),
    onNotice: notice,
  });
  const common = { links, surroundings, loop, terminals, sizes };
  const carryOut = hostEffects({
    ...common,
    updates,
    published,
    rollouts,
    screens,
    prompts: promptEffects({ ...surroundings.prompts, dispatch: loop.dispatch }),
    slots: witnesses.slots,
    clients,
    forgetScreen: witnesses.forgetScreen,
    git: gitWatch({ timers, read: (agent) => readGit(surroundings, loop, agent) }),
    launches: hostLaunches({ ...common, hear, notice }),
  });
  return hostOf({ loop, clients, published, markers: witnesses.markers });
}

function hostOf({
  loop,
  clients,
  published,
  markers,
}: {
  readonly loop: HostLoop;
  readonly clients: HostClients;
  readonly published: Publisher;
  readonly markers: MarkerListeners;
}): Host {
  return {
    notice: clients.notice,
    noticeToFirst: clients.noticeToFirst,
    dispatch: loop.dispatch,
    clients: clients.listeners,
    markers,
    model: loop.model,
    start() {
      // The saved agents are news to whoever joins, though nothing about them changes.
      published.rosterChanged(roster(loop.model()));
      loop.dispatch({ type: 'woke' });
    },
    stop() {
      const command = { type: 'stopHost' } as const;
      loop.dispatch({ type: 'asked', client: ownClient, request: 0, command });
    },
  };
}

/** Agents believe that they run in the terminal of the first screen. */
function firstColors(): {
  readonly get: () => TerminalColors;
  readonly told: (colors: TerminalColors) => void;
} {
  let first: TerminalColors | null = null;
  return {
    get: () => first ?? darkColors,
    told(colors) {
      first ??= colors;
    },
  };
}

async function readGit(
  { gitFacts, log }: HostSurroundings,
  loop: HostLoop,
  agent: AgentId,
): Promise<void> {
  const record = agentById(loop.model(), agent);
  if (!record) return;
  try {
    loop.dispatch({ type: 'git-read', agent, git: await gitFacts(record) });
  } catch (error) {
    log('git-unread', { agent, error: bugText(error) });
  }
}

function namesAtSignIn({ agents }: HostModel): readonly string[] {
  return agents
    .filter(({ lifecycle }) => lifecycle.name === 'dialog' && lifecycle.detail === 'sign-in')
    .map(({ name }) => name);
}
