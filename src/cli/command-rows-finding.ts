import {
  agentArgument,
  type CommandRow,
  jsonOption,
  refused,
  selectorArgument,
  selectorNote,
} from './command-row.ts';

/** How agents are found and put in order. */
export const findingCommands = {
  grep: {
    words: ['grep'],
    arguments: [
      {
        name: 'TEXT',
        count: 'one',
        help: 'what to look for, as it is; small letters find capitals',
      },
      selectorArgument,
    ],
    options: [
      { flags: '--screens', help: 'look on their screens alone' },
      { flags: '--transcripts', help: 'look in their transcripts alone' },
      jsonOption,
    ],
    help: 'find a text on the screens and in the transcripts of agents, all or those named',
    notes: ['Of each transcript the twenty newest are printed.', selectorNote],
    examples: ["codex-grid grep 'connection refused'", "codex-grid grep flaky '@back' --json"],
    failure: 'it was not found',
  },
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
