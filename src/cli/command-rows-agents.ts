import {
  agentArgument,
  type CommandRow,
  jsonOption,
  refused,
  selectorArgument,
  selectorNote,
} from './command-row.ts';
import { settingOptions } from './setting-options.ts';

/** Starting agents and looking at them. */
export const agentsCommands = {
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
      { flags: '--count N', help: 'start N of them, called NAME-1, NAME-2, ...; up to 64' },
      { flags: '--group NAME', help: 'the group it stands in: @NAME means all of it' },
      ...settingOptions,
      jsonOption,
    ],
    help: 'start an agent',
    notes: [
      'What no SETTING says comes from config.toml, and else from codex: see codex-grid config.',
    ],
    examples: [
      'codex-grid new api --cd ~/src/api',
      'codex-grid new fix --prompt "Mend the flaky test in login.test.ts"',
      'codex-grid new try --count 3 --model gpt-5.5 --sandbox read-only -- --search',
    ],
    failure: refused,
  },
  ls: {
    words: ['ls'],
    arguments: [selectorArgument],
    options: [jsonOption],
    help: 'list the agents and what each is doing',
    notes: [
      'Never starts the host: when none runs, the agents of the last one are listed as ended.',
      selectorNote,
    ],
    examples: [
      'codex-grid ls',
      'codex-grid ls state=approval,question,dialog',
      "codex-grid ls --json | jq -r '.[] | select(.unread) | .name'",
    ],
    failure: 'the host or its saved list could not be read',
  },
  show: {
    words: ['show'],
    arguments: [agentArgument],
    options: [{ flags: '--why', help: 'the evidence behind its state, newest last' }, jsonOption],
    help: 'all about one agent',
    notes: [],
    examples: ['codex-grid show api', 'codex-grid show api --why'],
    failure: 'there is no such agent',
  },
  screen: {
    words: ['screen'],
    arguments: [agentArgument],
    options: [{ flags: '--ansi', help: 'with colours' }],
    help: "print what an agent's screen shows now",
    notes: [],
    examples: ['codex-grid screen api', 'codex-grid screen api --ansi | less -R'],
    failure: 'there is no such agent, or the host does not run',
  },
  keys: {
    words: ['keys'],
    arguments: [
      agentArgument,
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
} as const satisfies Record<string, CommandRow>;
