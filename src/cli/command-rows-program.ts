import { type CommandRow, jsonOption } from './command-row.ts';

/** The program itself. */
export const programCommands = {
  'host status': {
    words: ['host', 'status'],
    arguments: [],
    options: [jsonOption],
    help: 'say whether the host runs, and which one',
    notes: [],
    examples: ['codex-grid host status'],
    failure: 'no host runs',
  },
  'host stop': {
    words: ['host', 'stop'],
    arguments: [],
    options: [],
    help: 'end every agent, then the host; sessions can be resumed',
    notes: [],
    examples: ['codex-grid host stop'],
    failure: 'the host did not end',
  },
  doctor: {
    words: ['doctor'],
    arguments: [],
    options: [jsonOption],
    help: 'check that everything an agent needs is there',
    notes: [],
    examples: ['codex-grid doctor'],
    failure: 'something would stop an agent from working',
  },
  demo: {
    words: ['demo'],
    arguments: [],
    options: [
      { flags: '--print', help: 'print one frame as text once all agents have settled, then end' },
    ],
    help: 'try the grid without an account: four agents on a model server of its own',
    notes: ['Nothing leaves this machine, and nothing of it stays.'],
    examples: ['codex-grid demo'],
    failure: 'the demo could not be shown',
  },
} as const satisfies Record<string, CommandRow>;
