import type { Picture } from '../../src/core/screen/picture.ts';
import { blankFrame, type Frame } from '../../src/core/terminal/frame.ts';
import { compositor } from '../../src/ui/compositor.ts';

const columns = 200;
const rows = 60;
const tilesAcross = 4;
const warmUpFrames = 150;
const frames = 300;

/** CPU time and bytes of one frame of 16 tiles at 200x60, once warm; goals: 1.5 ms all scrolled, 0.4 ms spinners. */
export async function run(): Promise<void> {
  const results = {
    'all tiles scrolled': measure((turn) => picture((tile, y) => logLine(tile, y + turn))),
    'all tiles new text': measure((turn) => picture((tile, y) => logLine(tile, y + turn, turn))),
    'sixteen spinners': measure((turn) => picture((tile, y) => spinnerLine(tile, y, turn))),
    'nothing changed': measure(() => picture((tile, y) => logLine(tile, y))),
  };
  console.table(results);
}

function measure(pictureAt: (turn: number) => Picture) {
  const screen = compositor({ colorDepth: 'truecolor' });
  const pictures = Array.from({ length: warmUpFrames + frames }, (_, turn) => pictureAt(turn));
  for (const next of pictures.slice(0, warmUpFrames)) screen.compose(next);
  const cpuMs: number[] = [];
  let bytes = 0;
  for (const next of pictures.slice(warmUpFrames)) {
    const before = process.cpuUsage();
    bytes += Buffer.byteLength(screen.compose(next));
    const used = process.cpuUsage(before);
    cpuMs.push((used.user + used.system) / 1000);
  }
  cpuMs.sort((left, right) => left - right);
  const at = (share: number) => Number((cpuMs[Math.floor(frames * share)] ?? 0).toFixed(2));
  return {
    'median ms': at(0.5),
    'p95 ms': at(0.95),
    'mean ms': Number((cpuMs.reduce((sum, ms) => sum + ms, 0) / frames).toFixed(2)),
    'kB a frame': Number((bytes / frames / 1000).toFixed(2)),
  };
}

const memo = new Map<string, string>();

/** The same string object as long as the line is the same, as rows that come over the wire are. */
function once(line: string): string {
  const known = memo.get(line);
  if (known !== undefined) return known;
  memo.set(line, line);
  return line;
}

function picture(line: (tile: number, y: number) => string): Picture {
  const tileColumns = columns / tilesAcross;
  const tileRows = (rows - 2) / tilesAcross - 0.5;
  const tiles = Array.from({ length: tilesAcross * tilesAcross }, (_, tile) => {
    const frame: Frame = {
      ...blankFrame(tileColumns - 2, tileRows - 2),
      lines: Array.from({ length: tileRows - 2 }, (_, y) => once(line(tile, y))),
    };
    return {
      rectangle: {
        x: (tile % tilesAcross) * tileColumns + 1,
        y: Math.floor(tile / tilesAcross) * tileRows + 1,
        columns: tileColumns - 2,
        rows: tileRows - 2,
      },
      frame,
      left: 0,
      top: 0,
      selected: [],
    };
  });
  const border = `\x1b[32m┌${'─'.repeat(tileColumns - 2)}┐\x1b[39m`.repeat(tilesAcross);
  const side = `\x1b[32m│${' '.repeat(tileColumns - 2)}│\x1b[39m`.repeat(tilesAcross);
  const chrome = Array.from({ length: rows }, (_, y) => (y % tileRows === 0 ? border : side));
  return {
    columns,
    rows,
    chrome: once(chrome.join('\n')),
    tiles,
    covers: [],
    slots: [],
    cursor: { x: 10, y: 10, shape: 'block', blinks: true },
    title: 'codex-grid',
  };
}

function logLine(tile: number, y: number, salt = 0): string {
  const words = [
    'compiling',
    'src/core/terminal/cells.ts',
    'ok',
    'warning:',
    'unused',
    'import',
    'done',
  ];
  const parts = Array.from({ length: 8 }, (_, index) => {
    const seed = (tile * 31 + y * 7 + index * 13) % 97;
    return `\x1b[38;5;${17 + (seed % 200)}m${words[seed % words.length]} ${seed + salt}`;
  });
  return `${parts.join(' ')}\x1b[0m`;
}

function spinnerLine(tile: number, y: number, turn: number): string {
  if (y !== 5) return logLine(tile, y);
  const glyphs = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧'];
  return `\x1b[36m${glyphs[turn % glyphs.length]}\x1b[0m \x1b[1mWorking\x1b[22m \x1b[2m(${turn % 60}s, esc to interrupt)\x1b[0m`;
}
