import headless, { type IBufferCell, type Terminal } from '@xterm/headless';
import { codePointWidth, nextCluster } from '../../src/core/text/text-width.ts';

/** An emulator that measures text as the product does. */
export function emulator(columns: number, rows: number): Terminal {
  const terminal = new headless.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    scrollback: 0,
    logLevel: 'off',
  });
  terminal.unicode.register({
    version: 'codex-grid',
    wcwidth: codePointWidth,
    charProperties: nextCluster,
  } as Parameters<Terminal['unicode']['register']>[0]);
  terminal.unicode.activeVersion = 'codex-grid';
  return terminal;
}

/** Resolves when everything written so far is on the emulator's screen. */
export function write(terminal: Terminal, text: string): Promise<void> {
  return new Promise((resolve) => terminal.write(text, resolve));
}

/** One cell. `columns` is 0 for the second half of a wide cluster. */
export type SeenCell = { readonly text: string; readonly columns: number; readonly style: string };

export const blankSeen: SeenCell = { text: ' ', columns: 1, style: '' };

/** The cells of the visible screen, row by row; blanks that look alike are alike. */
export function screenCells(terminal: Terminal): SeenCell[][] {
  const buffer = terminal.buffer.active;
  return Array.from({ length: terminal.rows }, (_, y) => {
    const line = buffer.getLine(buffer.baseY + y);
    return Array.from({ length: terminal.cols }, (_, x) => {
      const cell = line?.getCell(x);
      return cell ? seenCell(cell) : blankSeen;
    });
  });
}

function seenCell(cell: IBufferCell): SeenCell {
  const columns = cell.getWidth();
  const text = columns === 0 ? '' : cell.getChars() || ' ';
  const style = styleOf(cell);
  const shows = text !== ' ' || /bg|under|inverse|strike|over/.test(style);
  return { text, columns, style: shows ? style : '' };
}

function styleOf(cell: IBufferCell): string {
  const background = cell.isBgDefault() ? '' : `bg${cell.getBgColorMode()}:${cell.getBgColor()}`;
  const foreground = cell.isFgDefault() ? '' : `fg${cell.getFgColorMode()}:${cell.getFgColor()}`;
  const attributes = [
    [cell.isBold(), 'bold'],
    [cell.isDim(), 'dim'],
    [cell.isItalic(), 'italic'],
    [cell.isUnderline(), 'under'],
    [cell.isBlink(), 'blink'],
    [cell.isInverse(), 'inverse'],
    [cell.isInvisible(), 'hidden'],
    [cell.isStrikethrough(), 'strike'],
    [cell.isOverline(), 'over'],
  ] as const;
  const names = attributes.flatMap(([isOn, name]) => (isOn ? [name] : []));
  return [foreground, background, ...names].filter(Boolean).join(' ');
}

/** The visible screen as text, trailing blanks cut. */
export function screenText(terminal: Terminal): string[] {
  return screenCells(terminal).map((row) =>
    row
      .map((cell) => cell.text)
      .join('')
      .trimEnd(),
  );
}
