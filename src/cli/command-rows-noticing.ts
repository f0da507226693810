import {
  type CommandRow,
  jsonOption,
  refused,
  selectorArgument,
  selectorNote,
} from './command-row.ts';

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
  stats: {
    words: ['stats'],
    arguments: [selectorArgument],
    options: [
      { flags: '--since WHEN', help: 'today, 90m, 2h, 3d or a day such as 2026-01-31' },
      jsonOption,
    ],
    help: 'what the time and tokens of agents went into, today or since then',
    notes: [
      'Working: in a turn. Waiting: for you, with an approval, a question or a dialog. Idle: the rest, while codex runs. Turns count as they begin, tokens as codex tells them with each answer, those of subagents too. The last week is kept, by the hour: what is asked for begins at a full hour.',
      'Without names agents that were removed since are listed too.',
      selectorNote,
    ],
    examples: ['codex-grid stats', 'codex-grid stats @front --since 3d', 'codex-grid stats --json'],
    failure: 'the agent is not known',
  },
} as const satisfies Record<string, CommandRow>;
