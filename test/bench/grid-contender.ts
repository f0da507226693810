import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CountingTerminal } from './grid-terminal.ts';

/** What `grid-agent.sh` can play. */
export type Part = 'log' | 'flood' | 'echo' | 'spin' | 'idle';

export type Panes = readonly {
  readonly part: Part;
  readonly count: number;
}[];

/** A program that shows many others at once, with a folder of its own. */
export type Contender = {
  readonly startPanes: (panes: Panes) => Promise<void>;
  /** What it writes around that many panes of one part, besides lines. */
  readonly chrome: (part: Part, count: number) => readonly string[];
  /** The terminal of somebody who looks at the panes that run. */
  readonly attach: () => CountingTerminal;
  /** Starts the panes and shows them as one command line would, when nothing of it runs yet. */
  readonly startAndAttach: (count: number) => CountingTerminal;
  /** Its own processes, and none of its panes'. */
  readonly pids: () => readonly number[];
  /** Sends keys to the first pane from now on. */
  readonly typeIntoFirst: (terminal: CountingTerminal) => Promise<void>;
  /** Lets the panes begin that wait for it. */
  readonly openGate: () => Promise<void>;
  /** At once, and for signals too: whatever was started ends. */
  readonly close: () => void;
};

export const agentScript = join(import.meta.dirname, 'grid-agent.sh');

/** Longer than sixteen panes take to start on two busy cores. */
const startLimitMs = 30_000;

/** What a pane prints once it is there, and once it is done. */
export const readyLetter = (pane: number) => String.fromCharCode(0x430 + pane);
export const doneLetter = (pane: number) => String.fromCharCode(0x410 + pane);

export const lettersOf = (count: number, letter: (pane: number) => string) =>
  Array.from({ length: count }, (_, pane) => letter(pane));

/** Starts the panes and a terminal, and waits until it shows them all. */
export async function showPanes(contender: Contender, panes: Panes): Promise<CountingTerminal> {
  await contender.startPanes(panes);
  const terminal = contender.attach();
  const count = panes.reduce((sum, each) => sum + each.count, 0);
  await terminal.arrival(lettersOf(count, readyLetter), startLimitMs);
  return terminal;
}

export type Stage = {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly openGate: () => Promise<void>;
  readonly remove: () => void;
};

/** What every contender needs: a folder, an environment, the log that is written, the gate. */
export function setStage(): Stage {
  const folder = mkdtempSync(`${tmpdir()}/codex-grid-bench-`);
  mkdirSync(`${folder}/home`);
  writeFileSync(`${folder}/log`, coloredLog());
  execFileSync('mkfifo', [`${folder}/gate`]);
  let gate: FileHandle | null = null;
  return {
    folder,
    env: {
      PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      HOME: `${folder}/home`,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      LANG: 'C.UTF-8',
      BENCH_FOLDER: folder,
    },
    async openGate() {
      // To read as well, or opening would wait for the first pane.
      gate = await open(`${folder}/gate`, 'r+');
    },
    remove() {
      void gate?.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** CPU time of processes so far, seconds, from Linux's `/proc`. */
export function cpuSeconds(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields 14 and 15, counted behind the name, which may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  // A tick is 10 ms on every Linux that Node runs on.
  return ticks.reduce((sum, each) => sum + each, 0) / 100;
}

const logBytes = 20_000_000;

function coloredLog(): string {
  const words = [
    'compiling',
    'src/core/terminal/cells.ts',
    'ok',
    'warning:',
    'unused',
    'import',
    'done',
  ];
  const lines = Array.from({ length: 10_000 }, (_, line) => {
    const parts = words.map((word, index) => {
      const seed = line * 7 + index * 13;
      return `\x1b[3${1 + (seed % 6)}m${words[seed % words.length]} \x1b[0m${word} ${seed}`;
    });
    return `${parts.slice(0, 3 + (line % 4)).join(' ')}\n`;
  });
  const block = lines.join('');
  return block.repeat(Math.round(logBytes / block.length));
}
