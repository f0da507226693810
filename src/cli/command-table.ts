export type CommandRow = {
  /** Behind `codex-grid`; empty for the grid itself. */
  readonly words: readonly string[];
  readonly arguments: readonly ArgumentRow[];
  readonly options: readonly OptionRow[];
  /** One line, as in a list of commands. */
  readonly help: string;
  /** What else its own help says. */
  readonly notes: readonly string[];
  readonly examples: readonly string[];
  /** What exit code 1 means. */
  readonly failure: string;
};

export type ArgumentRow = {
  readonly name: string;
  readonly count: 'one' | 'one or more' | 'any';
  readonly help: string;
};

export type OptionRow = {
  /** As it is typed: `--cd DIR`, `-l, --literal`. */
  readonly flags: string;
  readonly help: string;
};

const agent = {
  name: 'NAME',
  count: 'one',
  help: "the agent's name, number or id",
} as const;
const json = { flags: '--json', help: 'print JSON' };
const refused = 'it was refused; the message says why and what to do';

/** Every command, once. Help, the README's table and the parser are made from these rows. */
export const commands = {
  grid: {
    words: [],
    arguments: [],
    options: [],
    help: 'open the grid; starts the host when none runs',
    notes: ['Needs a terminal. q leaves the grid, and the agents keep running.'],
    examples: ['codex-grid'],
    failure: 'the grid could not be opened, or the host went away',
  },
  new: {
    words: ['new'],
    arguments: [
      { name: 'NAME', count: 'one', help: 'a name for it, up to 40 letters, digits, . _ -' },
      { name: 'CODEX_ARGUMENT', count: 'any', help: 'behind --: passed to codex as they are' },
    ],
    options: [
      { flags: '--cd DIR', help: 'the folder it works in; this one unless given' },
      { flags: '--prompt TEXT', help: 'its first prompt' },
      { flags: '--count N', help: 'start N of them, called NAME-1, NAME-2, ...; up to 64' },
      {
        flags: '--home WHERE',
        help: 'isolated (a Codex home of its own; the default), shared (yours), or /a/path',
      },
      json,
    ],
    help: 'start an agent',
    notes: [],
    examples: [
      'codex-grid new api --cd ~/src/api',
      'codex-grid new fix --prompt "Mend the flaky test in login.test.ts"',
      'codex-grid new try --count 3 -- --model gpt-5.5 --sandbox read-only',
    ],
    failure: refused,
  },
  ls: {
    words: ['ls'],
    arguments: [],
    options: [json],
    help: 'list the agents and what each is doing',
    notes: [
      'Never starts the host: when none runs, the agents of the last one are listed as ended.',
    ],
    examples: ['codex-grid ls', "codex-grid ls --json | jq -r '.[] | select(.unread) | .name'"],
    failure: 'the host or its saved list could not be read',
  },
  show: {
    words: ['show'],
    arguments: [agent],
    options: [{ flags: '--why', help: 'the evidence behind its state, newest last' }, json],
    help: 'all about one agent',
    notes: [],
    examples: ['codex-grid show api', 'codex-grid show api --why'],
    failure: 'there is no such agent',
  },
  screen: {
    words: ['screen'],
    arguments: [agent],
    options: [{ flags: '--ansi', help: 'with colours' }],
    help: "print what an agent's screen shows now",
    notes: [],
    examples: ['codex-grid screen api', 'codex-grid screen api --ansi | less -R'],
    failure: 'there is no such agent, or the host does not run',
  },
  keys: {
    words: ['keys'],
    arguments: [
      agent,
      { name: 'KEY', count: 'one or more', help: 'Enter, Escape, C-c, M-x, Up, F5, ..., or text' },
    ],
    options: [{ flags: '-l, --literal', help: 'type every KEY as it is, letter by letter' }],
    help: 'type keys into an agent, named as in tmux send-keys',
    notes: ['Put -- before a KEY that begins with a dash.'],
    examples: [
      'codex-grid keys api C-c',
      'codex-grid keys api -l "run the tests" && codex-grid keys api Enter',
    ],
    failure: refused,
  },
  stop: {
    words: ['stop'],
    arguments: [{ name: 'NAME', count: 'any', help: 'names, numbers or ids' }],
    options: [{ flags: '--all', help: 'every agent' }],
    help: 'end agents; their sessions can be resumed',
    notes: [],
    examples: ['codex-grid stop api web', 'codex-grid stop --all'],
    failure: refused,
  },
  resume: {
    words: ['resume'],
    arguments: [agent],
    options: [],
    help: 'start an ended agent again, on its session',
    notes: [],
    examples: ['codex-grid resume api'],
    failure: refused,
  },
  rm: {
    words: ['rm'],
    arguments: [agent],
    options: [],
    help: 'take an ended agent off the grid; its session stays on disk',
    notes: [],
    examples: ['codex-grid rm api'],
    failure: refused,
  },
  'host status': {
    words: ['host', 'status'],
    arguments: [],
    options: [json],
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
    options: [json],
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

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands) as readonly CommandName[];

/** The one line of how to call it: `codex-grid new NAME [--cd DIR] ... [-- CODEX_ARGUMENT...]`. */
export function usageOf(row: CommandRow): string {
  const options = row.options.map(({ flags }) => `[${flags.replace(/^(-\w), .*/, '$1')}]`);
  const [required, optional] = [
    row.arguments.filter(({ count }) => count !== 'any'),
    row.arguments.filter(({ count }) => count === 'any'),
  ];
  return [
    'codex-grid',
    ...row.words,
    ...required.slice(0, 1).map(argumentText),
    ...options,
    ...required.slice(1).map(argumentText),
    ...optional.map((argument) =>
      argument.name === 'CODEX_ARGUMENT' ? '[-- CODEX_ARGUMENT...]' : argumentText(argument),
    ),
  ].join(' ');
}

function argumentText({ name, count }: ArgumentRow): string {
  if (count === 'one') return name;
  return count === 'any' ? `[${name}...]` : `${name}...`;
}
