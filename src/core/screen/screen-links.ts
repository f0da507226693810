/** One row of a screen, from the top. */
export type ScreenRow = {
  readonly text: string;
  /** The terminal broke the line above it. */
  readonly continues: boolean;
  /** The targets of the hyperlinks on it, from left to right. */
  readonly targets: readonly string[];
};

/** A program that breaks lines itself leaves at most that many cells free at the right. */
const rightMargin = 2;

/**
 * The web addresses on a screen, each once, where it stands last: targets of hyperlinks and plain ones. Those
 * broken over rows are put together.
 */
export function linksOn(rows: readonly ScreenRow[], columns: number): readonly string[] {
  const found = rows.flatMap((row, y) => {
    const targets = row.targets.filter(isWebAddress);
    // The text of a hyperlink may be the beginning of where it leads.
    const plain = plainLinks(rows, y, columns).filter(
      (link) => !targets.some((target) => target.startsWith(link)),
    );
    return [...plain, ...targets];
  });
  return found.filter((link, at) => found.lastIndexOf(link) === at);
}

const address = /https?:\/\/[^\s<>"'`│|]+/g;

/** The addresses in a line that is whole, and where in it (in UTF-16 units) each begins. */
export function addressesIn(
  line: string,
): readonly { readonly address: string; readonly index: number }[] {
  return [...line.matchAll(address)].map(({ 0: found, index }) => ({
    address: withoutPunctuation(found),
    index,
  }));
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/.test(text);
}

/** The addresses that begin on a row. */
function plainLinks(rows: readonly ScreenRow[], y: number, columns: number): readonly string[] {
  const text = rows[y]?.text.trimEnd() ?? '';
  return [...text.matchAll(address)].map(({ 0: start, index }) => {
    const isCut = index + start.length === text.length;
    return withoutPunctuation(isCut ? start + restBelow(rows, y, columns) : start);
  });
}

/** What the rows below go on with, while each row above is full. */
function restBelow(rows: readonly ScreenRow[], y: number, columns: number): string {
  const row = rows[y];
  const next = rows[y + 1];
  if (!row || !next) return '';
  const isFull = row.text.trimEnd().length >= columns - rightMargin;
  if (!next.continues && !isFull) return '';
  const [word = ''] =
    /^[^\s<>"'`│|]+/.exec(next.continues ? next.text : next.text.trimStart()) ?? [];
  // Prose that goes on below a full row has no more than a word in common with an address.
  const goesOn = next.continues || /[/=&%?#_\d]/.test(word);
  if (word === '' || !goesOn || word.startsWith('http')) return '';
  const isWhole = next.text.trim().length === word.length;
  return word + (isWhole ? restBelow(rows, y + 1, columns) : '');
}

/** What ends the sentence around an address is no part of it, nor a bracket that was opened before it. */
function withoutPunctuation(link: string): string {
  const trimmed = link.replace(/[.,;:!?]+$/, '');
  const pairs = [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
  ] as const;
  const unopened = pairs.some(
    ([open, close]) => trimmed.endsWith(close) && countOf(trimmed, close) > countOf(trimmed, open),
  );
  if (unopened) return withoutPunctuation(trimmed.slice(0, -1));
  return trimmed;
}

function countOf(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
