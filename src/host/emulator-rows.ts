import type { IBufferCell, Terminal } from '@xterm/headless';
import { type Color, defaultColor, paletteColor, rgbColor } from '../core/color-depth.ts';
import type { Row } from '../core/frame.ts';
import { defaultPen, type Pen } from '../core/pen.ts';
import { type Cell, encodeRow } from '../core/row-encoder.ts';

/** Reads rows of a terminal's screen; y is 0-based from the top of the screen. */
export function rowReader(terminal: Terminal): (y: number) => Row {
  const pens = penTable();
  const cell: { -readonly [Key in keyof Cell]: Cell[Key] } = {
    text: '',
    columns: 1,
    pen: defaultPen,
  };
  const reused = terminal.buffer.active.getNullCell();
  return (y) => {
    const { active } = terminal.buffer;
    const line = active.getLine(active.baseY + y);
    if (!line) return '';
    return encodeRow(terminal.cols, (x) => {
      const read = line.getCell(x, reused);
      cell.text = read?.getChars() ?? '';
      cell.columns = read?.getWidth() ?? 1;
      cell.pen = read ? pens(read) : defaultPen;
      return cell;
    });
  };
}

/**
 * More styles than a screen has cells; a program that makes up colours for ever must not fill the
 * memory.
 */
const penLimit = 20_000;

/** One object for each style, so that the encoder compares by identity. */
function penTable(): (cell: IBufferCell) => Pen {
  const known = new Map<string, Pen>();
  let last = defaultPen;
  return (cell) => {
    if (cell.isAttributeDefault()) return defaultPen;
    const foreground = colorOf(cell.isFgRGB(), cell.isFgPalette(), cell.getFgColor());
    const background = colorOf(cell.isBgRGB(), cell.isBgPalette(), cell.getBgColor());
    const underline = cell.isUnderline() ? 1 : 0;
    const attributes = attributesOf(cell);
    if (
      last.foreground === foreground &&
      last.background === background &&
      last.underline === underline &&
      last.attributes === attributes
    ) {
      return last;
    }
    const key = `${foreground} ${background} ${underline} ${attributes}`;
    const pen = known.get(key) ?? {
      ...defaultPen,
      foreground,
      background,
      underline,
      attributes,
    };
    if (known.size >= penLimit) known.clear();
    known.set(key, pen);
    last = pen;
    return pen;
  };
}

function colorOf(isRgb: boolean, isPalette: boolean, value: number): Color {
  if (isRgb) return rgbColor(value);
  return isPalette ? paletteColor(value) : defaultColor;
}

/** Bits as in pen.ts. */
function attributesOf(cell: IBufferCell): number {
  return (
    (cell.isBold() && 1) |
    (cell.isDim() && 2) |
    (cell.isItalic() && 4) |
    (cell.isBlink() && 8) |
    (cell.isInverse() && 16) |
    (cell.isInvisible() && 32) |
    (cell.isStrikethrough() && 64) |
    (cell.isOverline() && 128)
  );
}
