import type { TomlError } from 'smol-toml';

/** Why a text is no TOML, in words that fit after a colon. A string that ends with its line is the usual slip. */
export function tomlReason({ message, line, column }: TomlError, text: string): string {
  const said = message.split('\n', 1).join('').replace('Invalid TOML document: ', '');
  const isAtLineEnd = (text.split(/\r?\n/)[line - 1] ?? '').length < column;
  const isUnclosed = said.startsWith('control characters are not allowed in strings');
  return isUnclosed && isAtLineEnd ? 'the quotes are not closed' : said;
}
