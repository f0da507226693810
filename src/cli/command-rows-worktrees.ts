import { type CommandRow, jsonOption } from './command-row.ts';

/** The worktrees that agents work in. */
export const worktreesCommands = {
  worktrees: {
    words: ['worktrees'],
    arguments: [],
    options: [jsonOption],
    help: 'list the worktrees that agents work in, and what is left of others',
    notes: [
      'LINES are those since its branch left the one that the repository is on; * marks uncommitted changes.',
    ],
    examples: ['codex-grid worktrees'],
    failure: 'git or the list of agents could not be read',
  },
  'worktrees prune': {
    words: ['worktrees', 'prune'],
    arguments: [],
    options: [{ flags: '--yes', help: 'do not ask' }],
    help: 'remove worktrees without an agent that hold nothing of their own',
    notes: [
      'Shows them first. One with uncommitted changes, or with commits in no other branch, is kept, and so is what git does not know.',
    ],
    examples: ['codex-grid worktrees prune', 'codex-grid worktrees prune --yes'],
    failure: 'one could not be removed, or nobody was there to ask',
  },
} as const satisfies Record<string, CommandRow>;
