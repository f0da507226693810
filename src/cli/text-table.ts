import { plainText } from '../core/text/plain-text.ts';
import { textWidth } from '../core/text/text-width.ts';
import type { Paint } from './paint.ts';

export type TextColumn<Row> = { readonly title: string; readonly text: (row: Row) => string };

/** One line a row under a line of titles, each column as wide as its text. */
export function textTable<Row>(
  rows: readonly Row[],
  columns: readonly TextColumn<Row>[],
  paint: Paint,
): string {
  const cells = rows.map((row) => columns.map(({ text }) => plainText(text(row))));
  const titles = columns.map(({ title }) => title);
  const widths = titles.map((title, at) =>
    Math.max(textWidth(title), ...cells.map((row) => textWidth(row[at] ?? ''))),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => text + ' '.repeat((widths[at] ?? 0) - textWidth(text)))
      .join('  ')
      .trimEnd();
  return [paint('muted', line(titles)), ...cells.map(line)].map((each) => `${each}\n`).join('');
}
