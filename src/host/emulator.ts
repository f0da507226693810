import xterm from '@xterm/headless';
import {
  blankFrame,
  type Cursor,
  type Frame,
  plainModes,
  type TerminalModes,
} from '../core/frame.ts';
import { sequenceFilter } from '../core/sequence-filter.ts';
import { clusterWidth, codePointWidth, joinsBefore, nextCluster } from '../core/text-width.ts';
import { answerQueries, type QueryOptions } from './emulator-queries.ts';
import { rowReader } from './emulator-rows.ts';
import { internalsOf, type XtermInternals } from './xterm-internals.ts';

/**
 * What an agent's terminal shows, and what it answers. One a PTY; nothing in it waits or has a
 * timer.
 */
export type Emulator = {
  /**
   * Parses at once. Throws only where the parser is broken; then the emulator is not to be used any
   * more.
   */
  readonly write: (bytes: Uint8Array) => void;
  readonly resize: (columns: number, rows: number) => void;
  /**
   * The same object for as long as nothing has changed; never a half-drawn screen that the program
   * asked to hide.
   */
  readonly frame: () => Frame;
  /**
   * While the program draws behind a synchronized update: when `frame` stops waiting for its end,
   * in the time of `now`.
   */
  readonly heldUntil: () => number | null;
  readonly dispose: () => void;
};

export type EmulatorOptions = QueryOptions & {
  readonly columns: number;
  readonly rows: number;
  /** The payload of an OSC 7501, e.g. `state=idle:app=codex`. */
  readonly onReport: (payload: string) => void;
  readonly onTitle: (title: string) => void;
  readonly onBell: () => void;
};

/** Lines kept above the screen: about 2 MB when full. */
const scrollbackRows = 1000;
/**
 * Synchronized updates of codex last a few ms; after this one the program may have died in the
 * middle.
 */
const longestHoldMs = 150;
const updateBegin = Buffer.from('\x1b[?2026h');

export function makeEmulator(given: EmulatorOptions): Emulator {
  const { options, throwCaught } = catching(given);
  const terminal = new xterm.Terminal({
    cols: options.columns,
    rows: options.rows,
    scrollback: scrollbackRows,
    allowProposedApi: true,
    logLevel: 'off',
  });
  registerWidths(terminal);
  const internals = internalsOf(terminal);
  const filter = sequenceFilter(options);
  const screen = screenFollower(terminal, internals);
  const kittyFlags = answerQueries(terminal, options);
  listen(terminal, internals, options);
  let shown = blankFrame(options.columns, options.rows);
  let heldSince: number | null = null;

  const isDrawing = () => terminal.modes.synchronizedOutputMode;
  const isHeld = () => heldSince !== null && options.now() - heldSince < longestHoldMs;
  const refresh = () => {
    shown = screen.frameAfter(shown, modesOf(terminal, internals, kittyFlags()));
  };
  const parse = (bytes: Uint8Array) => {
    if (bytes.length > 0) internals.parse(bytes);
    throwCaught();
    heldSince = isDrawing() ? (heldSince ?? options.now()) : null;
  };

  return {
    write(bytes) {
      const passed = Buffer.from(filter.push(bytes));
      // The screen as it stands where the last update begins is whole; behind that place it may be
      // half drawn.
      const begin = passed.lastIndexOf(updateBegin);
      if (begin !== -1) parse(passed.subarray(0, begin));
      if (begin !== -1 && !isDrawing()) refresh();
      parse(begin === -1 ? passed : passed.subarray(begin));
    },
    resize(columns, rows) {
      filter.resize({ columns, rows });
      terminal.resize(columns, rows);
      screen.allChanged();
    },
    frame() {
      if (!isHeld()) refresh();
      return shown;
    },
    heldUntil: () => (heldSince !== null && isHeld() ? heldSince + longestHoldMs : null),
    dispose: () => terminal.dispose(),
  };
}

/**
 * xterm catches what a listener throws and throws it again from a timer, where it would end the
 * process: here it waits for the end of the parse instead.
 */
function catching(options: EmulatorOptions) {
  const caught: unknown[] = [];
  const safely =
    (listener: (text: string) => void) =>
    (text: string): void => {
      try {
        listener(text);
      } catch (error) {
        caught.push(error);
      }
    };
  return {
    options: {
      ...options,
      onReply: safely(options.onReply),
      onReport: safely(options.onReport),
      onTitle: safely(options.onTitle),
      onBell: () => safely(options.onBell)(''),
    },
    throwCaught() {
      const [error] = caught.splice(0);
      if (error !== undefined) throw error;
    },
  };
}

type Terminal = InstanceType<typeof xterm.Terminal>;

function registerWidths(terminal: Terminal): void {
  terminal.unicode.register({
    version: 'codex-grid',
    wcwidth: codePointWidth,
    charProperties(codePoint, before) {
      const cluster = nextCluster(codePoint, before);
      // xterm moves on by a cell for what it does not join, so a mark without a letter gets one.
      return clusterWidth(cluster) === 0 && !joinsBefore(cluster) ? loneMark : cluster;
    },
  });
  terminal.unicode.activeVersion = 'codex-grid';
}

/** One cell wide, joins nothing: bits as in text-width.ts. */
const loneMark = 1 << 1;

/** Tells what the program reports, and keeps the rest from everyone. */
function listen(terminal: Terminal, internals: XtermInternals, options: EmulatorOptions): void {
  const { parser } = terminal;
  parser.registerOscHandler(7501, (payload) => {
    options.onReport(payload);
    return true;
  });
  // Links would only underline their text here.
  parser.registerOscHandler(8, () => true);
  terminal.onTitleChange(options.onTitle);
  terminal.onBell(options.onBell);
  // @xterm/headless 6.0.0 drops lines that this scrolls off the top; codex's inline mode scrolls
  // with it.
  parser.registerCsiHandler({ final: 'S' }, ([count]) => {
    const rows = Math.max(1, typeof count === 'number' ? count : 1);
    for (let row = 0; row < Math.min(rows, terminal.rows); row += 1) internals.scrollUp();
    return true;
  });
}

/** Makes frames that share every row that has not changed with the frame before. */
function screenFollower(terminal: Terminal, internals: XtermInternals) {
  const readRow = rowReader(terminal);
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

function modesOf(terminal: Terminal, internals: XtermInternals, kittyFlags: number): TerminalModes {
  const { modes } = terminal;
  return {
    bracketedPaste: modes.bracketedPasteMode,
    applicationCursorKeys: modes.applicationCursorKeysMode,
    applicationKeypad: modes.applicationKeypadMode,
    focusReports: modes.sendFocusMode,
    mouse: modes.mouseTrackingMode,
    mouseEncoding: internals.mouseEncoding() === 'DEFAULT' ? 'default' : 'sgr',
    kittyFlags,
  };
}

/** `before` where the two say the same. */
function same<Value extends object>(before: Value | null, now: Value | null): Value | null {
  if (before === null || now === null) return now;
  const names = Object.keys(now) as (keyof Value)[];
  return names.every((name) => before[name] === now[name]) ? before : now;
}
