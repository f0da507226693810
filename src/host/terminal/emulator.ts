import xterm from '@xterm/headless';
import { blankFrame, type Frame, type Row } from '../../core/terminal/frame.ts';
import type { ScreenSnapshot } from '../../core/terminal/screen-snapshot.ts';
import { sequenceFilter } from '../../core/terminal/sequence-filter.ts';
import { codePointWidth, nextCluster } from '../../core/text/text-width.ts';
import { followAlternateScroll } from './emulator-alternate-scroll.ts';
import { followLinks, type ScreenLinks } from './emulator-links.ts';
import { answerQueries, type QueryOptions } from './emulator-queries.ts';
import { rowReader } from './emulator-rows.ts';
import { modesOf, screenFollower, snapshotOf } from './emulator-screen.ts';
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
  /** As many rows as the screen has, from `back` rows above it on, or from the first that is kept. */
  readonly rowsBack: (back: number) => { readonly back: number; readonly lines: readonly Row[] };
  /** The web addresses on the screen as it stands, newest last. */
  readonly links: ScreenLinks;
  /** Whether the screen is whole, and what comes next begins a sequence or a character. */
  readonly isBetween: () => boolean;
  /** Where the last character ended; behind the last column it waits there to wrap. 0-based. */
  readonly cursor: () => { readonly x: number; readonly y: number };
  /** To be asked for where it is between two sequences. */
  readonly snapshot: () => ScreenSnapshot;
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
  const wheelKeys = followAlternateScroll(terminal);
  const links = followLinks(terminal, internals);
  listen(terminal, internals, options);
  let shown = blankFrame(options.columns, options.rows);
  let heldSince: number | null = null;

  const isDrawing = () => terminal.modes.synchronizedOutputMode;
  const isHeld = () => heldSince !== null && options.now() - heldSince < longestHoldMs;
  const refresh = () => {
    shown = screen.frameAfter(
      shown,
      modesOf(terminal, internals, {
        kittyFlags: kittyFlags(),
        wheelKeys: wheelKeys(),
      }),
    );
  };
  const parse = (bytes: Uint8Array) => {
    if (bytes.length > 0) internals.parse(bytes);
    throwCaught();
    heldSince = isDrawing() ? (heldSince ?? options.now()) : null;
  };

  return {
    write(bytes) {
      const passed = bufferOver(filter.push(bytes));
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
    rowsBack(wanted) {
      const back = Math.min(wanted, terminal.buffer.active.baseY);
      const readRow = rowReader((y) => internals.lineAt(y - back));
      return { back, lines: Array.from({ length: terminal.rows }, (_, y) => readRow(y)) };
    },
    links,
    isBetween: () => filter.isBetween() && !isDrawing(),
    cursor: () => ({ x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY }),
    snapshot() {
      refresh();
      return snapshotOf(terminal, internals, shown);
    },
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

/** The same memory, for Node's faster search. */
function bufferOver({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function registerWidths(terminal: Terminal): void {
  terminal.unicode.register({
    version: 'codex-grid',
    wcwidth: codePointWidth,
    charProperties(codePoint, before) {
      // xterm moves on by a cell for what it does not join, so a mark without a letter gets one.
      return nextCluster(codePoint, before) || loneMark;
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
