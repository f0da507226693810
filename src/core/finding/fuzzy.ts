/** How well a text is meant by what was typed; more is better. */
export type Likeness = { readonly score: number };

const wordStart = 8;
const goesOn = 4;
const wholeText = 30;

/**
 * Null unless every word that was typed is in the text: as it is, with letters left out, or as beginnings of its words.
 * Case does not matter. What begins a word counts most, then what stands in one.
 */
export function likeness(typed: string, text: string): Likeness | null {
  const among = text.toLowerCase();
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const scores = words.map((word) => wordScore(word, among));
  if (scores.some((score) => score === null)) return null;
  // Of two texts that have it the shorter one is meant rather.
  const score = scores.reduce<number>((sum, one) => sum + (one ?? 0), 0) - among.length / 100;
  return { score: among === typed.trim().toLowerCase() ? score + wholeText : score };
}

function wordScore(word: string, among: string): number | null {
  const words = [...among.matchAll(/[\p{L}\p{N}]+/gu)];
  const begins = words.some(({ index }) => among.startsWith(word, index));
  if (begins) return word.length * goesOn + wordStart;
  if (among.includes(word)) return word.length * goesOn;
  return lettersScore(
    [...word],
    words.map(([text]) => text),
  );
}

/** The letters are those of one word in their order, from its first, or beginnings of words that follow each other. */
function lettersScore(letters: readonly string[], words: readonly string[]): number | null {
  if (letters.length < 2) return null;
  const isInOne = words.some((word) => word.startsWith(letters[0] ?? '') && hasAll(word, letters));
  if (isInOne) return letters.length * 2;
  return isOfBeginnings(letters, words) ? letters.length * 2 : null;
}

function hasAll(word: string, letters: readonly string[]): boolean {
  let at = 0;
  for (const letter of letters) {
    const found = word.indexOf(letter, at);
    if (found === -1) return false;
    at = found + 1;
  }
  return true;
}

/** As `neag` of "new agent"; words may be left out. */
function isOfBeginnings(letters: readonly string[], words: readonly string[]): boolean {
  if (letters.length === 0) return true;
  return words.some((word, at) => {
    const shared = sharedBeginning(word, letters);
    const lengths = Array.from({ length: shared }, (_, index) => shared - index);
    return lengths.some((length) => isOfBeginnings(letters.slice(length), words.slice(at + 1)));
  });
}

function sharedBeginning(word: string, letters: readonly string[]): number {
  const differs = letters.findIndex((letter, at) => word[at] !== letter);
  return differs === -1 ? letters.length : differs;
}
