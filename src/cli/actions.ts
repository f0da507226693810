import type { Call, Surroundings } from './call.ts';
import type { CommandName } from './command-table.ts';
import { resumeAgents, stopAgents } from './ending.ts';
import { hostStatus, stopHost } from './host-command.ts';
import { listAgents, printScreen } from './looking.ts';
import type { Outcome } from './outcome.ts';
import { typeKeys } from './typing.ts';

type Action = (call: Call, surroundings: Surroundings) => Promise<Outcome>;

/** What each command does. What is large is loaded when it is called: `ls` must not wait for React. */
export const actions: Readonly<Record<CommandName, Action>> = {
  grid: async (_call, surroundings) =>
    (await import('./open-grid.ts')).openGrid(surroundings, 'work'),
  new: async (call, surroundings) =>
    (await import('./new-agents.ts')).newAgents(call, surroundings),
  ls: listAgents,
  show: async (call, surroundings) => (await import('./showing.ts')).showAgent(call, surroundings),
  screen: printScreen,
  keys: typeKeys,
  send: async (call, surroundings) => (await import('./sending.ts')).sendPrompt(call, surroundings),
  broadcast: async (call, surroundings) =>
    (await import('./sending.ts')).broadcastPrompt(call, surroundings),
  queue: async (call, surroundings) =>
    (await import('./queue-command.ts')).queueCommand(call, surroundings),
  interrupt: async (call, surroundings) =>
    (await import('./interrupting.ts')).interruptAgents(call, surroundings),
  inbox: async (call, surroundings) =>
    (await import('./answering.ts')).listAsks(call, surroundings),
  answer: async (call, surroundings) =>
    (await import('./answering.ts')).answerAgent(call, surroundings),
  diff: async (call, surroundings) =>
    (await import('./diff-command.ts')).printDiff(call, surroundings),
  transcript: async (call, surroundings) =>
    (await import('./transcript-command.ts')).printTranscript(call, surroundings),
  grep: async (call, surroundings) =>
    (await import('./grep-command.ts')).grepAgents(call, surroundings),
  pin: async (call, surroundings) => (await import('./ordering.ts')).pinAgents(call, surroundings),
  move: async (call, surroundings) => (await import('./ordering.ts')).moveAgent(call, surroundings),
  stop: stopAgents,
  resume: resumeAgents,
  rm: async (call, surroundings) =>
    (await import('./removing.ts')).removeAgents(call, surroundings),
  fork: async (call, surroundings) => (await import('./forking.ts')).forkAgent(call, surroundings),
  adopt: async (call, surroundings) =>
    (await import('./forking.ts')).adoptSession(call, surroundings),
  rename: async (call, surroundings) =>
    (await import('./renaming.ts')).renameAgent(call, surroundings),
  undo: async (call, surroundings) => (await import('./renaming.ts')).undoLast(call, surroundings),
  up: async (call, surroundings) => (await import('./fleet-up.ts')).raiseFleet(call, surroundings),
  down: async (call, surroundings) =>
    (await import('./fleet-command.ts')).lowerFleet(call, surroundings),
  save: async (call, surroundings) =>
    (await import('./fleet-command.ts')).saveFleet(call, surroundings),
  worktrees: async (call, surroundings) =>
    (await import('./worktrees-command.ts')).listWorktrees(call, surroundings),
  'worktrees prune': async (call, surroundings) =>
    (await import('./worktrees-command.ts')).pruneWorktrees(call, surroundings),
  homes: async (call, surroundings) =>
    (await import('./homes-command.ts')).listHomes(call, surroundings),
  'homes prune': async (call, surroundings) =>
    (await import('./homes-command.ts')).pruneHomes(call, surroundings),
  mute: async (call, surroundings) => (await import('./muting.ts')).muteAgents(call, surroundings),
  stats: async (call, surroundings) =>
    (await import('./stats-command.ts')).agentStats(call, surroundings),
  record: async (call, surroundings) =>
    (await import('./record-command.ts')).recordAgent(call, surroundings),
  replay: async (call, surroundings) =>
    (await import('./replay-command.ts')).replayRun(call, surroundings),
  login: async (call, surroundings) =>
    (await import('./login-command.ts')).login(call, surroundings),
  trust: async (call, surroundings) =>
    (await import('./trust-command.ts')).listTrust(call, surroundings),
  'trust add': async (call, surroundings) =>
    (await import('./trust-command.ts')).addTrust(call, surroundings),
  'trust revoke': async (call, surroundings) =>
    (await import('./trust-command.ts')).revokeTrust(call, surroundings),
  help: async (call, surroundings) =>
    (await import('./help-command.ts')).printHelp(call, surroundings),
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
