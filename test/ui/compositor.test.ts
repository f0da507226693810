import type { Terminal } from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Picture, Rectangle } from '../../src/core/screen/picture.ts';
import type { ColorDepth } from '../../src/core/terminal/color-depth.ts';
import { blankFrame, type Cursor } from '../../src/core/terminal/frame.ts';
import { codePointWidth, nextCluster } from '../../src/core/text/text-width.ts';
import { compositor } from '../../src/ui/compositor.ts';
import {
  blankSeen,
  emulator,
  type SeenCell,
  screenCells,
  screenText,
  write,
} from '../support/seen-screen.ts';

const pieces = [
  'word',
  'a',
  ' ',
  '     ',
  '             ',
  '漢字',
  '한글',
  'ｱﾞ',
  '──────',
  '│',
  '…•',
  '🚀',
  '👩‍🚀',
  '🇩🇪',
  '✔️',
  '❤',
  '1️⃣',
  'e\u0301',
  'Привет',
];
const styles = [
  '',
  '0',
  '1',
  '2;3',
  '22',
  '4',
  '24',
  '7',
  '27',
  '9;53',
  '31',
  '94',
  '39',
  '44',
  '102',
  '49',
  '38;5;200',
  '48;5;17',
  '38;2;10;20;30',
  '48;2;200;100;0',
];

const rowText = fc
  .array(
    fc.tuple(fc.constantFrom(...styles), fc.constantFrom(...pieces)).map(
      // An empty style leaves the pen alone; `CSI m` would reset it.
      ([style, piece]) => (style === '' ? piece : `\x1b[${style}m${piece}`),
    ),
    { maxLength: 8 },
  )
  .map((parts) => `${parts.join('')}\x1b[0m`);

const sizes = [
  { columns: 40, rows: 8 },
  { columns: 17, rows: 5 },
  { columns: 2, rows: 1 },
] as const;

function rectangleIn({ columns, rows }: (typeof sizes)[number]): fc.Arbitrary<Rectangle> {
  return fc.record({
    x: fc.integer({ min: 0, max: columns - 1 }),
    y: fc.integer({ min: 0, max: rows - 1 }),
    columns: fc.integer({ min: 0, max: columns }),
    rows: fc.integer({ min: 0, max: rows }),
  });
}

const picture: fc.Arbitrary<Picture> = fc.constantFrom(...sizes).chain((size) =>
  fc.record({
    columns: fc.constant(size.columns),
    rows: fc.constant(size.rows),
    chrome: fc.array(rowText, { maxLength: size.rows }).map((rows) => rows.join('\n')),
    tiles: fc.array(
      fc.record({
        rectangle: rectangleIn(size),
        frame: fc
          .record({
            columns: fc.integer({ min: 1, max: 30 }),
            lines: fc.array(rowText, { minLength: 1, maxLength: 8 }),
          })
          .map(({ columns, lines }) => ({ ...blankFrame(columns, lines.length), lines })),
        left: fc.integer({ min: 0, max: 10 }),
        top: fc.integer({ min: 0, max: 3 }),
        selected: fc.constant([]),
      }),
      { maxLength: 3 },
    ),
    covers: fc.array(rectangleIn(size), { maxLength: 2 }),
    slots: fc.array(
      fc.record({
        x: fc.integer({ min: 0, max: size.columns - 1 }),
        y: fc.integer({ min: 0, max: size.rows - 1 }),
        columns: fc.integer({ min: 0, max: 12 }),
        text: rowText,
      }),
      { maxLength: 2 },
    ),
    cursor: fc.option(
      fc.record<Cursor>({
        x: fc.integer({ min: 0, max: size.columns - 1 }),
        y: fc.integer({ min: 0, max: size.rows - 1 }),
        shape: fc.constantFrom('block', 'underline', 'bar'),
        blinks: fc.boolean(),
      }),
    ),
    title: fc.constantFrom('one', 'two'),
  }),
);

/** What an emulator makes of styled lines that never reach its right edge. */
async function cellsOfRows(rows: readonly string[]): Promise<SeenCell[][]> {
  const terminal = emulator(200, Math.max(1, rows.length));
  await write(terminal, rows.join('\x1b[0m\r\n'));
  const cells = screenCells(terminal);
  terminal.dispose();
  return cells;
}

/** Lays cells over a row, one at a time, and blanks what is left of cut wide clusters. */
function lay(row: SeenCell[], x: number, cells: readonly SeenCell[]): void {
  for (const [index, cell] of cells.entries()) if (x + index < row.length) row[x + index] = cell;
  // A half of the old beside a half of the new is no cluster either.
  for (const edge of [x, x + cells.length]) {
    const [left, right] = [row[edge - 1], row[edge]];
    if (left?.columns === 2) row[edge - 1] = asBlank(left);
    if (right?.columns === 0) row[edge] = asBlank(right);
  }
}

