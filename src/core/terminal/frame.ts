/** One styled line: text and SGR codes only, no cursor movement; starts and ends in the default style. */
export type Row = string;

/** 0-based cell inside the frame. */
export type Cursor = {
  readonly x: number;
  readonly y: number;
  readonly shape: 'block' | 'underline' | 'bar';
  readonly blinks: boolean;
};

/** What a program has asked of its terminal; a screen needs it to type as that terminal would. */
export type TerminalModes = {
  readonly bracketedPaste: boolean;
  readonly applicationCursorKeys: boolean;
  readonly applicationKeypad: boolean;
  readonly focusReports: boolean;
  readonly mouse: 'none' | 'x10' | 'vt200' | 'drag' | 'any';
  readonly mouseEncoding: 'default' | 'sgr';
  /** The program is on the alternate screen and reads the wheel as arrow keys, where it does not read the mouse. */
  readonly wheelKeys: boolean;
  /** The flags on top of the kitty keyboard stack; 0 = legacy keys. */
  readonly kittyFlags: number;
};

/** What an agent's screen shows at one moment. Sizes in cells; `lines` has `rows` entries; a null cursor is hidden. */
export type Frame = {
  readonly columns: number;
  readonly rows: number;
  readonly lines: readonly Row[];
  readonly cursor: Cursor | null;
  readonly modes: TerminalModes;
};

/** The least that turns the frame a client has into the newest one. Absent fields did not change. */
export type FramePatch = {
  readonly size?: readonly [columns: number, rows: number];
  readonly lines?: readonly (readonly [y: number, row: Row])[];
  readonly cursor?: Cursor | null;
  readonly modes?: TerminalModes;
};

export const plainModes: TerminalModes = {
  bracketedPaste: false,
  applicationCursorKeys: false,
  applicationKeypad: false,
  focusReports: false,
  mouse: 'none',
  mouseEncoding: 'default',
  wheelKeys: false,
  kittyFlags: 0,
};

/** A screen on which nothing was ever written. */
export function blankFrame(columns: number, rows: number): Frame {
  return {
    columns,
    rows,
    lines: Array.from({ length: rows }, () => ''),
    cursor: null,
    modes: plainModes,
  };
}

/** Null when the two show the same. Without a `shown` frame the patch carries everything. */
export function patchBetween(shown: Frame | null, newest: Frame): FramePatch | null {
  const sameSize = shown?.columns === newest.columns && shown.rows === newest.rows;
  const lines = newest.lines.flatMap((row, y) =>
    sameSize && shown.lines[y] === row ? [] : [[y, row] as const],
  );
  const patch: FramePatch = {
    ...(sameSize ? {} : { size: [newest.columns, newest.rows] as const }),
    ...(lines.length > 0 ? { lines } : {}),
    ...(shown && sameValue(shown.cursor, newest.cursor) ? {} : { cursor: newest.cursor }),
    ...(shown && sameValue(shown.modes, newest.modes) ? {} : { modes: newest.modes }),
  };
  return Object.keys(patch).length > 0 ? patch : null;
}

/** `applyPatch(a, patchBetween(a, b))` shows what `b` shows; a patch that changes the size brings every line. */
export function applyPatch(shown: Frame | null, patch: FramePatch): Frame {
  const base = patch.size ? blankFrame(...patch.size) : (shown ?? blankFrame(0, 0));
  const lines = [...base.lines];
  for (const [y, row] of patch.lines ?? []) if (y < lines.length) lines[y] = row;
  return {
    ...base,
    lines,
    cursor: patch.cursor === undefined ? (shown?.cursor ?? null) : patch.cursor,
    modes: patch.modes ?? shown?.modes ?? plainModes,
  };
}

function sameValue<Value extends object>(left: Value | null, right: Value | null): boolean {
  if (left === null || right === null) return left === right;
  return (Object.keys(left) as (keyof Value)[]).every((key) => left[key] === right[key]);
}
