import type { DrawnScene } from './scene.ts';
import type { SeenCell } from './seen-screen.ts';

/** A drawn screen for reading in a diff: the text, then a letter for the style of each cell, then what the letters mean. */
export function frameText(drawn: DrawnScene): string {
  const letters = new Map<string, string>();
  const letterOf = (cell: SeenCell) => {
    if (cell.style === '') return cell.text === ' ' ? ' ' : '.';
    const known = letters.get(cell.style) ?? styleLetters[letters.size] ?? '#';
    letters.set(cell.style, known);
    return known;
  };
  const text = drawn.cells.map((row) =>
    row
      .map((cell) => cell.text)
      .join('')
      .trimEnd(),
  );
  // The second half of a wide cell is drawn by the first.
  const styles = drawn.cells.map((row) => row.map(letterOf).join('').trimEnd());
  const legend = [...letters].map(([style, letter]) => `${letter} ${readable(style)}`);
  const cursor = drawn.cursor ? `cursor ${drawn.cursor.x},${drawn.cursor.y}` : 'cursor hidden';
  return [
    ...text,
    '',
    `---- ${cursor}, title "${drawn.title}"`,
    ...styles,
    '----',
    ...legend,
    '',
  ].join('\n');
}

const styleLetters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** xterm gives a colour as its mode and a number. */
function readable(style: string): string {
  return style.replace(/(fg|bg)(\d+):(\d+)/g, (_, ground: string, mode: string, value: string) =>
    Number(mode) === 0x3_00_00_00
      ? `${ground}=#${Number(value).toString(16).padStart(6, '0')}`
      : `${ground}=${value}`,
  );
}