function asBlank(cell: SeenCell): SeenCell {
  const shows = /bg|under|inverse|strike|over/.test(cell.style);
  return { text: ' ', columns: 1, style: shows ? cell.style : '' };
}

async function expectedCells(wanted: Picture): Promise<SeenCell[][]> {
  const screen = Array.from({ length: wanted.rows }, () =>
    Array.from({ length: wanted.columns }, () => blankSeen),
  );
  const chrome = await cellsOfRows(wanted.chrome.split('\n'));
  const layRectangle = (rectangle: Rectangle, cellAt: (x: number, y: number) => SeenCell) => {
    for (let y = rectangle.y; y < Math.min(wanted.rows, rectangle.y + rectangle.rows); y += 1) {
      const columns = Math.min(rectangle.columns, wanted.columns - rectangle.x);
      const cells = Array.from({ length: columns }, (_, x) => cellAt(rectangle.x + x, y));
      if (columns > 0) lay(screen[y] ?? [], rectangle.x, cells);
    }
  };
  const chromeAt = (x: number, y: number) => chrome[y]?.[x] ?? blankSeen;
  layRectangle({ x: 0, y: 0, columns: wanted.columns, rows: wanted.rows }, chromeAt);
  for (const tile of wanted.tiles) {
    const rows = await cellsOfRows(tile.frame.lines);
    for (const row of rows) lay(row, tile.frame.columns, [blankSeen]);
    layRectangle(tile.rectangle, (x, y) => {
      const column = x - tile.rectangle.x + tile.left;
      if (column >= tile.frame.columns) return blankSeen;
      return rows[y - tile.rectangle.y + tile.top]?.[column] ?? blankSeen;
    });
  }
  for (const cover of wanted.covers) layRectangle(cover, chromeAt);
  for (const slot of wanted.slots) {
    const [cells = []] = await cellsOfRows([slot.text]);
    const length = cellsLength(slot.text, cells);
    const rectangle = { ...slot, columns: Math.min(slot.columns, length), rows: 1 };
    layRectangle(rectangle, (x) => cells[x - slot.x] ?? blankSeen);
  }
  return screen;
}

