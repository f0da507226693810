import type { Terminal } from '@xterm/headless';
import {
  type Cursor,
  type Frame,
  plainModes,
  type TerminalModes,
} from '../../core/terminal/frame.ts';
import type { ScreenSnapshot } from '../../core/terminal/screen-snapshot.ts';
import { penOf, rowReader, shownBackground } from './emulator-rows.ts';
import type { XtermInternals } from './xterm-internals.ts';

/** Makes frames that share every row that has not changed with the frame before. */
export function screenFollower(terminal: Terminal, internals: XtermInternals) {
  const readRow = rowReader(internals.lineAt);
  let changedRows = new Set<number>();
  let isAllChanged = true;
  internals.onRowsChanged((first, last) => {
    for (let y = first; y <= last; y += 1) changedRows.add(y);
  });
  // A full reset empties the screen without telling of it.
  terminal.parser.registerEscHandler({ final: 'c' }, () => {
    isAllChanged = true;
    return false;
  });
  return {
    allChanged() {
      isAllChanged = true;
    },
    frameAfter(before: Frame, modes: TerminalModes): Frame {
      const { cols: columns, rows } = terminal;
      const cursor = same(before.cursor, cursorOf(terminal, internals));
      const keptModes = same(before.modes, modes);
      const lines = isAllChanged
        ? Array.from({ length: rows }, (_, y) => readRow(y))
        : linesAfter(before.lines, changedRows, readRow);
      const isSameSize = before.columns === columns && before.rows === rows;
      changedRows = new Set();
      isAllChanged = false;
      const isSame =
        isSameSize &&
        lines === before.lines &&
        cursor === before.cursor &&
        keptModes === before.modes;
      return isSame ? before : { columns, rows, lines, cursor, modes: keptModes ?? plainModes };
    },
  };
}

/** The same array when no row reads differently. */
function linesAfter(
  before: readonly string[],
  changedRows: ReadonlySet<number>,
  readRow: (y: number) => string,
): readonly string[] {
  let lines: string[] | null = null;
  for (const y of changedRows) {
    const row = readRow(y);
    if (y >= before.length || row === before[y]) continue;
    lines ??= [...before];
    lines[y] = row;
  }
  return lines ?? before;
}

function cursorOf(terminal: Terminal, internals: XtermInternals): Cursor | null {
  if (internals.isCursorHidden()) return null;
  const { cursorX, cursorY } = terminal.buffer.active;
  const style = internals.cursorStyle();
  return {
    // Behind the last column the cursor waits to wrap; terminals draw it on the last cell.
    x: Math.min(cursorX, terminal.cols - 1),
    y: cursorY,
    shape: style === 'underline' || style === 'bar' ? style : 'block',
    blinks: internals.cursorBlinks(),
  };
}

/** `frame` is what the screen shows at this moment. */
export function snapshotOf(
  terminal: Terminal,
  internals: XtermInternals,
  frame: Frame,
): ScreenSnapshot {
  const { buffer, modes, cols } = terminal;
  const { cursorX, cursorY, type } = buffer.active;
  const { foreground, background } = internals.penWords();
  return {
    frame,
    cursor: { x: Math.min(cursorX, cols - 1), y: cursorY },
    isAlternate: type === 'alternate',
    region: internals.region(),
    pen: penOf(foreground, background & shownBackground),
    insertMode: modes.insertMode ? 'insert' : 'replace',
    lineEnds: modes.wraparoundMode ? 'wrap' : 'stay',
  };
}

export function modesOf(
  terminal: Terminal,
  internals: XtermInternals,
  followed: Pick<TerminalModes, 'kittyFlags' | 'wheelKeys'>,
): TerminalModes {
  const { modes } = terminal;
  return {
    bracketedPaste: modes.bracketedPasteMode,
    applicationCursorKeys: modes.applicationCursorKeysMode,
    applicationKeypad: modes.applicationKeypadMode,
    focusReports: modes.sendFocusMode,
    mouse: modes.mouseTrackingMode,
    mouseEncoding: internals.mouseEncoding() === 'DEFAULT' ? 'default' : 'sgr',
    ...followed,
  };
}

/** `before` where the two say the same. */
function same<Value extends object>(before: Value | null, now: Value | null): Value | null {
  if (before === null || now === null) return now;
  const names = Object.keys(now) as (keyof Value)[];
  return names.every((name) => before[name] === now[name]) ? before : now;
}
