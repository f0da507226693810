import { guess, listed } from '../core/agent/near-name.ts';
import { textWidth } from '../core/text/text-width.ts';
import { wrapText } from '../core/text/wrap-text.ts';
import type { Call, Surroundings } from './call.ts';
import { parseCommand } from './command-parser.ts';
import { commandNames, commands } from './command-table.ts';
import { type HelpPart, type HelpRow, helpTopics, rows, text } from './help-topics.ts';
import { done, type Outcome, wrongUsage } from './outcome.ts';

/** Longer lines are not read. Cells. */
const widestColumns = 100;

/** Where no terminal tells how wide it is. Cells. */
const usualColumns = 80;

/** The list of topics, one of them, or the help of a command. */
export async function printHelp(
  call: Call,
  { stdout }: Pick<Surroundings, 'stdout'>,
): Promise<Outcome> {
  const columns = Math.min(widestColumns, stdout.columns ?? usualColumns);
  const wanted = call.arguments.join(' ');
  if (wanted === '') return done(partsText([topicList(), text(ofCommands)], columns));
  const topic = Object.hasOwn(helpTopics, wanted) ? helpTopics[wanted] : undefined;
  if (topic) return done(partsText([text(`${wanted}: ${topic.about}`), ...topic.parts], columns));
  if (isCommand(wanted)) return helpOfCommand(call.arguments, columns);
  const names = [...Object.keys(helpTopics), ...commandNames.filter((name) => name !== 'grid')];
  return wrongUsage(
    `There is no help about "${wanted}".${guess(names, wanted)} The topics are ${listed(Object.keys(helpTopics))}, and every command.`,
  );
}

const ofCommands = 'Every command is a topic, too: codex-grid help new is codex-grid new --help.';

function topicList(): HelpPart {
  const topics = Object.entries(helpTopics);
  return rows(
    'Topics, as in codex-grid help keys',
    topics.map(([name, { about }]) => [name, about]),
  );
}

/** A command, or a group of them. */
function isCommand(wanted: string): boolean {
  return commandNames.some((name) => {
    const words = commands[name].words.join(' ');
    return name !== 'grid' && (words === wanted || words.startsWith(`${wanted} `));
  });
}

function helpOfCommand(words: readonly string[], columns: number): Outcome {
  const outcome = parseCommand([...words, '--help'], columns);
  if (!('exitCode' in outcome)) throw new Error('--help was taken for a call');
  return outcome;
}

function partsText(parts: readonly HelpPart[], columns: number): string {
  const blocks = parts.map((part) =>
    part.type === 'text'
      ? wrapText(part.text, columns).join('\n')
      : [part.title, ...rowLines(part.rows, columns)].join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

const margin = 2;

/** A longer term has a line of its own. Cells. */
const widestTerm = 26;

function rowLines(said: readonly HelpRow[], columns: number): readonly string[] {
  const widest = Math.min(widestTerm, Math.floor(columns / 2) - 2 * margin);
  const fitting = said.map(([term]) => textWidth(term)).filter((width) => width <= widest);
  const termColumns = Math.max(0, ...fitting) + margin;
  const room = columns - margin - termColumns;
  const indent = ' '.repeat(margin);
  return said.flatMap(([term, meaning]) => {
    const [first = '', ...more] = wrapText(meaning, room);
    const below = more.map((line) => indent + ' '.repeat(termColumns) + line);
    const gap = termColumns - textWidth(term);
    return gap >= margin
      ? [indent + term + ' '.repeat(gap) + first, ...below]
      : [indent + term, indent + ' '.repeat(termColumns) + first, ...below];
  });
}
