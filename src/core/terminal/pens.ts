import type { ColorDepth } from './color-depth.ts';
import { defaultPen, degradedPen, type Pen, penAfter, sgrBetween } from './pen.ts';

/** Numbers for pens, so that cells can be compared by words. 0 is the default pen. */
export type Pens = {
  /** The pen after `CSI parameters m`, as a terminal of the table's depth can show it. */
  readonly after: (pen: number, parameters: string) => number;
  /** The SGR sequence that turns one pen into the other. */
  readonly between: (from: number, to: number) => string;
  /** With text and background changed for each other. */
  readonly inverted: (pen: number) => number;
  /** Nothing but the default background shows where there is no glyph. */
  readonly isPlainBlank: (pen: number) => boolean;
  /** No more pens can be told apart: start anew. */
  readonly isFull: () => boolean;
};

/** Far more than a screen of distinct colours; a hostile program must not fill the memory. */
const penLimit = 0x7fff;

/** Enough for the pens of many screens; beyond it what was not asked for lately is worked out again. */
const memoLimit = 10_000;

/** As a bit of `attributes`. */
const inverse = 16;

/** Inverse, hidden, struck through, overlined: seen on a blank, or hard to be sure of. */
const decorations = inverse | 32 | 64 | 128;

export function penTable(depth: ColorDepth): Pens {
  const pens: Pen[] = [defaultPen];
  const numbers = new Map<string, number>([[keyOf(defaultPen), 0]]);
  const steps = new Map<string, number>();
  const changes = new Map<number, Map<number, string>>();
  const numberOf = (pen: Pen) => {
    const key = keyOf(pen);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, pens.length);
    return pens.push(pen) - 1;
  };
  const penOf = (number: number) => pens[number] ?? defaultPen;
  return {
    after(pen, parameters) {
      const key = `${pen} ${parameters}`;
      const known = steps.get(key);
      if (known !== undefined) return known;
      const next = numberOf(degradedPen(penAfter(penOf(pen), parameters), depth));
      remember(steps, key, next);
      return next;
    },
    between(from, to) {
      const known = changes.get(from)?.get(to);
      if (known !== undefined) return known;
      const change = sgrBetween(penOf(from), penOf(to));
      const changesFrom = changes.get(from) ?? new Map<number, string>();
      if (changesFrom.size === 0) remember(changes, from, changesFrom);
      remember(changesFrom, to, change);
      return change;
    },
    inverted(number) {
      const pen = penOf(number);
      return numberOf({ ...pen, attributes: pen.attributes ^ inverse });
    },
    isPlainBlank(number) {
      const pen = penOf(number);
      return pen.background === 0 && pen.underline === 0 && (pen.attributes & decorations) === 0;
    },
    isFull: () => pens.length > penLimit,
  };
}

function keyOf(pen: Pen): string {
  return `${pen.foreground} ${pen.background} ${pen.underlineColor} ${pen.underline} ${pen.attributes}`;
}

function remember<Key, Value>(memo: Map<Key, Value>, key: Key, value: Value): void {
  if (memo.size >= memoLimit) memo.clear();
  memo.set(key, value);
}
