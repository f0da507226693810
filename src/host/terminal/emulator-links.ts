import type { Terminal } from '@xterm/headless';
import { isWebAddress, linksOn, type ScreenRow } from '../../core/screen/screen-links.ts';
import type { LineWords, XtermInternals } from './xterm-internals.ts';

/** A cell is three words of @xterm/headless 6.0.0; this bit of the third says that it has more than colours. */
const wordsPerCell = 3;
const hasMore = 0x1000_0000;

/** Longer than any address that a browser takes. */
const targetLimit = 8192;
/** More than stand on a screen; those that were written longest ago are forgotten first. */
const keptLimit = 512;

/** The web addresses on a screen. */
export type ScreenLinks = {
  /** Newest last. */
  readonly all: () => readonly string[];
  /** What a cell is a hyperlink to. Rows above the screen are negative. */
  readonly at: (place: { readonly x: number; readonly y: number }) => string | null;
};

/**
 * Follows the hyperlinks of a screen (OSC 8), each address once: xterm's own book of them grows with every
 * time that one is drawn.
 */
export function followLinks(terminal: Terminal, internals: XtermInternals): ScreenLinks {
  const numbers = new Map<string, number>();
  const targets = new Map<number, string>();
  let newest = 0;

  const numberOf = (target: string): number => {
    if (target === '' || target.length > targetLimit) return 0;
    newest += 1;
    const number = numbers.get(target) ?? newest;
    // Set anew, so that the first of the map is the one that was written longest ago.
    numbers.delete(target);
    numbers.set(target, number);
    targets.set(number, target);
    const [oldest] = numbers;
    if (numbers.size > keptLimit && oldest) {
      numbers.delete(oldest[0]);
      targets.delete(oldest[1]);
    }
    return number;
  };
  terminal.parser.registerOscHandler(8, (payload) => {
    internals.setLink(numberOf(payload.slice(payload.indexOf(';') + 1)));
    return true;
  });

  const bufferLine = (y: number) => {
    const { active } = terminal.buffer;
    return active.getLine(active.baseY + y);
  };
  const rowAt = (y: number): ScreenRow => {
    const line = y < 0 ? null : internals.lineAt(y);
    return {
      text: bufferLine(y)?.translateToString(true) ?? '',
      continues: bufferLine(y)?.isWrapped ?? false,
      targets: line === null ? [] : numbersOn(line).flatMap((one) => targets.get(one) ?? []),
    };
  };
  /** Above the screen where its first line began there: the address of a sign-in is longer than a small tile. */
  const firstRow = (): number => {
    let y = 0;
    while (bufferLine(y)?.isWrapped) y -= 1;
    return y;
  };
  return {
    all() {
      const first = firstRow();
      const rows = Array.from({ length: terminal.rows - first }, (_, at) => rowAt(first + at));
      return linksOn(rows, terminal.cols);
    },
    at({ x, y }) {
      const line = internals.lineAt(y);
      const isLink = line !== null && ((line.words[x * wordsPerCell + 2] ?? 0) & hasMore) !== 0;
      const target = isLink ? targets.get(line.linkAt(x)) : undefined;
      return target !== undefined && isWebAddress(target) ? target : null;
    },
  };
}

function numbersOn({ words, linkAt }: LineWords): readonly number[] {
  const numbers = new Set<number>();
  for (let at = 0; at < words.length; at += wordsPerCell) {
    if ((words[at + 2] ?? 0) & hasMore) numbers.add(linkAt(at / wordsPerCell));
  }
  return [...numbers];
}
