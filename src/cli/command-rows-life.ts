import { type CommandRow, refused } from './command-row.ts';

/** How agents end and come back. */
export const lifeCommands = {
  stop: {
    words: ['stop'],
    arguments: [{ name: 'NAME', count: 'any', help: 'names, numbers or ids' }],
    options: [{ flags: '--all', help: 'every agent' }],
    help: 'end agents; their sessions can be resumed',
    notes: [
      'A turn is interrupted, then codex quits, and its commands with it. What does not end within some seconds is killed; say it again and that is at once.',
    ],
    examples: ['codex-grid stop api web', 'codex-grid stop --all'],
    failure: refused,
  },
  resume: {
    words: ['resume'],
    arguments: [{ name: 'NAME', count: 'any', help: 'names, numbers or ids' }],
    options: [
      { flags: '--all', help: 'every agent that has ended' },
      { flags: '--fresh', help: 'on a new session; the old one stays on disk' },
    ],
    help: 'start ended agents again, on their sessions',
    notes: ['show NAME --json lists the ids of the sessions that an agent had before.'],
    examples: ['codex-grid resume api', 'codex-grid resume --all', 'codex-grid resume api --fresh'],
    failure: refused,
  },
  rm: {
    words: ['rm'],
    arguments: [{ name: 'NAME', count: 'one or more', help: 'names, numbers or ids' }],
    options: [
      { flags: '--purge', help: 'delete their sessions too; asks before' },
      { flags: '--force', help: 'lose the work in their worktrees too' },
      { flags: '--yes', help: 'do not ask' },
    ],
    help: 'take ended agents off the grid; their sessions stay on disk',
    notes: [
      'Says where each session stays. A worktree goes with its last agent, unless it holds work that is nowhere else. Nothing leaves the disk for ten seconds: codex-grid undo.',
    ],
    examples: ['codex-grid rm api', 'codex-grid rm try-1 try-2 --purge'],
    failure: refused,
  },
} as const satisfies Record<string, CommandRow>;
