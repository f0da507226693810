import { ageLabel } from '../core/agent/ages.ts';
import { textSearch } from '../core/finding/text-search.ts';
import { plainText } from '../core/text/plain-text.ts';
import { clipText, textWidth } from '../core/text/text-width.ts';
import type { TableLook } from './agent-table.ts';
import type { GrepMatch } from './grep-command.ts';

/** A line each: whose it is, where and how long ago, and what was found, in bold. */
export function grepText(matches: readonly GrepMatch[], text: string, look: TableLook): string {
  const places = matches.map(({ where, at }) =>
    at === null ? where : `${where} ${ageLabel(at, look.now)}`,
  );
  const nameColumns = Math.max(...matches.map(({ name }) => textWidth(name)));
  const placeColumns = Math.max(...places.map(textWidth));
  return matches
    .map(({ name, text: line }, at) => {
      const place = places[at] ?? '';
      const head = `${look.paint('name', padded(name, nameColumns))}  ${look.paint('muted', padded(place, placeColumns))}  `;
      return `${head}${marked(line, text, { ...look, taken: nameColumns + placeColumns + 4 })}\n`;
    })
    .join('');
}

/** More of a line says no more. Cells. */
const longestLine = 240;

function marked(
  line: string,
  text: string,
  { columns, taken, paint }: TableLook & { readonly taken: number },
): string {
  const room = columns === null ? longestLine : Math.max(20, columns - taken);
  const plain = plainText(line);
  const first = textSearch(text)(plain);
  const isFar = first !== null && first.at + first.length > room;
  const from = isFar ? Math.max(0, first.at - Math.floor(room / 3)) : 0;
  const shown = clipText(plain.slice(from), room);
  const found = textSearch(text)(shown);
  if (!found) return shown;
  const end = found.at + found.length;
  return shown.slice(0, found.at) + paint('name', shown.slice(found.at, end)) + shown.slice(end);
}

function padded(text: string, columns: number): string {
  return text + ' '.repeat(columns - textWidth(text));
}
