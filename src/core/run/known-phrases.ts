import { screenTables } from '../codex-screen/screen-facts.ts';

/** Rows of codex's own that are read, and the words in them that are always the same. */
type KnownRow = { readonly row: RegExp; readonly words: readonly string[] };

/** What a choice is called by, and its key: they are read in any list. */
const choices: readonly RegExp[] = [/^[›\s]*\d+\. /, /\((?:[a-z]|esc|enter|tab)\)$/];

/** In the tables: names and versions, which stand on no screen. */
const ownNames: ReadonlySet<string> = new Set(['name', 'stands', 'oldest', 'newest']);

/** One step through a pattern's source: what it repeats or leaves open, or one character as it is. */
const step =
  /\\[dDwWsSbB]|\\u[\da-f]{4}|\[(?:\\.|[^\]\\])*\]|\{[\d,]+\}|\(\?[:=!]|[()|^$.*+?]|\\(.)|([^\\])/gisu;

const knownRows = rowsIn(screenTables);

/** Of each UTF-16 unit of a row's plain text: whether it belongs to words of codex's own that are read on screens. */
export function knownParts(row: string): readonly boolean[] {
  const known: boolean[] = Array.from({ length: row.length }, () => false);
  const text = row.trimEnd();
  const trimmed = text.trimStart();
  const from = text.length - trimmed.length;
  for (const { row: pattern, words } of knownRows) {
    if (!pattern.test(text) && !pattern.test(trimmed)) continue;
    for (const word of words) markAll(known, text, word);
  }
  for (const choice of choices) {
    const found = choice.exec(trimmed);
    if (found) known.fill(true, from + found.index, from + found.index + found[0].length);
  }
  return known;
}

function markAll(known: boolean[], text: string, word: string): void {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    known.fill(true, at, at + word.length);
  }
}

function rowsIn(value: unknown): readonly KnownRow[] {
  if (value instanceof RegExp) return knownRow(value, wordsIn(value.source));
  if (typeof value === 'string') return knownRow(new RegExp(escaped(value)), [value]);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => (ownNames.has(name) ? [] : rowsIn(one)));
}

function knownRow(row: RegExp, words: readonly string[]): readonly KnownRow[] {
  const telling = words.filter((word) => /[\p{L}\p{Extended_Pictographic}]/u.test(word));
  return telling.length === 0 ? [] : [{ row, words: telling }];
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** The texts that stand in a pattern as they are. */
export function wordsIn(source: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  for (const [whole, escapedCharacter, character] of source.matchAll(step)) {
    const literal = escapedCharacter ?? character;
    if (literal !== undefined) {
      word += literal;
      continue;
    }
    // What is repeated may be missing.
    if (/^[*+?{]/.test(whole)) word = word.slice(0, -1);
    words.push(word);
    word = '';
  }
  return [...words, word].filter((one) => one !== '');
}
