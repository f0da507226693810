import { plainText } from '../text/plain-text.ts';

type Left = { readonly pid: number; readonly name: string };

/** More would not fit on a line. */
const namedLimit = 5;

/** What a person is told after a host was killed; null when it left nothing. Names are those of agents and programs. */
export function crashNotice(left: {
  readonly ended: readonly string[];
  readonly staying: readonly Left[];
  readonly commands: readonly Left[];
}): string | null {
  const { ended, staying, commands } = left;
  const sentences = [
    ended.length === 0 ? null : `Agents that it left running were ended: ${ended.join(', ')}.`,
    staying.length === 0 ? null : `These could not be ended: ${listOf(staying)}.`,
    commands.length === 0
      ? null
      : `Commands of its agents still run: ${listOf(commands)}. End them with: kill ${pidsOf(commands)}.`,
  ].filter((sentence) => sentence !== null);
  return sentences.length === 0 ? null : `The host before was killed. ${sentences.join(' ')}`;
}

/** What a person is told when an agent was killed and commands of it go on; null when none does. */
export function leftNotice(agent: string, commands: readonly Left[]): string | null {
  if (commands.length === 0) return null;
  return `${agent} was killed, and commands of it still run: ${listOf(commands)}. End them with: kill ${pidsOf(commands)}.`;
}

function listOf(left: readonly Left[]): string {
  const named = left.slice(0, namedLimit).map(({ pid, name }) => `${plainText(name)} (${pid})`);
  const more = left.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function pidsOf(left: readonly Left[]): string {
  return left.map(({ pid }) => pid).join(' ');
}
