import {
  agentArgument,
  type CommandRow,
  refused,
  selectorArgument,
  selectorNote,
} from './command-row.ts';

/** How agents are found and put in order. */
export const findingCommands = {
  pin: {
    words: ['pin'],
    arguments: [{ ...selectorArgument, count: 'one or more' }],
    options: [{ flags: '--off', help: 'let them go to their places again' }],
    help: 'keep the tiles of these agents before all others',
    notes: [selectorNote],
    examples: ['codex-grid pin api', 'codex-grid pin all --off'],
    failure: refused,
  },
  move: {
    words: ['move'],
    arguments: [agentArgument],
    options: [
      { flags: '--before NAME', help: "the tile's new place is before that one" },
      { flags: '--after NAME', help: 'or behind that one' },
    ],
    help: 'move a tile, in every screen',
    notes: ['Pinned tiles stay before all others. A number stays with its agent.'],
    examples: ['codex-grid move web --before api'],
    failure: refused,
  },
} as const satisfies Record<string, CommandRow>;
