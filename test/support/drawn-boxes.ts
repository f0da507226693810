import type { Rectangle } from '../../src/core/screen/picture.ts';

/** Rectangles as boxes around their numbers, in one picture. */
export function drawnBoxes(
  area: { readonly columns: number; readonly rows: number },
  rectangles: readonly Rectangle[],
): string {
  const cells = Array.from({ length: area.rows }, () =>
    Array.from({ length: area.columns }, () => ' '),
  );
  const put = (x: number, y: number, text: string) => {
    for (const [index, character] of [...text].entries()) cells[y]![x + index] = character;
  };
  for (const [index, { x, y, columns, rows }] of rectangles.entries()) {
    const line = '─'.repeat(columns - 2);
    put(x, y, `╭${line}╮`);
    for (let row = 1; row < rows - 1; row += 1) {
      put(x, y + row, '│');
      put(x + columns - 1, y + row, '│');
    }
    put(x, y + rows - 1, `╰${line}╯`);
    put(x + 2, y + 1, `${index + 1}`);
  }
  return `\n${cells.map((row) => row.join('').trimEnd()).join('\n')}\n`;
}
