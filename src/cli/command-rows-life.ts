import { agentArgument, type CommandRow, refused } from './command-row.ts';

/** How agents end and come back. */
export const lifeCommands = {
  stop: {
    words: ['stop'],
    arguments: [{ name: 'NAME', count: 'any', help: 'names, numbers or ids' }],
    options: [{ flags: '--all', help: 'every agent' }],
    help: 'end agents; their sessions can be resumed',
    notes: [],
    examples: ['codex-grid stop api web', 'codex-grid stop --all'],
    failure: refused,
  },
  resume: {
    words: ['resume'],
    arguments: [agentArgument],
    options: [],
    help: 'start an ended agent again, on its session',
    notes: [],
    examples: ['codex-grid resume api'],
    failure: refused,
  },
  rm: {
    words: ['rm'],
    arguments: [agentArgument],
    options: [],
    help: 'take an ended agent off the grid; its session stays on disk',
    notes: [],
    examples: ['codex-grid rm api'],
    failure: refused,
  },
} as const satisfies Record<string, CommandRow>;
