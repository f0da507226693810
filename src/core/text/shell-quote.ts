/**
 * One word for the user's shell, whichever that is: codex runs hooks with it. Backslashes stand outside the
 * quotes because fish, unlike POSIX shells, reads them inside.
 */
export function shellQuoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll(/['\\]/g, (character) => `'\\${character}'`)}'`;
}
