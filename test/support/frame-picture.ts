import type { DrawnScene } from './scene.ts';
import type { SeenCell } from './seen-screen.ts';

const cellWidth = 8.8;
const cellHeight = 17;
const margin = 12;
/** Where letters stand in a cell. */
const baseline = 13;

type Colors = { readonly foreground: string; readonly background: string };

const grounds = {
  dark: { foreground: '#d0d7de', background: '#0d1117' },
  light: { foreground: '#1f2328', background: '#ffffff' },
} as const satisfies Record<string, Colors>;

const sixteen = [
  '#484f58',
  '#ff7b72',
  '#3fb950',
  '#d29922',
  '#58a6ff',
  '#bc8cff',
  '#39c5cf',
  '#b1bac4',
  '#6e7681',
  '#ffa198',
  '#56d364',
  '#e3b341',
  '#79c0ff',
  '#d2a8ff',
  '#56d4dd',
  '#ffffff',
];

/** A drawn screen as an SVG picture: each cell in its place, whatever font shows it. */
export function framePicture(
  drawn: Pick<DrawnScene, 'cells' | 'cursor'>,
  background: keyof typeof grounds,
): string {
  const ground = grounds[background];
  const columns = drawn.cells[0]?.length ?? 0;
  const width = (columns * cellWidth + 2 * margin).toFixed(0);
  const height = drawn.cells.length * cellHeight + 2 * margin;
  const rows = drawn.cells.map((row, y) => rowPicture(row, margin + y * cellHeight, ground));
  const cursor = drawn.cursor
    ? `<rect x="${at(drawn.cursor.x)}" y="${margin + drawn.cursor.y * cellHeight}" width="${cellWidth}" height="${cellHeight}" fill="${ground.foreground}" fill-opacity="0.6"/>`
    : '';
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="14.6">`,
    `<rect width="100%" height="100%" rx="8" fill="${ground.background}"/>`,
    ...rows.filter((row) => row !== ''),
    ...(cursor ? [cursor] : []),
    '</svg>',
  ].join('\n')}\n`;
}

type Run = {
  readonly x: number;
  readonly columns: number;
  readonly text: string;
  readonly style: string;
};

function rowPicture(row: readonly SeenCell[], y: number, ground: Colors): string {
  return runsOf(row)
    .map((run) => runPicture(run, y, ground))
    .join('');
}

/** Neighbours that look alike; a wide character, and a line of a border, is stretched to its cells. */
function runsOf(row: readonly SeenCell[]): readonly Run[] {
  const runs: Run[] = [];
  for (const [x, cell] of row.entries()) {
    if (cell.columns === 0 || (cell.text === ' ' && cell.style === '')) continue;
    const last = runs.at(-1);
    if (last && last.x + last.columns === x && last.style === cell.style && cell.columns === 1) {
      runs[runs.length - 1] = { ...last, columns: last.columns + 1, text: last.text + cell.text };
    } else {
      runs.push({ x, columns: cell.columns, text: cell.text, style: cell.style });
    }
  }
  return runs;
}

function runPicture(run: Run, y: number, ground: Colors): string {
  const isInverse = run.style.includes('inverse');
  const ink = colorIn(run.style, 'fg') ?? ground.foreground;
  const paper = colorIn(run.style, 'bg');
  const [foreground, background] = isInverse ? [paper ?? ground.background, ink] : [ink, paper];
  const width = (run.columns * cellWidth).toFixed(1);
  const box = background
    ? `<rect x="${at(run.x)}" y="${y}" width="${width}" height="${cellHeight}" fill="${background}"/>`
    : '';
  if (run.text.trim() === '') return box;
  const weight = run.style.includes('bold') ? ' font-weight="bold"' : '';
  const dim = run.style.includes('dim') ? ' opacity="0.6"' : '';
  return `${box}<text x="${at(run.x)}" y="${y + baseline}" textLength="${width}" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="${foreground}"${weight}${dim}>${escaped(run.text)}</text>`;
}

function at(column: number): string {
  return (margin + column * cellWidth).toFixed(1);
}

/** xterm's colour modes: 1 and 2 are the palette, 3 is 24 bits. */
function colorIn(style: string, place: 'fg' | 'bg'): string | null {
  const found = new RegExp(`${place}(\\d+):(\\d+)`).exec(style);
  if (!found) return null;
  const value = Number(found[2]);
  if (Number(found[1]) === 0x3_00_00_00) return `#${value.toString(16).padStart(6, '0')}`;
  return sixteen[value] ?? extendedColor(value);
}

/** xterm's cube of 6x6x6 colours, and the greys behind it. */
function extendedColor(index: number): string {
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  const cube = index - 16;
  const [red = 0, green = 0, blue = 0] =
    index >= 232
      ? [0, 0, 0].map(() => 8 + 10 * (index - 232))
      : [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level);
  const value = (red << 16) | (green << 8) | blue;
  return `#${value.toString(16).padStart(6, '0')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
