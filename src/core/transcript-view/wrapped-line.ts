import { type PaneLine, type PanePiece, panePiece, paneWidth } from '../screen/pane.ts';
import { clustersOf } from '../text/text-width.ts';

type Cluster = { readonly piece: PanePiece; readonly text: string; readonly columns: number };

/** A line in rows of at most `columns` cells, broken behind one where that leaves half a row; later rows begin `indent` columns in. */
export function wrappedLine(line: PaneLine, columns: number, indent: number): readonly PaneLine[] {
  if (paneWidth(line) <= columns) return [line];
  const clusters = line.flatMap((piece) =>
    clustersOf(piece.text).map((cluster): Cluster => ({ ...cluster, piece })),
  );
  const margin = Math.max(0, Math.min(indent, Math.floor(columns / 2)));
  const rows: PaneLine[] = [];
  for (let from = 0; from < clusters.length; ) {
    const room = columns - (from === 0 ? 0 : margin);
    const to = rowEnd(clusters, from, room);
    const row = piecesOf(clusters.slice(from, to));
    rows.push(from === 0 || margin === 0 ? row : [panePiece('text', ' '.repeat(margin)), ...row]);
    // A blank that would stand behind the edge is not seen at the beginning of the next row either.
    from = clusters[to]?.text === ' ' ? to + 1 : to;
  }
  return rows;
}

function rowEnd(clusters: readonly Cluster[], from: number, room: number): number {
  let [width, blank, at] = [0, -1, from];
  while (at < clusters.length) {
    const cluster = clusters[at];
    if (!cluster) break;
    if (width + cluster.columns > room && at > from) {
      if (cluster.text === ' ') return at;
      break;
    }
    width += cluster.columns;
    if (cluster.text === ' ' && width > room / 2) blank = at;
    at += 1;
  }
  return at === clusters.length || blank === -1 ? at : blank + 1;
}

function piecesOf(clusters: readonly Cluster[]): PaneLine {
  const pieces: PanePiece[] = [];
  let [piece, text] = [clusters[0]?.piece, ''];
  for (const cluster of clusters) {
    if (piece && cluster.piece !== piece) {
      pieces.push({ ...piece, text });
      [piece, text] = [cluster.piece, ''];
    }
    text += cluster.text;
  }
  return piece ? [...pieces, { ...piece, text }] : pieces;
}
