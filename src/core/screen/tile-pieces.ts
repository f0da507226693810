import { clipText, textWidth } from '../text/text-width.ts';

/** What a piece of a tile's border line is, for the theme to colour. `state` takes the lifecycle's colour. */
export type PieceRole =
  | 'border'
  | 'number'
  | 'mark'
  | 'state'
  | 'name'
  | 'detail'
  | 'text'
  | 'key'
  | 'warning'
  | 'danger';

export type Piece = { readonly role: PieceRole; readonly text: string };

/** How much a tile stands out: typed into, selected, or neither. */
export type Emphasis = 'plain' | 'selected' | 'typed';

/** The strokes of a tile's border; told apart without colour. */
export const strokes = {
  plain: { line: '─', side: '│', top: ['╭', '╮'], bottom: ['╰', '╯'] },
  selected: { line: '━', side: '┃', top: ['┏', '┓'], bottom: ['┗', '┛'] },
  typed: { line: '═', side: '║', top: ['╔', '╗'], bottom: ['╚', '╝'] },
} as const satisfies Record<Emphasis, unknown>;

/** A stretch of a border line; its width in cells. */
export type Part = { readonly columns: number; readonly pieces: readonly Piece[] };

export function part(pieces: readonly Piece[]): Part {
  const columns = pieces.reduce((sum, piece) => sum + textWidth(piece.text), 0);
  return { columns, pieces };
}

export function joined(parts: readonly (readonly [Part | null, number])[]): Part {
  return part(
    parts.flatMap(([one, distance]) =>
      one
        ? [
            ...(distance > 0 ? [{ role: 'detail' as const, text: ' '.repeat(distance) }] : []),
            ...one.pieces,
          ]
        : [],
    ),
  );
}

/** A border line with texts in it. */
export function drawn(texts: {
  readonly columns: number;
  readonly emphasis: Emphasis;
  readonly edge: 'top' | 'bottom';
  readonly left: Part;
  readonly right: Part;
}): readonly Piece[] {
  const { left, right } = texts;
  const { line } = strokes[texts.emphasis];
  const [first, last] = strokes[texts.emphasis][texts.edge];
  const taken = left.columns + (right.columns > 0 ? right.columns + 3 : 0);
  const fill = Math.max(0, texts.columns - 5 - taken);
  const border = (text: string): Piece => ({ role: 'border', text });
  return [
    border(`${first}${line} `),
    ...left.pieces,
    border(` ${line.repeat(fill)}`),
    ...(right.columns > 0 ? [border(' '), ...right.pieces, border(' ')] : []),
    border(right.columns > 0 ? `${line}${last}` : last),
  ];
}

export function plainLine(columns: number, emphasis: Emphasis): Piece {
  const { line, bottom } = strokes[emphasis];
  return { role: 'border', text: bottom[0] + line.repeat(Math.max(0, columns - 2)) + bottom[1] };
}

/** Cut text says so by its last character. */
export function clipEnd(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  return columns > 0 ? `${clipText(text, columns - 1).trimEnd()}…` : '';
}