/** A slot covers as many cells as its text has; the emulator's blanks after it are not its own. */
function cellsLength(text: string, cells: readonly SeenCell[]): number {
  const plain = text.replace(/\x1b\[[^m]*m/g, '');
  const trailing = plain.length - plain.trimEnd().length;
  const written = cells.findLastIndex((cell) => cell.columns !== 1 || cell.text !== ' ');
  return plain.trim() === '' ? plain.length : written + 1 + trailing;
}

const plainPicture: Picture = {
  columns: 20,
  rows: 4,
  chrome: '',
  tiles: [],
  covers: [],
  slots: [],
  cursor: null,
  title: 'grid',
};

describe('the compositor', () => {
  it('[CO1] a terminal shows the picture cell by cell, whatever it showed before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(picture, { minLength: 1, maxLength: 5 }), async (pictures) => {
        const screen = compositor({ colorDepth: 'truecolor' });
        const terminal = emulator(40, 8);
        // The alternate screen, as in life: there a new size does not wrap lines anew.
        await write(terminal, '\x1b[?1049h');
        for (const next of pictures) {
          terminal.resize(next.columns, next.rows);
          await write(terminal, screen.compose(next));
          expect(screenCells(terminal)).toEqual(await expectedCells(next));
          if (next.cursor) {
            const { cursorX, cursorY } = terminal.buffer.active;
            expect([cursorX, cursorY]).toEqual([next.cursor.x, next.cursor.y]);
          }
          expect(screen.compose(next)).toBe('');
        }
        terminal.dispose();
      }),
      { numRuns: 150 },
    );
  });

  it('[CO2] a picture that shows already costs no bytes, a changed cell only a few', () => {
    const screen = compositor({ colorDepth: 'truecolor' });
    const lines = ['\x1b[32mfirst line\x1b[0m', 'second line', '', 'last'];
    screen.compose({ ...plainPicture, chrome: lines.join('\n') });
    expect(screen.compose({ ...plainPicture, chrome: lines.join('\n') })).toBe('');
    const changed = screen.compose({
      ...plainPicture,
      chrome: lines.with(1, 'second lime').join('\n'),
    });
    expect(changed).toBe('\x1b[?2026h\x1b[2;10Hm\x1b[?2026l');
  });

  it('[CO3] cells are written inside one synchronized update, a moved cursor alone without', () => {
    const screen = compositor({ colorDepth: 'truecolor' });
    const first = screen.compose({ ...plainPicture, chrome: 'text' });
    expect(first).toMatch(/\x1b\[\?2026h.*text.*\x1b\[\?2026l$/s);
    const cursor: Cursor = { x: 3, y: 1, shape: 'bar', blinks: false };
    const moved = screen.compose({ ...plainPicture, chrome: 'text', cursor });
    expect(moved).toBe('\x1b[2;4H\x1b[6 q\x1b[?25h');
    expect(screen.compose({ ...plainPicture, chrome: 'text' })).toBe('\x1b[?25l');
  });

  it('[CO4] after forget or a new size everything is painted again', async () => {
    const screen = compositor({ colorDepth: 'truecolor' });
    const terminal = emulator(20, 4);
    const wanted = { ...plainPicture, chrome: 'one\n\x1b[7mtwo' };
    screen.compose(wanted);
    await write(terminal, '\x1b[41mwhat a shell left\x1b[5;3Hbehind');
    screen.forget();
    const again = screen.compose(wanted);
    await write(terminal, again);
    expect(screenText(terminal)).toEqual(['one', 'two', '', '']);
    expect(again).toContain('\x1b]2;grid\x1b\\');
    terminal.resize(30, 6);
    await write(terminal, screen.compose({ ...wanted, columns: 30, rows: 6 }));
    expect(screenText(terminal)).toEqual(['one', 'two', '', '', '', '']);
  });

  it('[CO5] a terminal with other widths for emoji or ambiguous characters shifts nothing', async () => {
    for (const odd of [otherWidths(0x1f680, 1), otherWidths(0x2714, 2), otherWidths(0x2026, 2)]) {
      const screen = compositor({ colorDepth: 'truecolor' });
      for (const chrome of ['..x🚀a.✔b.…c|', '..✔🚀d.xe.🚀f.|', '..….✔..x….✔.g.|']) {
        await write(odd, screen.compose({ ...plainPicture, chrome }));
        const expected = (await cellsOfRows([chrome]))[0] ?? [];
        const steady = expected.slice(0, 20).flatMap((cell, x) => {
          const isPlain = /^[ -~][ -~]$/.test(`${expected[x - 1]?.text ?? ' '}${cell.text}`);
          return isPlain ? [[x, cell.text]] : [];
        });
        const row = screenCells(odd)[0] ?? [];
        expect(steady.map(([x]) => [x, row[Number(x)]?.text])).toEqual(steady);
      }
    }
  });

  it('[CO6] marks that reorder or hide text, and controls, never reach the terminal', () => {
    const screen = compositor({ colorDepth: 'truecolor' });
    const chrome =
      'a\u202eb\u2066c\u200fd\x07\x1b]52;c;eA==\x07e\x1b[2Jf\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\';
    const bytes = screen.compose({ ...plainPicture, chrome, title: 'x\x1b]52;c;eA==\x07\u202ey' });
    expect(bytes).not.toMatch(/[\u202e\u2066\u200f\x07]|\x1b\](?:52|8);/);
    expect(bytes).toContain('abcdeflink');
    expect(bytes).toContain('\x1b]2;x]52;c;eA==y\x1b\\');
  });

  it('[CO7] a terminal with fewer colours gets the nearest, one without gets attributes only', () => {
    const chrome = '\x1b[1;38;2;250;5;5;48;5;236mred\x1b[0m';
    const painted = (colorDepth: ColorDepth) =>
      /\x1b\[([\d;]*)mred/.exec(
        compositor({ colorDepth }).compose({ ...plainPicture, chrome }),
      )?.[1];
    expect(painted('truecolor')).toBe('1;38;2;250;5;5;48;5;236');
    expect(painted('256')).toBe('1;38;5;196;48;5;236');
    expect(painted('16')).toBe('1;91;40');
    expect(painted('none')).toBe('1');
  });

  it('[CO8] more colours and clusters than can be remembered only cost a repaint', async () => {
    const screen = compositor({ colorDepth: 'truecolor' });
    const terminal = emulator(200, 4);
    for (let turn = 0; turn < 60; turn += 1) {
      const row = (y: number) =>
        Array.from(
          { length: 200 },
          (_, x) => `\x1b[38;2;${turn};${y};${x}mx\x1b[48;2;${turn};${y};${x}m`,
        ).join('');
      const chrome = [0, 1, 2, 3].map(row).join('\n');
      const wanted = { ...plainPicture, columns: 200, chrome };
      await write(terminal, screen.compose(wanted));
      if (turn % 20 === 0) expect(screenCells(terminal)).toEqual(await expectedCells(wanted));
    }
  });
});

/** A terminal that has its own opinion of one character. */
function otherWidths(codePoint: number, width: 1 | 2): Terminal {
  const terminal = emulator(20, 4);
  terminal.unicode.register({
    version: 'other',
    wcwidth: (asked) => (asked === codePoint ? width : codePointWidth(asked)),
    charProperties: (asked: number, before: number) =>
      asked === codePoint ? width << 1 : nextCluster(asked, before),
  } as Parameters<Terminal['unicode']['register']>[0]);
  terminal.unicode.activeVersion = 'other';
  return terminal;
}
