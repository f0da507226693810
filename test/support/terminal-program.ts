import { writeFileSync } from 'node:fs';
import { runEditor } from '../../src/ui/editor.ts';
import { openTerminal } from '../../src/ui/terminal.ts';
import { gridModes } from '../../src/ui/terminal-modes.ts';

/** A program that takes the terminal over and ends as its keys say; it reports to the file of its argument. */
const report = process.argv[2];
process.on('exit', (code) => {
  if (report) writeFileSync(`${report}.exit`, `${code}`);
});

let paints = 0;
let awaitsDrain = false;

const terminal = openTerminal({
  input: process.stdin,
  output: process.stdout,
  program: process,
  modes: gridModes({ isKittySupported: true }),
  onBytes: (bytes) => obey(Buffer.from(bytes).toString()),
  onResize: (columns, rows) => paint(`${columns}x${rows}`),
  onDrain() {
    if (awaitsDrain) terminal.write('\x1b[2J\x1b[Hdrained');
    awaitsDrain = false;
  },
  onAway: () => undefined,
  onRepaint: () => paint('again'),
  onEnd(end) {
    const word = end.type === 'signal' ? end.signal : end.type;
    process.stdout.write(`ended by ${word}\n`);
    process.exit(end.type === 'signal' ? 143 : 1);
  },
});

function paint(word: string): void {
  paints += 1;
  terminal.write(
    `\x1b[?2026h\x1b[2J\x1b[H\x1b]2;program\x1b\\\x1b[6 q\x1b[?25l\x1b[41mpid ${process.pid}, ${word}, paint ${paints}\x1b[?2026l`,
  );
}

const actions: Readonly<Record<string, () => void>> = {
  t: () => {
    terminal.write('\x1b[?2026h\x1b]2;cut in the mid');
    throw new Error('thrown on purpose');
  },
  r: () => void Promise.reject(new Error('rejected on purpose')),
  x: () => process.exit(0),
  q: () => {
    terminal.close('Bye.\n');
    process.exit(0);
  },
  z: () => terminal.suspend(),
  f: flood,
  e: () =>
    void terminal
      .lend(() => runEditor(process.env, { path: '/tmp/some file', line: 3 }))
      .then((problem) => paint(`edited ${problem}`)),
};

function obey(keys: string): void {
  for (const key of keys) (actions[key] ?? (() => paint(`typed ${JSON.stringify(keys)}`)))();
}

/** Draws big frames as fast as it may for a hundred turns of its loop; reports to a file, for the terminal may be stalled. */
function flood(): void {
  const frame = `\x1b[H${'x'.repeat(50_000)}`;
  let frames = 0;
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
    if (!terminal.isBusy()) {
      frames += 1;
      terminal.write(frame);
    }
    if (turns < 100) return;
    clearInterval(timer);
    awaitsDrain = true;
    writeFileSync(report ?? '', JSON.stringify({ frames, isBusy: terminal.isBusy() }));
  }, 2);
}

paint('ready');
