import { clustersOf } from '../text/text-width.ts';

const ascii = /^[ -~]*$/;

/** A line in rows of at most `columns` cells, blanks kept, broken behind one where that leaves half a row; later rows begin `indent` columns in. */
export function wrappedLine(text: string, columns: number, indent: number): readonly string[] {
  const isAscii = ascii.test(text);
  if (isAscii && text.length <= columns) return [text];
  const clusters = isAscii
    ? [...text].map((character) => ({ text: character, columns: 1 }))
    : clustersOf(text);
  const margin = ' '.repeat(Math.min(indent, Math.floor(columns / 2)));
  const rows: string[] = [];
  for (let from = 0; from < clusters.length || rows.length === 0; ) {
    const prefix = from === 0 ? '' : margin;
    const to = rowEnd(clusters, from, columns - prefix.length);
    const row = clusters.slice(from, to).map((cluster) => cluster.text);
    rows.push(prefix + row.join(''));
    from = to;
  }
  return rows;
}

function rowEnd(
  clusters: readonly { readonly text: string; readonly columns: number }[],
  from: number,
  room: number,
): number {
  let [width, blank, at] = [0, -1, from];
  while (at < clusters.length) {
    const cluster = clusters[at];
    if (!cluster || (width + cluster.columns > room && at > from)) break;
    width += cluster.columns;
    if (cluster.text === ' ' && width > room / 2) blank = at;
    at += 1;
  }
  return at === clusters.length || blank === -1 ? at : blank + 1;
}
