import { plainCode } from '../code/code-piece.ts';
import type { DiffFile } from '../diff/diff.ts';
import { shownPath } from '../diff/diff-stat.ts';
import { type Ground, type PaneLine, type PanePiece, panePiece } from '../screen/pane.ts';
import { clippedLine, filledLine } from '../screen/pane-clip.ts';
import { plainText } from '../text/plain-text.ts';
import { textWidth } from '../text/text-width.ts';
import { visibleLine, visiblePart } from '../text/visible-text.ts';
import { type DiffRow, fileOf, hunkOf, lineOf, matchesIn } from './diff-document.ts';
import type { DiffContent, DiffPane } from './diff-pane.ts';
import { codeColumn, endWords } from './diff-pane-layout.ts';

const signs = { context: ' ', added: '+', deleted: '-' } as const;

/** What is read of one row of the document, in so many cells. */
export function rowLine(
  row: DiffRow,
  at: number,
  look: {
    readonly pane: DiffPane;
    readonly content: DiffContent;
    readonly columns: number;
    /** Of the widest line number. Cells. */
    readonly digits: number;
  },
): PaneLine {
  const { pane, columns } = look;
  const isChosen = at === pane.cursor;
  const mark = panePiece('key', isChosen ? '▌' : ' ', isChosen ? 'cursor' : 'none');
  const { line, ground } = partsOf(row, look, isChosen);
  const room = columns - 1;
  // Of a line with a number only the code is searched, which has been done.
  const shown = row.type === 'line' ? line : matched(line, pane.search?.pattern ?? '');
  return [mark, ...filledLine(clippedLine(shown, { skip: 0, columns: room }), room, ground)];
}

function partsOf(
  row: DiffRow,
  look: Parameters<typeof rowLine>[2],
  isChosen: boolean,
): { readonly line: PaneLine; readonly ground: Ground } {
  const { content } = look;
  const chosen: Ground = isChosen ? 'cursor' : 'none';
  const plain = (...pieces: readonly PanePiece[]) => ({ line: pieces, ground: chosen });
  switch (row.type) {
    case 'gap':
      return plain();
    case 'file': {
      const file = fileOf(content.document, row);
      return plain(...(file ? fileHead(file, chosen) : []));
    }
    case 'note':
      return plain(panePiece('muted', `  ${plainText(row.text)}`, chosen));
    case 'hunk': {
      const hunk = hunkOf(content.document, row);
      const heading = visibleLine(hunk?.heading ?? '');
      const place = `── line ${hunk?.newStart ?? 0} ──`;
      return plain(panePiece('muted', `${place} ${heading}`, chosen));
    }
    case 'line':
      return codeParts(row, look, isChosen);
    default:
      return row satisfies never;
  }
}

const kindWords: Readonly<Record<DiffFile['kind'], string>> = {
  changed: '',
  new: '  new',
  deleted: '  deleted',
  renamed: '  renamed',
  copied: '  copied',
};

function fileHead(file: DiffFile, ground: Ground): PaneLine {
  return [
    panePiece('title', shownPath(file), ground),
    panePiece('muted', kindWords[file.kind], ground),
    ...countPieces(file, ground),
  ];
}

/** Such as ` +12 -3`. */
export function countPieces({ added, deleted }: DiffFile, ground: Ground): PaneLine {
  return [
    ...(added > 0 ? [panePiece('added', ` +${added}`, ground)] : []),
    ...(deleted > 0 ? [panePiece('deleted', ` -${deleted}`, ground)] : []),
  ];
}

function codeParts(
  row: Extract<DiffRow, { type: 'line' }>,
  { pane, content, columns, digits }: Parameters<typeof rowLine>[2],
  isChosen: boolean,
): { readonly line: PaneLine; readonly ground: Ground } {
  const line = lineOf(content.document, row);
  if (line === null) return { line: [], ground: 'none' };
  const own: Ground = line.type === 'context' ? 'none' : line.type;
  const ground: Ground = isChosen ? 'cursor' : own;
  const role = line.type === 'context' ? 'muted' : line.type;
  const number = `${line.newNumber ?? line.oldNumber ?? ''}`.padStart(digits);
  const colored = content.colors.get(row.file)?.[row.hunk]?.[row.line] ?? plainCode(line.text);
  const code = visiblePieces(
    matched(
      colored.map((piece) => ({ ...piece, ground })),
      pane.search?.pattern ?? '',
    ),
  );
  const head = [
    panePiece('muted', `${number} `, ground),
    panePiece(role, signs[line.type], ground),
  ];
  const ends = [panePiece('muted', endWords(line), ground)];
  const room = columns - codeColumn(digits);
  return {
    line: [...head, ...clippedLine([...code, ...ends], { skip: pane.left, columns: room })],
    ground,
  };
}

/** Tabs end at the stops of the whole line. */
function visiblePieces(line: PaneLine): PaneLine {
  let column = 0;
  return line.map((piece) => {
    const text = visiblePart(piece.text, column);
    column += textWidth(text);
    return { ...piece, text };
  });
}

/** What was looked for stands out. */
export function matched(line: PaneLine, pattern: string): PaneLine {
  const matches = matchesIn(line.map(({ text }) => text).join(''), pattern);
  if (matches.length === 0) return line;
  let at = 0;
  return line.flatMap((piece) => {
    const start = at;
    at += piece.text.length;
    const cuts = matches
      .flatMap(({ from, to }) => [from, to])
      .filter((cut) => cut > start && cut < at);
    const ends = [...cuts, at];
    return ends.map((end, index) => {
      const from = index === 0 ? start : (ends[index - 1] ?? start);
      const isMatch = matches.some((match) => from >= match.from && end <= match.to);
      const text = piece.text.slice(from - start, end - start);
      return isMatch ? panePiece('text', text, 'match') : { ...piece, text };
    });
  });
}
