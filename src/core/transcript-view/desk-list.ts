import { type PaneLine, panePiece } from '../screen/pane.ts';
import { clipEnd } from '../screen/tile-pieces.ts';
import { textWidth } from '../text/text-width.ts';
import type { DocumentFormat } from '../transcript/transcript-document.ts';
import { transcriptKeys } from './desk-help.ts';
import type { PaneArea } from './pane-reading.ts';
import type { DeskShows } from './transcript-pane.ts';

/** What a transcript can be exported as, in the order of the list; the letter takes it at once. */
export const exportFormats: readonly {
  readonly format: DocumentFormat;
  readonly letter: string;
  readonly name: string;
}[] = [
  { format: 'md', letter: 'm', name: 'Markdown, to be read' },
  { format: 'html', letter: 'h', name: 'HTML, for a browser' },
  { format: 'json', letter: 'j', name: 'JSON, a line for each entry' },
];

/** What stands in the place of a transcript's lines; null while they do. */
export function listLines(shows: DeskShows, area: PaneArea): readonly PaneLine[] | null {
  switch (shows.type) {
    case 'lines':
      return null;
    case 'keys':
      return keyLines;
    case 'formats':
      return formatLines(shows.chosen, area);
    default:
      return shows satisfies never;
  }
}

const longestKeys = Math.max(...transcriptKeys.map(([keys]) => textWidth(keys)));

const keyLines: readonly PaneLine[] = [
  [],
  ...transcriptKeys.map(([keys, does]) => [
    panePiece('key', `  ${keys}${' '.repeat(longestKeys - textWidth(keys))}  `),
    panePiece('text', does),
  ]),
];

function formatLines(chosen: number, { columns }: PaneArea): readonly PaneLine[] {
  const rows = exportFormats.map(({ letter, name }, index) =>
    index === chosen
      ? [panePiece('choice', ` ${letter}  ${clipEnd(name, columns - 5)} `)]
      : [panePiece('key', ` ${letter}  `), panePiece('text', name)],
  );
  return [[], [panePiece('muted', ' All of it into a new file of this folder, as')], [], ...rows];
}
