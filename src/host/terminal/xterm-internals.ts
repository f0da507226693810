import type { Terminal } from '@xterm/headless';

/**
 * What @xterm/headless 6.0.0 has and does not publish: parsing at once instead of in a timer, and
 * which rows a parse has changed. package.json pins that version; every name used stands here.
 */
export type XtermInternals = {
  readonly parse: (bytes: Uint8Array) => void;
  /** Rows of the screen, 0-based and inclusive, after a parse that may have changed them. */
  readonly onRowsChanged: (listener: (first: number, last: number) => void) => void;
  /** A line of the screen, y from its top; null where there is none. */
  readonly lineAt: (y: number) => LineWords | null;
  readonly isCursorHidden: () => boolean;
  readonly cursorStyle: () => unknown;
  readonly cursorBlinks: () => boolean;
  /** `DEFAULT`, `SGR` or `SGR_PIXELS`. */
  readonly mouseEncoding: () => unknown;
  /**
   * Scrolls the region by one line, which goes into the scrollback if the region starts at the top.
   */
  readonly scrollUp: () => void;
  /** The words of colours and attributes that are written with. */
  readonly penWords: () => { readonly foreground: number; readonly background: number };
  /** The rows that scroll, from the top of the screen, both included. */
  readonly region: () => { readonly top: number; readonly bottom: number };
  /** What is written from here on belongs to the link of this number; 0 to none. */
  readonly setLink: (link: number) => void;
};

export type LineWords = {
  /** Three for each cell; xterm's own memory, to be read at once. */
  readonly words: Uint32Array;
  /** The text of a cell of more than one code point. */
  readonly clusterAt: (x: number) => string;
  /** The number given with `setLink`, for a cell that has more than colours; 0 is none. */
  readonly linkAt: (x: number) => number;
  /** The terminal broke the line above it. */
  readonly isWrapped: () => boolean;
};

export function internalsOf(terminal: Terminal): XtermInternals {
  const core = valueAt(terminal, '_core');
  const inputHandler = valueAt(core, '_inputHandler');
  const parse = methodOf(inputHandler, 'parse');
  const onRequestRefreshRows = methodOf(inputHandler, 'onRequestRefreshRows');
  const attributes = methodOf(inputHandler, 'getAttrData');
  const scroll = methodOf(core, 'scroll');
  return {
    parse,
    onRowsChanged(listener) {
      onRequestRefreshRows((rows: unknown) => {
        const first = valueAt(rows, 'start');
        const last = valueAt(rows, 'end');
        if (typeof first === 'number' && typeof last === 'number') listener(first, last);
        else listener(0, terminal.rows - 1);
      });
    },
    lineAt(y) {
      const buffer = valueAt(core, '_bufferService', 'buffer');
      const lines = valueAt(buffer, 'lines');
      const top = numberAt(buffer, 'ybase');
      const line = methodOf(lines, 'get')(top + y);
      const words = valueAt(line, '_data');
      if (!(words instanceof Uint32Array)) return null;
      return {
        words: words.subarray(0, terminal.cols * 3),
        clusterAt(x) {
          const cluster = valueAt(line, '_combined', `${x}`);
          return typeof cluster === 'string' ? cluster : '';
        },
        linkAt(x) {
          const link = valueAt(line, '_extendedAttrs', `${x}`, 'urlId');
          return typeof link === 'number' ? link : 0;
        },
        isWrapped: () => valueAt(line, 'isWrapped') === true,
      };
    },
    isCursorHidden: () => valueAt(core, 'coreService', 'isCursorHidden') === true,
    cursorStyle: () => valueAt(core, 'coreService', 'decPrivateModes', 'cursorStyle'),
    cursorBlinks: () => valueAt(core, 'coreService', 'decPrivateModes', 'cursorBlink') === true,
    mouseEncoding: () => valueAt(core, 'coreMouseService', 'activeEncoding'),
    scrollUp: () => scroll(attributes(), false),
    penWords() {
      const pen = attributes();
      return { foreground: numberAt(pen, 'fg'), background: numberAt(pen, 'bg') };
    },
    region() {
      const buffer = valueAt(core, '_bufferService', 'buffer');
      return { top: numberAt(buffer, 'scrollTop'), bottom: numberAt(buffer, 'scrollBottom') };
    },
    setLink(link) {
      const current = valueAt(inputHandler, '_curAttrData');
      const extended = methodOf(valueAt(current, 'extended'), 'clone')();
      if (!isObject(current) || !isObject(extended)) throw new Error(wrongVersion('extended'));
      Reflect.set(extended, 'urlId', link);
      Reflect.set(current, 'extended', extended);
      methodOf(current, 'updateExtended')();
    },
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function valueAt(owner: unknown, ...names: readonly string[]): unknown {
  let value = owner;
  for (const name of names) {
    if (!isObject(value)) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

function numberAt(owner: unknown, name: string): number {
  const value = valueAt(owner, name);
  if (typeof value !== 'number') throw new Error(wrongVersion(name));
  return value;
}

function wrongVersion(name: string): string {
  return `this @xterm/headless has no ${name}: it is not the version codex-grid is made for`;
}

function methodOf(owner: unknown, name: string): (...given: readonly unknown[]) => unknown {
  const method = valueAt(owner, name);
  if (typeof method !== 'function') {
    throw new Error(wrongVersion(name));
  }
  return (...given) => Reflect.apply(method, owner, given);
}
