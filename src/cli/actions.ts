import type { Call, Surroundings } from './call.ts';
import type { CommandName } from './command-table.ts';
import { resumeAgents, stopAgents } from './ending.ts';
import { lowerFleet, raiseFleet, saveFleet } from './fleet-command.ts';
import { adoptSession, forkAgent } from './forking.ts';
import { hostStatus, stopHost } from './host-command.ts';
import { listAgents, printScreen, showAgent } from './looking.ts';
import type { Outcome } from './outcome.ts';
import { removeAgents } from './removing.ts';
import { renameAgent, undoLast } from './renaming.ts';
import { addTrust, listTrust, revokeTrust } from './trust-command.ts';
import { typeKeys } from './typing.ts';
import { listWorktrees, pruneWorktrees } from './worktrees-command.ts';

type Action = (call: Call, surroundings: Surroundings) => Promise<Outcome>;

/** What each command does. What is large is loaded when it is called: `ls` must not wait for React. */
export const actions: Readonly<Record<CommandName, Action>> = {
  grid: async (_call, surroundings) =>
    (await import('./open-grid.ts')).openGrid(surroundings, 'work'),
  new: async (call, surroundings) =>
    (await import('./new-agents.ts')).newAgents(call, surroundings),
  ls: listAgents,
  show: showAgent,
  screen: printScreen,
  keys: typeKeys,
  stop: stopAgents,
  resume: resumeAgents,
  rm: removeAgents,
  fork: forkAgent,
  adopt: adoptSession,
  rename: renameAgent,
  undo: undoLast,
  up: raiseFleet,
  down: lowerFleet,
  save: saveFleet,
  worktrees: listWorktrees,
  'worktrees prune': pruneWorktrees,
  trust: listTrust,
  'trust add': addTrust,
  'trust revoke': revokeTrust,
  'host status': hostStatus,
  'host stop': stopHost,
  'config show': async (call, surroundings) =>
    (await import('./config-command.ts')).showConfig(call, surroundings),
  'config check': async (call, surroundings) =>
    (await import('./config-command.ts')).checkConfig(call, surroundings),
  'config path': async (call, surroundings) =>
    (await import('./config-command.ts')).configPath(call, surroundings),
  'config schema': async () => (await import('./config-command.ts')).configSchema(),
  doctor: async (call, surroundings) => (await import('./doctor.ts')).doctor(call, surroundings),
  demo: async (call, surroundings) => (await import('./open-demo.ts')).openDemo(call, surroundings),
};
