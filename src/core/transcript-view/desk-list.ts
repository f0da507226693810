import { transcriptTable } from '../overlay-keys/transcript-table.ts';
import { type PaneLine, panePiece } from '../screen/pane.ts';
import { clipEnd } from '../screen/tile-pieces.ts';
import { plainText } from '../text/plain-text.ts';
import { textWidth } from '../text/text-width.ts';
import { visibleLine } from '../text/visible-text.ts';
import type { DocumentFormat } from '../transcript/transcript-document.ts';
import type { ListedSession } from '../transcript/transcript-port.ts';
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
      return keyLines(area);
    case 'formats':
      return formatLines(shows.chosen, area);
    case 'sessions':
      return sessionLines(shows, area);
    default:
      return shows satisfies never;
  }
}

const longestKeys = Math.max(...transcriptTable.map(({ label }) => textWidth(label)));

function keyLines({ columns, rows }: PaneArea): readonly PaneLine[] {
  const all: readonly PaneLine[] = [
    [],
    ...transcriptTable.map(({ label, help }) => [
      panePiece('key', `  ${label}${' '.repeat(longestKeys - textWidth(label))}  `),
      panePiece('text', help),
    ]),
  ];
  if (all.length <= rows) return all;
  const shown = all.slice(0, Math.max(0, rows - 1));
  const rest = `  … ${all.length - shown.length} more: codex-grid help transcripts`;
  return [...shown, [panePiece('muted', clipEnd(rest, columns))]];
}

function formatLines(chosen: number, { columns }: PaneArea): readonly PaneLine[] {
  const rows = exportFormats.map(({ letter, name }, index) =>
    index === chosen
      ? [panePiece('choice', ` ${letter}  ${clipEnd(name, columns - 5)} `)]
      : [panePiece('key', ` ${letter}  `), panePiece('text', name)],
  );
  return [[], [panePiece('muted', ' All of it into a new file of this folder, as')], [], ...rows];
}

/** What is being chosen, and a blank row above and below it. */
const headRows = 3;

function sessionLines(
  { listed, chosen }: Extract<DeskShows, { type: 'sessions' }>,
  { columns, rows }: PaneArea,
): readonly PaneLine[] {
  const words =
    listed === null
      ? 'looking for its sessions …'
      : listed.length === 0
        ? 'No session of it is there yet.'
        : 'Its sessions, the present one first, with their subagents';
  const room = Math.max(1, rows - headRows);
  const from = firstRow(chosen, rows);
  const shown = (listed ?? []).slice(from, from + room).map((session, index) => {
    const when = ` ${session.startedAt.replace('T', ' ')}  `;
    const name = nameOf(session);
    const text = clipEnd(name, columns - textWidth(when) - 1);
    return from + index === chosen
      ? [panePiece('choice', `${when}${text} `)]
      : [panePiece('muted', when), panePiece('text', text)];
  });
  return [[], [panePiece('muted', clipEnd(` ${words}`, columns))], [], ...shown];
}

/** The first of a list that is in view. */
function firstRow(chosen: number, rows: number): number {
  return Math.max(0, chosen - Math.max(1, rows - headRows) + 1);
}

/** Which of a list stands in a row of the pane, below its title; null where none does. */
export function listIndexAt(shows: DeskShows, row: number, { rows }: PaneArea): number | null {
  if (shows.type !== 'formats' && shows.type !== 'sessions') return null;
  const count = shows.type === 'formats' ? exportFormats.length : (shows.listed?.length ?? 0);
  const index = firstRow(shows.chosen, rows) + row - headRows;
  return row >= headRows && index < count ? index : null;
}

/** What a session begins with tells it from others, and a subagent's name it from its like. */
function nameOf({ kind, name, prompt }: ListedSession): string {
  const said = prompt === null ? '(no prompt yet)' : visibleLine(prompt, promptCells);
  return kind === 'session' ? said : `⑂ ${plainText(name ?? 'subagent')}: ${said}`;
}

/** Wider than any screen is. */
const promptCells = 500;
