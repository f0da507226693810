import type { Terminal } from '@xterm/headless';

/**
 * What @xterm/headless 6.0.0 has and does not publish: parsing at once instead of in a timer, and
 * which rows a parse has changed. package.json pins that version; every name used stands here.
 */
export type XtermInternals = {
  readonly parse: (bytes: Uint8Array) => void;
  /** Rows of the screen, 0-based and inclusive, after a parse that may have changed them. */
  readonly onRowsChanged: (listener: (first: number, last: number) => void) => void;
  readonly isCursorHidden: () => boolean;
  readonly cursorStyle: () => unknown;
  readonly cursorBlinks: () => boolean;
  /** `DEFAULT`, `SGR` or `SGR_PIXELS`. */
  readonly mouseEncoding: () => unknown;
  /**
   * Scrolls the region by one line, which goes into the scrollback if the region starts at the top.
   */
  readonly scrollUp: () => void;
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
    isCursorHidden: () => valueAt(core, 'coreService', 'isCursorHidden') === true,
    cursorStyle: () => valueAt(core, 'coreService', 'decPrivateModes', 'cursorStyle'),
    cursorBlinks: () => valueAt(core, 'coreService', 'decPrivateModes', 'cursorBlink') === true,
    mouseEncoding: () => valueAt(core, 'coreMouseService', 'activeEncoding'),
    scrollUp: () => scroll(attributes(), false),
  };
}

function valueAt(owner: unknown, ...names: readonly string[]): unknown {
  let value = owner;
  for (const name of names) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

function methodOf(owner: unknown, name: string): (...given: readonly unknown[]) => unknown {
  const method = valueAt(owner, name);
  if (typeof method !== 'function') {
    throw new Error(
      `this @xterm/headless has no ${name}: it is not the version codex-grid is made for`,
    );
  }
  return (...given) => Reflect.apply(method, owner, given);
}
