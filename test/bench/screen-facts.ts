import { screenFacts } from '../../src/core/codex-screen/screen-facts.ts';
import { type Frame, plainModes } from '../../src/core/terminal/frame.ts';
import { recordedScreens } from '../support/recorded-screens.ts';

const columns = 200;
const rows = 60;
const turns = 200;

/** How long it takes to read a screen of 200x60, as is done at each change; goal: below 1 ms. */
export async function run(): Promise<void> {
  const recorded = recordedScreens().filter(({ frame }) => frame.columns === columns);
  const frameOf = (scene: string) => {
    const screen = recorded.find((one) => one.scene === scene);
    if (!screen) throw new Error(`no recording of ${scene}`);
    return taller(screen.frame);
  };
  const scenes = ['composer-after-turn', 'draft-tall', 'approval-long', 'menu-theme', 'sign-in'];
  const frames = [
    ...scenes.map((scene) => [scene, frameOf(scene)] as const),
    ['every cell a colour of its own', colourful()] as const,
  ];
  console.table(Object.fromEntries(frames.map(([name, frame]) => [name, measure(frame)])));
}

/** A conversation of rows in many colours above what was recorded. */
function taller(frame: Frame): Frame {
  const more = rows - frame.rows;
  const { cursor } = frame;
  return {
    ...frame,
    rows,
    lines: [...colourful().lines.slice(0, more), ...frame.lines],
    cursor: cursor && { ...cursor, y: cursor.y + more },
  };
}

function colourful(): Frame {
  const lines = Array.from({ length: rows }, (_, y) => {
    const cells = Array.from({ length: columns }, (_, x) => `\x1b[38;2;${x};${y};9mx`);
    return `${cells.join('')}\x1b[m`;
  });
  return { columns, rows, lines, cursor: null, modes: plainModes };
}

function measure(frame: Frame) {
  for (let turn = 0; turn < turns; turn += 1) screenFacts(frame, '0.169.0');
  const times = Array.from({ length: turns }, () => {
    const before = performance.now();
    screenFacts(frame, '0.169.0');
    return performance.now() - before;
  }).sort((left, right) => left - right);
  const at = (share: number) => Number((times[Math.floor(turns * share)] ?? 0).toFixed(3));
  return { 'median ms': at(0.5), 'p95 ms': at(0.95) };
}
