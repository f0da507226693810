/** How well a text is meant by what was typed; more is better. */
export type Likeness = { readonly score: number };

const textStart = 12;
const wordStart = 8;
const goesOn = 4;
const wholeText = 30;

/**
 * Null unless every word that was typed is in the text: as it is, with letters left out, or as beginnings of its words.
 * Case does not matter. What begins the text counts most, then what begins a word, then what stands in one.
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
  if (among.startsWith(word)) return word.length * goesOn + textStart;
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

/** With more of them left out between two words, a long sentence has nearly every word. */
const mostLeftOut = 2;

/** As `neag` of "new agent"; some words may be left out. */
function isOfBeginnings(letters: readonly string[], words: readonly string[]): boolean {
  return words.some((word, at) => {
    const shared = sharedBeginning(word, letters);
    const lengths = Array.from({ length: shared }, (_, index) => shared - index);
    return lengths.some(
      (length) =>
        length === letters.length ||
        isOfBeginnings(letters.slice(length), words.slice(at + 1, at + 2 + mostLeftOut)),
    );
  });
}

function sharedBeginning(word: string, letters: readonly string[]): number {
  const differs = letters.findIndex((letter, at) => word[at] !== letter);
  return differs === -1 ? letters.length : differs;
}
