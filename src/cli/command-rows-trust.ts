import { type CommandRow, jsonOption, refused } from './command-row.ts';

const folder = {
  name: 'DIR',
  count: 'one',
  help: 'the folder; the answer is for its whole repository',
} as const;

/** What codex may trust. */
export const trustCommands = {
  trust: {
    words: ['trust'],
    arguments: [],
    options: [jsonOption],
    help: 'list the folders that you were asked about, and your answers',
    notes: [
      'What your own codex config trusts is trusted without a question, and not listed.',
      'Nothing is written into your codex config: agents get it with their own start.',
    ],
    examples: ['codex-grid trust', 'codex-grid trust add ~/src/api'],
    failure: 'the host could not be reached',
  },
  'trust add': {
    words: ['trust', 'add'],
    arguments: [folder],
    options: [],
    help: 'let codex trust a folder: its own config and hooks then load',
    notes: [],
    examples: ['codex-grid trust add ~/src/api'],
    failure: refused,
  },
  'trust revoke': {
    words: ['trust', 'revoke'],
    arguments: [folder],
    options: [],
    help: 'forget the answer about a folder; you are asked again',
    notes: [
      'Agents that run go on as they were started, and those with --trust are always trusted.',
      'What you answered in codex itself stays there.',
    ],
    examples: ['codex-grid trust revoke ~/src/api'],
    failure: refused,
  },
} as const satisfies Record<string, CommandRow>;
