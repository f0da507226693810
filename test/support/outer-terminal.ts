import { setTimeout as sleep } from 'node:timers/promises';
import headless, { type Terminal } from '@xterm/headless';
import { type IPty, spawn } from 'node-pty';
import { endGroup } from './end-group.ts';
import type { DrawnScene } from './scene.ts';
import { screenCells } from './seen-screen.ts';

export type ProgramExit = { readonly code: number; readonly signal: number };

/** A terminal a person could sit at: a program in a PTY, seen through an emulator. */
export type OuterTerminal = {
  readonly pid: number;
  /** Goes to the program as it is: keys, pastes, mouse reports. */
  readonly type: (bytes: string | Buffer) => void;
  /** Types once the screen is at rest: codex drops keys of the instant in which it opens a dialog. */
  readonly answer: (bytes: string) => Promise<void>;
  /** Lines joined by newlines, trailing blanks cut. */
  readonly text: () => string;
  /** What a picture of the screen is drawn from. */
  readonly drawn: () => Pick<DrawnScene, 'cells' | 'cursor'>;
  readonly title: () => string;
  /** Every OSC 7501 report since the start, e.g. `state=idle:app=codex`. */
  readonly reports: () => readonly string[];
  /** Texts that the program put on the clipboard, oldest first. */
  readonly copied: () => readonly string[];
  /** What its desktop was asked to notify of, by OSC 9. */
  readonly notified: () => readonly string[];
  /** What the program turned on and not off again, e.g. `?1049`; empty for a terminal as it was found. */
  readonly leftOn: () => readonly string[];
  /** Bytes the program has written. */
  readonly bytesWritten: () => number;
  readonly resize: (columns: number, rows: number) => void;
  /** Nothing once the program has ended. */
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly exited: Promise<ProgramExit>;
  /** Looks after each change of the screen; fails with a picture when the time is over or the program ends. */
  readonly waitFor: (what: string, isSeen: (text: string) => boolean) => Promise<void>;
  /** Ends the program however it takes. */
  readonly close: () => Promise<void>;
};

export type Program = {
  readonly file: string;
  readonly arguments: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly columns?: number;
  readonly rows?: number;
};

/** Codex draws a dialog within this time of its first byte, and takes a key 30 ms after it. */
const restMs = 150;

/** Lines wrap and the cursor shows in a terminal as it is found. */
const onAtFirst: readonly number[] = [7, 25];

/** Longer than anything that is not broken takes on two busy cores. */
const patienceMs = 25_000;

export function openOuterTerminal(program: Program): OuterTerminal {
  const { columns = 120, rows = 40, file, cwd, env } = program;
  const pty = spawn(file, [...program.arguments], { cols: columns, rows, cwd, env: { ...env } });
  const emulator = new headless.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    scrollback: 0,
  });
  const watched = watchEmulator(emulator, pty);
  const lookout = lookoutOn(emulator);
  let bytes = 0;
  let writtenAt = performance.now();
  let hasExited = false;
  pty.onData((data) => {
    bytes += Buffer.byteLength(data);
    writtenAt = performance.now();
    emulator.write(data, lookout.look);
  });
  const exited = new Promise<ProgramExit>((resolve) => {
    pty.onExit(({ exitCode, signal = 0 }) => {
      const exit = { code: exitCode, signal };
      hasExited = true;
      // The last output may still be on its way through the parser.
      emulator.write('', () => {
        lookout.end(exit);
        resolve(exit);
      });
    });
  });
  return {
    ...watched,
    pid: pty.pid,
    exited,
    waitFor: lookout.waitFor,
    bytesWritten: () => bytes,
    text: () => screenText(emulator),
    drawn() {
      const { cursorX: x, cursorY: y } = emulator.buffer.active;
      const isHidden = watched.leftOn().includes('?25l');
      return { cells: screenCells(emulator), cursor: isHidden ? null : { x, y } };
    },
    type: (data) => pty.write(data),
    async answer(data) {
      for (let left = restMs; left > 0; left = writtenAt + restMs - performance.now()) {
        await sleep(left);
      }
      pty.write(data);
    },
    resize(nextColumns, nextRows) {
      emulator.resize(nextColumns, nextRows);
      pty.resize(nextColumns, nextRows);
    },
    kill(signal) {
      if (!hasExited) process.kill(pty.pid, signal);
    },
    async close() {
      if (hasExited) return;
      endGroup(pty.pid);
      await exited;
    },
  };
}

