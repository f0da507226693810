import { Command, CommanderError, Option } from 'commander';
import { nearestName } from '../core/agent/agent-reference.ts';
import { version } from '../wire/version.ts';
import type { Call } from './call.ts';
import { type CommandRow, isRequired, type OptionRow } from './command-row.ts';
import { type CommandName, commandNames, commands, usageOf } from './command-table.ts';
import { done, type Outcome, wrongUsage } from './outcome.ts';

/** What was typed, as a call; or the outcome when there is nothing to call: help, the version, wrong usage. */
export function parseCommand(words: readonly string[], columns: number): Call | Outcome {
  // What stands behind `--` belongs to codex, and commander would take its dashes for ours.
  const dashes = words[0] === 'new' ? words.indexOf('--') : -1;
  const ours = dashes === -1 ? words : words.slice(0, dashes);
  const codexArguments = dashes === -1 ? [] : words.slice(dashes + 1);

  const printed: string[] = [];
  const complaints: string[] = [];
  const calls: Call[] = [];
  const program = programOf({
    columns,
    print: (text) => printed.push(text),
    complain: (text) => complaints.push(text),
    called: (call) => calls.push({ ...call, codexArguments }),
  });
  try {
    program.parse(ours, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return done(printed.join(''));
    return wrongUsage(groupProblem(error.code, words) ?? complaints.join('').trim());
  }
  const [call] = calls;
  if (!call) throw new Error('commander neither called nor complained');
  return strayWords(call) ?? call;
}

/** What commander has no good words for: a group without a command of it, or with one that there is not. */
function groupProblem(code: string, [group = '', word]: readonly string[]): string | null {
  // Commander would print the group's help.
  if (code === 'commander.help') return subcommandMissing([group]);
  const rows: readonly CommandRow[] = commandNames.map((name) => commands[name]);
  const members = rows.filter(({ words: [first, second] }) => first === group && second);
  const hasDefault = members.some(({ isDefault }) => isDefault);
  // Commander gives the word to the group's default command, which knows nothing of it.
  if (code !== 'commander.excessArguments' || !hasDefault) return null;
  if (members.some(({ words }) => words[1] === word)) return null;
  return `There is no command "${group} ${word}". ${subcommandMissing([group])}`;
}

function subcommandMissing([group]: readonly string[]): string {
  const names = commandNames.filter((name) => commands[name].words[0] === group);
  return `Say what about the ${group}: ${names.map((name) => `codex-grid ${name}`).join(', or ')}.`;
}

/** Null when every argument has its place. */
function strayWords(call: Call): Outcome | null {
  const [stray] = call.command === 'new' ? call.arguments.slice(1) : [];
  if (call.command === 'grid' && call.arguments[0] !== undefined) {
    return wrongUsage(unknownCommand(call.arguments[0]));
  }
  if (stray === undefined) return null;
  return wrongUsage(
    `"${stray}" has no place here. Arguments for codex go behind --, as in: codex-grid new ${call.arguments[0]} -- ${stray}; a first prompt is --prompt TEXT.`,
  );
}

function unknownCommand(word: string): string {
  const near = nearestName(
    commandNames.filter((name) => name !== 'grid'),
    word,
  );
  const guess = near === null ? '' : ` Did you mean codex-grid ${near}?`;
  return `There is no command "${word}".${guess} All commands: codex-grid --help.`;
}

type Sink = {
  readonly columns: number;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly called: (call: Omit<Call, 'codexArguments'>) => void;
};

function programOf(sink: Sink): Command {
  const program = quiet(new Command('codex-grid'), sink)
    .description('Run many Codex CLI agents at once, live in one grid.')
    .version(version, '-V, --version', 'print the version')
    .argument('[words...]')
    .usage('[COMMAND]')
    .configureHelp({ visibleArguments: () => [], visibleCommands: () => [] })
    .addHelpText('after', `\n${commandList()}\n\n${exitCodes}`);
  program.action(caller('grid', sink));
  for (const name of commandNames) {
    if (name !== 'grid') addCommand(program, name, sink);
  }
  return program;
}

function commandList(): string {
  const rows = commandNames.map((name) => {
    const row: CommandRow = commands[name];
    const [required] = row.arguments.filter(isRequired);
    return {
      term: ['codex-grid', ...row.words, required?.name ?? ''].join(' ').trim(),
      help: row.help,
    };
  });
  const width = Math.max(...rows.map(({ term }) => term.length));
  const lines = rows.map(({ term, help }) => `  ${term.padEnd(width)}  ${help}`);
  return ['Commands (each has a --help of its own):', ...lines].join('\n');
}

const exitCodes = 'Exit codes: 0 done, 1 failed, 2 wrong usage.';

function addCommand(program: Command, name: CommandName, sink: Sink): void {
  const row: CommandRow = commands[name];
  const parent = row.words
    .slice(0, -1)
    .reduce((above, word) => groupOf(above, word, sink), program);
  const command = quiet(
    parent.command(row.words.at(-1) ?? '', { isDefault: row.isDefault ?? false }),
    sink,
  )
    .description(row.help)
    // The program hides its own argument, which is there only for words that are no command.
    .configureHelp({})
    .usage(usageOf(row).replace(/^codex-grid (\S+ )*?(?=[A-Z[]|$)/, ''))
    .addHelpText('after', `\n${[...row.notes, examplesOf(row), exitCodesOf(row)].join('\n\n')}`);
  // Commander takes dots only behind the last: `send NAME... TEXT` is `NAME TEXT...` to it.
  const last = row.arguments.at(-1);
  const isVariadic = row.arguments.some(({ count }) => !/^one( at most)?$/.test(count));
  for (const argument of row.arguments) {
    const name = `${argument.name}${isVariadic && argument === last ? '...' : ''}`;
    command.argument(isRequired(argument) ? `<${name}>` : `[${name}]`, argument.help);
  }
  for (const option of row.options) addOption(command, option);
  command.action(caller(name, sink));
}

function addOption(command: Command, row: OptionRow): void {
  const option = new Option(row.flags.replace(/ ([A-Z][A-Z=]*)$/, ' <$1>'), row.help);
  if (row.repeated) {
    option.argParser((value: string, before: readonly string[] = []) => [...before, value]);
  }
  command.addOption(option);
  if (row.negation) command.addOption(new Option(row.negation).hideHelp());
}

function groupOf(above: Command, word: string, sink: Sink): Command {
  const found = above.commands.find((command) => command.name() === word);
  if (found) return found;
  const words = commandNames.filter((name) => commands[name].words[0] === word);
  return quiet(above.command(word), sink).description(
    words.map((name) => commands[name].help).join('; '),
  );
}

function caller(command: CommandName, sink: Sink) {
  return (...given: unknown[]): void => {
    // Commander gives each argument, then the options, then the command itself.
    const parsed = given.at(-1);
    if (!(parsed instanceof Command)) throw new Error('commander changed what it calls with');
    sink.called({ command, arguments: parsed.args, options: parsed.opts() });
  };
}

function quiet(command: Command, sink: Sink): Command {
  return command
    .exitOverride()
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: sink.print,
      writeErr: sink.complain,
      getOutHelpWidth: () => sink.columns,
      outputError: (text, write) =>
        write(`${sentence(text)} See \`codex-grid ${pathOf(command)}--help\`.`),
    });
}

/** `new `, `host stop `; empty for the grid. */
function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)}${command.name()} ` : '';
}

/** Commander writes `error: unknown option '--x'`, and a suggestion on a line of its own. */
function sentence(text: string): string {
  const [first = '', ...rest] = text
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  const lines = [first[0]?.toUpperCase() + first.slice(1), ...rest];
  return lines.map((line) => (/[.?!)]$/.test(line) ? line : `${line}.`)).join(' ');
}

function examplesOf(row: CommandRow): string {
  return ['Examples:', ...row.examples.map((example) => `  ${example}`)].join('\n');
}

function exitCodesOf(row: CommandRow): string {
  return `Exit codes: 0 done; 1 ${row.failure}; 2 wrong usage.`;
}
