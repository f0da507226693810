import { type CommandRow, jsonOption } from './command-row.ts';

/** What removed agents have left. */
export const homesCommands = {
  homes: {
    words: ['homes'],
    arguments: [],
    options: [jsonOption],
    help: 'list the Codex homes that removed agents have left, with their sessions',
    notes: ['The session is the newest of each; codex-grid adopt SESSION brings it back.'],
    examples: ['codex-grid homes'],
    failure: 'the list of agents could not be read',
  },
  'homes prune': {
    words: ['homes', 'prune'],
    arguments: [
      {
        name: 'HOME',
        count: 'any',
        help: 'as codex-grid homes names them; all of them unless given',
      },
    ],
    options: [{ flags: '--yes', help: 'do not ask' }],
    help: 'delete homes that removed agents have left; asks before',
    notes: ['Their sessions are deleted with them, for good.'],
    examples: ['codex-grid homes prune', 'codex-grid homes prune d894abb09e42 --yes'],
    failure: 'one could not be deleted, or nobody was there to ask',
  },
} as const satisfies Record<string, CommandRow>;
