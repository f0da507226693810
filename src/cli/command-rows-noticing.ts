import { type CommandRow, refused, selectorArgument, selectorNote } from './command-row.ts';

/** Who is told of agents. */
export const noticingCommands = {
  mute: {
    words: ['mute'],
    arguments: [{ ...selectorArgument, count: 'one or more' }],
    options: [{ flags: '--off', help: 'tell of them again' }],
    help: 'tell nobody when these agents come to need their user',
    notes: [
      'Their tiles show it as ever. How anybody is told at all: notifications in the settings.',
      selectorNote,
    ],
    examples: ["codex-grid mute 'try-*'", 'codex-grid mute api --off'],
    failure: refused,
  },
} as const satisfies Record<string, CommandRow>;
