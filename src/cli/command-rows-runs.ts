import { agentArgument, type CommandRow, jsonOption } from './command-row.ts';

/** Looking into a state that was wrong. */
export const runsCommands = {
  record: {
    words: ['record'],
    arguments: [agentArgument],
    options: [
      { flags: '--out FILE', help: 'where to; compressed where it ends in .gz' },
      { flags: '--with-text', help: 'with what was said, run and shown, as it was' },
      { flags: '--force', help: 'write over a file that is there' },
    ],
    help: 'write what was heard of an agent, and its last output, into a file',
    notes: [
      'Without --with-text, prompts, commands, answers and the text on its screen are replaced by placeholders of the same shape, ids and paths by others.',
      'Attach the file to a report of a wrong state.',
    ],
    examples: ['codex-grid record api --out api.jsonl.gz'],
    failure: 'there is no such agent, or the file could not be written',
  },
  replay: {
    words: ['replay'],
    arguments: [{ name: 'FILE', count: 'one', help: 'what codex-grid record wrote' }],
    options: [
      {
        flags: '--screen TIME',
        help: 'print the screen as it stood then: 12:30:05.250, or +4.5 for seconds from the beginning',
      },
      jsonOption,
    ],
    help: 'go through a recorded run again, and print its states and where they differ',
    notes: ['Needs no host, and changes nothing.'],
    examples: ['codex-grid replay api.jsonl.gz', 'codex-grid replay api.jsonl.gz --screen +12.5'],
    failure: 'the file cannot be read, or states are others than the host told',
  },
} as const satisfies Record<string, CommandRow>;