/** Lets tests wait for what the screen shows, without looking at it more often than it changes. */
function lookoutOn(emulator: Terminal) {
  const lookers = new Set<() => void>();
  let exit: ProgramExit | null = null;
  const look = () => {
    // Half a frame is no screen.
    if (emulator.modes.synchronizedOutputMode && !exit) return;
    for (const each of lookers) each();
  };
  return {
    look,
    end(programExit: ProgramExit) {
      exit = programExit;
      look();
    },
    waitFor: (what: string, isSeen: (text: string) => boolean): Promise<void> =>
      new Promise((resolve, reject) => {
        const stop = () => {
          lookers.delete(lookOnce);
          clearTimeout(timer);
        };
        const fail = (why: string) => {
          stop();
          reject(new Error(`${why} waiting for ${what}. The screen:\n${screenText(emulator)}`));
        };
        const lookOnce = () => {
          if (isSeen(screenText(emulator))) {
            stop();
            resolve();
          } else if (exit) {
            fail(`The program ended (${JSON.stringify(exit)})`);
          }
        };
        const timer = setTimeout(() => fail(`${patienceMs} ms went by`), patienceMs);
        lookers.add(lookOnce);
        look();
      }),
  };
}

function watchEmulator(emulator: Terminal, pty: IPty) {
  const reports: string[] = [];
  const copied: string[] = [];
  const notified: string[] = [];
  const on = new Set<string>();
  let kittyDepth = 0;
  let title = '';
  const { parser } = emulator;
  emulator.onData((answer) => pty.write(answer));
  emulator.onTitleChange((newest) => {
    title = newest;
  });
  parser.registerOscHandler(7501, (report) => {
    reports.push(report);
    return true;
  });
  parser.registerOscHandler(52, (order) => {
    copied.push(Buffer.from(order.replace(/^c;/, ''), 'base64').toString());
    return true;
  });
  parser.registerOscHandler(9, (text) => {
    notified.push(text);
    return true;
  });
  for (const [code, color] of [
    [10, 'd0d0/d0d0/d0d0'],
    [11, '1010/1414/1818'],
  ] as const) {
    parser.registerOscHandler(code, (value) => {
      if (value === '?') pty.write(`\x1b]${code};rgb:${color}\x1b\\`);
      return true;
    });
  }
  // Returning false lets the emulator act on them as well.
  parser.registerCsiHandler({ prefix: '?', final: 'h' }, (modes) => {
    for (const mode of modes)
      if (onAtFirst.includes(Number(mode))) on.delete(`?${mode}l`);
      else on.add(`?${mode}`);
    return false;
  });
  parser.registerCsiHandler({ prefix: '?', final: 'l' }, (modes) => {
    for (const mode of modes)
      if (onAtFirst.includes(Number(mode))) on.add(`?${mode}l`);
      else on.delete(`?${mode}`);
    return false;
  });
  parser.registerCsiHandler({ prefix: '>', final: 'u' }, () => {
    kittyDepth += 1;
    return true;
  });
  parser.registerCsiHandler({ prefix: '<', final: 'u' }, () => {
    kittyDepth = Math.max(0, kittyDepth - 1);
    return true;
  });
  return {
    reports: () => reports,
    copied: () => copied,
    notified: () => notified,
    title: () => title,
    leftOn: () => [...on, ...(kittyDepth > 0 ? [`kitty keyboard x${kittyDepth}`] : [])],
  };
}

function screenText(emulator: Terminal): string {
  const { active } = emulator.buffer;
  return Array.from({ length: emulator.rows }, (_, y) =>
    (active.getLine(active.baseY + y)?.translateToString(true) ?? '').trimEnd(),
  )
    .join('\n')
    .trimEnd();
}
