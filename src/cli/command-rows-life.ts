import { type CommandRow, refused, selectorArgument, selectorNote } from './command-row.ts';

/** How agents end and come back. */
export const lifeCommands = {
  stop: {
    words: ['stop'],
    arguments: [selectorArgument],
    options: [{ flags: '--all', help: 'every agent' }],
    help: 'end agents; their sessions can be resumed',
    notes: [
      'A turn is interrupted, then codex quits, and its commands with it. What does not end within some seconds is killed; say it again and that is at once.',
      selectorNote,
    ],
    examples: [
      'codex-grid stop api web',
      'codex-grid stop @front+state=done',
      'codex-grid stop --all',
    ],
    failure: refused,
  },
  resume: {
    words: ['resume'],
    arguments: [selectorArgument],
    options: [
      { flags: '--all', help: 'every agent that has ended' },
      { flags: '--fresh', help: 'on a new session; the old one stays on disk' },
    ],
    help: 'start ended agents again, on their sessions',
    notes: [
      'show NAME --json lists the ids of the sessions that an agent had before.',
      'Of those that no name or number says, the ended ones are resumed.',
      selectorNote,
    ],
    examples: ['codex-grid resume api', 'codex-grid resume --all', 'codex-grid resume api --fresh'],
    failure: refused,
  },
  rm: {
    words: ['rm'],
    arguments: [{ ...selectorArgument, count: 'one or more' }],
    options: [
      { flags: '--purge', help: 'delete their sessions too; asks before' },
      { flags: '--force', help: 'lose the work in their worktrees too' },
      { flags: '--yes', help: 'do not ask' },
    ],
    help: 'take ended agents off the grid; their sessions stay on disk',
    notes: [
      'Says where each session stays. A worktree goes with its last agent, unless it holds work that is nowhere else. Nothing leaves the disk for ten seconds: codex-grid undo.',
      selectorNote,
    ],
    examples: ['codex-grid rm api', "codex-grid rm 'try-*' --purge"],
    failure: refused,
  },
} as const satisfies Record<string, CommandRow>;
