import { agentArgument, type CommandRow, jsonOption, refused } from './command-row.ts';
import { settingOptions } from './setting-options.ts';

const newName = {
  name: 'NEW',
  count: 'one at most',
  help: 'a name for the new agent',
} as const;

/** Agents on conversations that exist already, and what can be taken back. */
export const sessionsCommands = {
  fork: {
    words: ['fork'],
    arguments: [agentArgument, newName],
    options: [
      { flags: '--cd DIR', help: "the folder it works in; the original's unless given" },
      jsonOption,
      ...settingOptions,
    ],
    help: 'start an agent on a copy of the conversation of another',
    notes: [
      'It has the settings of the original, where none are given. The original goes on untouched, also while it works. Both work in one folder, unless --worktree.',
    ],
    examples: ['codex-grid fork api', 'codex-grid fork api bolder --worktree --model gpt-5.5'],
    failure: refused,
  },
  adopt: {
    words: ['adopt'],
    arguments: [
      {
        name: 'SESSION',
        count: 'one',
        help: 'the id of a session, its beginning, or the path of its rollout',
      },
      { ...newName, name: 'NAME' },
    ],
    options: [
      { flags: '--cd DIR', help: "the folder it works in; the session's own unless given" },
      jsonOption,
      ...settingOptions,
    ],
    help: 'bring a session of your own codex, or of a removed agent, into an agent',
    notes: [
      'Looks in $CODEX_HOME or ~/.codex, archived sessions included, and in what is left of removed agents. The agent works on a copy; your own file is never changed.',
    ],
    examples: [
      'codex-grid adopt 01a1fcfb',
      'codex-grid adopt ~/backup/rollout-2026-11-21T07-21-56-01a1fcfb-b533-7d43-b73e-29f177d624d0.jsonl old',
    ],
    failure: refused,
  },
  rename: {
    words: ['rename'],
    arguments: [agentArgument, { name: 'NEW', count: 'one', help: 'its new name' }],
    options: [],
    help: 'give an agent another name',
    notes: [],
    examples: ['codex-grid rename api backend'],
    failure: refused,
  },
  undo: {
    words: ['undo'],
    arguments: [],
    options: [],
    help: 'take back the last rm or rename of the last ten seconds',
    notes: [],
    examples: ['codex-grid undo'],
    failure: 'there was nothing to undo',
  },
} as const satisfies Record<string, CommandRow>;
