import { joinedEntries } from '../../core/transcript/joined-entries.ts';
import { matcherOf, searchedText } from '../../core/transcript/searched-text.ts';
import { transcriptEntry } from '../../core/transcript/transcript-entry.ts';
import type { TranscriptEntry } from '../../core/transcript/transcript-item.ts';
import { isShownAt, type TranscriptLevel } from '../../core/transcript/transcript-level.ts';
import type { SearchLimits, TranscriptMatches } from '../../core/transcript/transcript-port.ts';
import type { LineBlock } from './rollout-lines.ts';

/** More matches than anybody goes through; a pattern of one letter is on every line of 100 MB. */
const usualLimits: SearchLimits = { most: 2000, isWanted: () => true };

/** The blocks come newest first. Each is looked through as bytes, and only lines that may hold the pattern are read. */
export async function searchBlocks(
  blocks: AsyncIterable<LineBlock>,
  pattern: string,
  level: TranscriptLevel,
  { most, isWanted } = usualLimits,
): Promise<TranscriptMatches> {
  const positions: number[] = [];
  if (pattern === '') return { positions, isCut: false };
  const matches = matcherOf(pattern);
  const candidates = candidateFinder(pattern);
  for await (const block of blocks) {
    if (!isWanted()) return { positions, isCut: true };
    const entries = candidates(block).map(({ at, text }) => transcriptEntry(text, at));
    const found = joinedEntries(entries).filter((entry) => isFound(entry, level, matches));
    for (const { position } of found.reverse()) {
      if (positions.length === most) return { positions, isCut: true };
      positions.push(position);
    }
  }
  return { positions, isCut: false };
}

function isFound(
  { item, line }: TranscriptEntry,
  level: TranscriptLevel,
  matches: (text: string) => boolean,
): boolean {
  if (!isShownAt(item, level)) return false;
  return matches(level === 'raw' && item.type === 'other' ? line : searchedText(item));
}

type Line = { readonly at: number; readonly text: string };

/** Bytes are compared as if each were a letter, which costs nothing to decode; what a line says is looked at after. */
function candidateFinder(pattern: string): (block: LineBlock) => readonly Line[] {
  // As it stands within JSON: quotes, backslashes and control characters are written otherwise.
  const written = JSON.stringify(pattern).slice(1, -1);
  const isAscii = /^[\x20-\x7e]*$/.test(written);
  const source = Buffer.from(written).toString('latin1');
  const escaped = source.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  // A small letter outside ASCII has bytes that are not those of the large one: then the part before it must do.
  const isExact = pattern !== pattern.toLowerCase();
  const sought = isAscii || isExact ? escaped : asciiPart(written);
  const expression = new RegExp(sought, isExact ? 'g' : 'gi');
  return ({ start, bytes }) => {
    const text = bytes.toString('latin1');
    const lines: Line[] = [];
    expression.lastIndex = 0;
    for (let hit = expression.exec(text); hit; hit = expression.exec(text)) {
      const from = bytes.lastIndexOf(10, hit.index) + 1;
      const found = bytes.indexOf(10, hit.index);
      const to = found === -1 ? bytes.length : found;
      lines.push({ at: start + from, text: bytes.toString('utf8', from, to) });
      if (to >= bytes.length) break;
      expression.lastIndex = to;
    }
    return lines;
  };
}

/** The longest run of ASCII; without one every line has to be read. */
function asciiPart(written: string): string {
  const [longest = ''] = (written.match(/[\x20-\x7e]+/g) ?? []).sort(
    (left, right) => right.length - left.length,
  );
  return longest === '' ? '.' : longest.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
