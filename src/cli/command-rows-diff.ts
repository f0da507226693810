import { agentArgument, type CommandRow } from './command-row.ts';

/** What agents changed. */
export const diffCommands = {
  diff: {
    words: ['diff'],
    arguments: [agentArgument],
    options: [
      { flags: '--stat', help: 'only how many lines of which files' },
      { flags: '--json', help: 'files, hunks and lines as JSON; with --stat only the files' },
    ],
    help: 'print what an agent changed: in commits of its worktree, in none yet, and in new files',
    notes: [
      'In a worktree of its own it is compared with where it left its branch, in any other folder with the last commit.',
      'Into a file or a pipe it is a patch that git apply takes. Needs no host, and changes nothing.',
    ],
    examples: [
      'codex-grid diff api',
      'codex-grid diff api --stat',
      'codex-grid diff api --json | jq .files',
      'codex-grid diff api | delta',
    ],
    failure: 'there is no such agent, its folder is in no git repository, or git could not say',
  },
} as const satisfies Record<string, CommandRow>;
