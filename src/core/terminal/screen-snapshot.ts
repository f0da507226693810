import type { Frame, TerminalModes } from './frame.ts';
import { defaultPen, type Pen, sgrBetween } from './pen.ts';

/** A screen at one moment with what decides how the output behind it is drawn. Cells are 0-based. */
export type ScreenSnapshot = {
  readonly frame: Frame;
  /** Where the next character goes, also while the cursor is hidden. */
  readonly cursor: { readonly x: number; readonly y: number };
  readonly isAlternate: boolean;
  /** The rows that scroll, both included. */
  readonly region: { readonly top: number; readonly bottom: number };
  readonly pen: Pen;
  readonly insertMode: 'insert' | 'replace';
  readonly lineEnds: 'wrap' | 'stay';
};

const shapes = { block: 1, underline: 3, bar: 5 } as const;

const mouseModes: Readonly<Record<TerminalModes['mouse'], string>> = {
  none: '',
  x10: '\x1b[?9h',
  vt200: '\x1b[?1000h',
  drag: '\x1b[?1002h',
  any: '\x1b[?1003h',
};

/** What a program would write to a terminal of that size to bring the screen about. */
export function snapshotText(snapshot: ScreenSnapshot): string {
  const { frame, cursor, region, pen } = snapshot;
  const isWhole = region.top === 0 && region.bottom === frame.rows - 1;
  const rows = frame.lines.map((line, y) => (line === '' ? '' : `${at(0, y)}${line}`));
  return [
    '\x1bc',
    snapshot.isAlternate ? '\x1b[?1049h' : '',
    ...rows,
    modesText(frame.modes),
    isWhole ? '' : `\x1b[${region.top + 1};${region.bottom + 1}r`,
    snapshot.insertMode === 'insert' ? '\x1b[4h' : '',
    snapshot.lineEnds === 'stay' ? '\x1b[?7l' : '',
    frame.cursor === null ? '\x1b[?25l' : shapeText(frame.cursor),
    at(cursor.x, cursor.y),
    sgrBetween(defaultPen, pen),
  ].join('');
}

function at(x: number, y: number): string {
  return `\x1b[${y + 1};${x + 1}H`;
}

function shapeText({ shape, blinks }: NonNullable<Frame['cursor']>): string {
  return `\x1b[${shapes[shape] + (blinks ? 0 : 1)} q`;
}

function modesText(modes: TerminalModes): string {
  return [
    modes.bracketedPaste ? '\x1b[?2004h' : '',
    modes.applicationCursorKeys ? '\x1b[?1h' : '',
    modes.applicationKeypad ? '\x1b=' : '',
    modes.focusReports ? '\x1b[?1004h' : '',
    mouseModes[modes.mouse],
    modes.mouseEncoding === 'sgr' ? '\x1b[?1006h' : '',
    modes.wheelKeys ? '\x1b[?1007h' : '',
    modes.kittyFlags === 0 ? '' : `\x1b[=${modes.kittyFlags};1u`,
  ].join('');
}
