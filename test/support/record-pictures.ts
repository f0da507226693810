import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { framePicture } from './frame-picture.ts';
import { openOuterTerminal } from './outer-terminal.ts';
import { demoPictures } from './picture-plays.ts';
import { programFile } from './run-program.ts';

/** Draws the README's pictures of the demo: the built program with real codexes, in a terminal of its own. */

const folder = resolve(import.meta.dirname, '../../screenshots');
const scratch = resolve(import.meta.dirname, '../../.scratch/pictures');

mkdirSync(scratch, { recursive: true });
// Codex warns about a home in /tmp, and shows the rest of its path.
const home = mkdtempSync(`${scratch}/`);
const demo = openOuterTerminal({
  file: process.execPath,
  arguments: [programFile, 'demo'],
  cwd: home,
  env: {
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: home,
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  },
  columns: 130,
  rows: 42,
});
try {
  await demoPictures(demo, (name) => {
    writeFileSync(`${folder}/${name}.svg`, framePicture(demo.drawn(), 'dark'));
    console.log(name);
  });
} finally {
  demo.kill('SIGTERM');
  await demo.exited;
  rmSync(home, { recursive: true, force: true, maxRetries: 10 });
}
