/** Where a text stands, in UTF-16 units. */
export type Place = { readonly at: number; readonly length: number };

/** Finds a text in others, at its first place. A text without capitals is found in capitals, too. */
export type TextSearch = (among: string) => Place | null;

export function textSearch(text: string): TextSearch {
  const isAnyCase = text === text.toLowerCase();
  return (among) => {
    const lower = among.toLowerCase();
    // Some capitals have small letters of another length: then a place in one is none in the other.
    const isComparable = isAnyCase && lower.length === among.length;
    const at = (isComparable ? lower : among).indexOf(text);
    return at === -1 || text === '' ? null : { at, length: text.length };
  };
}
