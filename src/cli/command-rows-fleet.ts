import { type CommandRow, jsonOption, refused } from './command-row.ts';

const file = {
  name: 'FILE',
  count: 'one at most',
  help: 'the fleet file; codex-grid.toml here or in a folder above unless given',
} as const;

const group = { flags: '--group NAME', help: 'only these; may be given again', repeated: true };

/** Agents that are described together in a file. */
export const fleetCommands = {
  up: {
    words: ['up'],
    arguments: [file],
    options: [
      group,
      {
        flags: '--prompt',
        help: 'send their prompts to those that run or are resumed, too',
      },
      { flags: '--dry-run', help: 'say what would be done, and do nothing' },
      jsonOption,
    ],
    help: 'start the agents that a fleet file describes',
    notes: [
      'Those that run are left alone, and those of it that have ended are resumed. What the file says otherwise now is told, and applies at the next start.',
      'A file in a repository that is not trusted starts nothing: on a terminal you are asked first, else say codex-grid trust add DIR.',
    ],
    examples: ['codex-grid up', 'codex-grid up ~/fleets/review.toml --group back --dry-run'],
    failure: 'the file has mistakes or is not trusted, or an agent could not be started',
  },
  down: {
    words: ['down'],
    arguments: [file],
    options: [group, jsonOption],
    help: 'stop the agents of a fleet file; up resumes them',
    notes: [],
    examples: ['codex-grid down', 'codex-grid down --group back'],
    failure: refused,
  },
  save: {
    words: ['save'],
    arguments: [{ ...file, help: 'where to write it; codex-grid.toml here unless given' }],
    options: [{ flags: '--force', help: 'write over a file that is there' }],
    help: 'write a fleet file that describes the agents that run',
    notes: ['They belong to that file from then on. First prompts are not in it.'],
    examples: ['codex-grid save', 'codex-grid save ~/fleets/review.toml'],
    failure: 'there is such a file already, or no agent runs',
  },
} as const satisfies Record<string, CommandRow>;
