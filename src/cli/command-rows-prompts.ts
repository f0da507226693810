import {
  type CommandRow,
  jsonOption,
  refused,
  selectorArgument,
  selectorNote,
} from './command-row.ts';

const text = {
  name: 'TEXT',
  count: 'one',
  help: 'what to send; - reads it from stdin',
} as const;

const promptOptions = [
  {
    flags: '--when WHEN',
    help: 'ready: at the end of the turn, if one goes on (default); now: into it; queue: into the queue of codex',
  },
  { flags: '--wait', help: 'stay until every agent has taken it, or it is known why not' },
  {
    flags: '--until WHAT',
    help: 'stay until it is accepted, or the turn is done; done prints the answers',
  },
  { flags: '--timeout SECONDS', help: 'stay so long at most; also 90s, 5m or 1h' },
  { flags: '--template', help: 'fill in {name}, {cwd}, {branch} and {n} for each agent' },
  { flags: '--commands', help: "run a text such as /compact or !ls as codex's own command" },
  { flags: '--key KEY', help: 'of the same KEY nothing is sent to an agent twice' },
  jsonOption,
] as const;

const doorNote =
  'A prompt is typed only into an empty composer that nothing stands before, and is accepted once codex has echoed it. Until then it waits in the queue, also when nobody waits for it.';

const notTaken = 'an agent did not take it, or with --until done its turn did not come to its end';

/** Prompts, and what becomes of them. */
export const promptsCommands = {
  send: {
    words: ['send'],
    arguments: [{ ...selectorArgument, count: 'one or more' }, text],
    options: promptOptions,
    help: 'send agents a prompt, and say what became of it',
    notes: [
      doorNote,
      'Receipts and answers go to stdout, everything else to stderr. Ctrl+C ends the waiting and takes nothing back.',
      selectorNote,
    ],
    examples: [
      'codex-grid send api "Run the tests"',
      'codex-grid send api web --wait --timeout 60 - < prompt.md',
      'answer=$(codex-grid send api --until done "Which tests fail?")',
    ],
    failure: notTaken,
  },
  broadcast: {
    words: ['broadcast'],
    arguments: [text],
    options: [
      { flags: '--to AGENTS', help: 'to whom; every agent that runs unless given' },
      ...promptOptions,
    ],
    help: 'send every agent a prompt',
    notes: [doorNote, selectorNote],
    examples: [
      'codex-grid broadcast "Commit what you have"',
      'codex-grid broadcast --to \'@front+state=done\' --template "Rebase {branch} onto main"',
    ],
    failure: notTaken,
  },
  queue: {
    words: ['queue'],
    arguments: [
      { name: 'AGENT', count: 'one at most', help: `${selectorArgument.help}; all unless given` },
      { name: 'ACTION', count: 'one at most', help: 'list, cancel or edit; list unless given' },
      {
        name: 'PROMPT',
        count: 'any',
        help: 'which, as list names them; all for cancel, the only one for edit; behind it for edit the new TEXT or -',
      },
    ],
    options: [{ flags: '--all', help: 'list also what became of the last ones' }, jsonOption],
    help: 'list, take back or change the prompts that wait to be sent',
    notes: ['With --json the whole text of each is printed.', selectorNote],
    examples: [
      'codex-grid queue',
      'codex-grid queue api cancel',
      'codex-grid queue api edit "Run only the unit tests"',
    ],
    failure: 'there was no such prompt, or it was typed already',
  },
  interrupt: {
    words: ['interrupt'],
    arguments: [{ ...selectorArgument, count: 'one or more' }],
    options: [],
    help: 'interrupt the turns of agents',
    notes: [
      'Only a turn that runs; never at a dialog, an approval or a question. Of those that no name or number says, the working ones are interrupted.',
      selectorNote,
    ],
    examples: ['codex-grid interrupt api', 'codex-grid interrupt @front'],
    failure: refused,
  },
} as const satisfies Record<string, CommandRow>;
