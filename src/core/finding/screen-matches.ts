import type { AgentId } from '../agent/agent.ts';
import { type Place, textSearch } from './text-search.ts';

/** A line of an agent's screen in which a text was found. `row` counts from 1, at the top; `text` may be a part of it. */
export type ScreenMatch = Place & {
  readonly agent: AgentId;
  readonly row: number;
  readonly text: string;
};

/** Reply of `grep`: in the order of the tiles, each agent's from the top. `left` counts those that had no place in it. */
export type GrepReply = { readonly matches: readonly ScreenMatch[]; readonly left: number };

/** More are not read by anybody, and would keep the host from its agents. */
const matchLimit = 500;

/** What is told of a line: some words on each side of what was found. UTF-16 units. */
const told = { before: 60, length: 240 } as const;

type PlainScreen = { readonly agent: AgentId; readonly lines: readonly string[] };

/** Lines are without styles. What is broken between two lines at a space is found, too, and told as one line. */
export function screenMatches(screens: readonly PlainScreen[], text: string): GrepReply {
  const search = textSearch(text.trim());
  const matches = screens.flatMap(({ agent, lines }) =>
    lines.flatMap((line, y) => {
      const whole = line.trim();
      const found = search(whole);
      if (found !== null) return [matchOf(agent, y, { text: whole, found })];
      const joined = `${whole} ${(lines[y + 1] ?? '').trim()}`;
      const across = /\s/.test(text.trim()) ? search(joined) : null;
      const isAcross = across !== null && across.at < whole.length;
      return isAcross && whole !== '' ? [matchOf(agent, y, { text: joined, found: across })] : [];
    }),
  );
  return { matches: matches.slice(0, matchLimit), left: Math.max(0, matches.length - matchLimit) };
}

function matchOf(
  agent: AgentId,
  y: number,
  { text, found }: { readonly text: string; readonly found: Place },
): ScreenMatch {
  const from = Math.max(0, found.at - told.before);
  const shown = text.slice(from, from + told.length);
  const at = found.at - from;
  return { agent, row: y + 1, text: shown, at, length: Math.min(found.length, shown.length - at) };
}
