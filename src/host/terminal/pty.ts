import { EventEmitter } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { constants as systemConstants } from 'node:os';
import { type IPty, spawn } from 'node-pty';
import type { Exit } from '../../core/agent/agent.ts';
import { processIdentity } from '../../system/process-identity.ts';
import { type ProcessStop, watchStops } from '../../system/process-stops.ts';
import { isErrorCode, isSystemError } from '../../system/system-error.ts';
import { writeQueue } from './write-queue.ts';

/** A program on a terminal of its own. */
export type Pty = {
  readonly pid: number;
  /**
   * False when too much waits already for the program to read it, or when it has ended: nothing of
   * `bytes` arrives then.
   */
  readonly write: (bytes: Uint8Array) => boolean;
  readonly waitingBytes: () => number;
  /** Takes any numbers; what no terminal can be is left as it was. */
  readonly resize: (columns: number, rows: number) => void;
  /** Between the two no output is read, so that the program waits. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** To the process group of the program, if the program is still the one that was started. */
  readonly signal: (name: NodeJS.Signals) => void;
};

export type PtyRequest = {
  readonly file: string;
  readonly arguments: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly columns: number;
  readonly rows: number;
  readonly onOutput: (bytes: Uint8Array) => void;
  /** It is stopped, or, with null, goes on again. */
  readonly onStop: (stop: ProcessStop | null) => void;
  /** Once, after the last output. */
  readonly onExit: (exit: Exit) => void;
};

/** The program, or the sentence that says why it could not be started. */
export type MakePty = (request: PtyRequest) => Pty | { readonly problem: string };

/** No output for that long after the exit: nothing more will come. */
const quietMs = 30;
/**
 * A process that the program left behind may write for ever, and the exit is told all the same: what a terminal
 * holds of the program itself, 8 kB on Linux, comes in the first few reads.
 */
const longestDrainMs = 150;
const drainingReads = 4;

export const startPty: MakePty = (request) => {
  let terminal: IPty;
  try {
    terminal = spawn(request.file, [...request.arguments], {
      name: 'xterm-256color',
      cols: request.columns,
      rows: request.rows,
      cwd: request.cwd,
      env: withoutNul(request.env),
      encoding: null,
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { problem: `No terminal could be opened for it: ${error.message}` };
  }
  return running(terminal, request);
};

function running(terminal: IPty, request: PtyRequest): Pty {
  const { fd, slave, socket } = insidesOf(terminal);
  const identity = processIdentity(terminal.pid);
  const heldSlave = openSlave(slave);
  const queue = writeQueue({ fd, onError: () => undefined });
  let isOpen = true;
  let isPaused = false;
  let lastOutputAt = performance.now();
  let reads = 0;

  const close = () => {
    isOpen = false;
    queue.close();
  };
  terminal.onData((data: string | Uint8Array) => {
    lastOutputAt = performance.now();
    reads += 1;
    request.onOutput(typeof data === 'string' ? Buffer.from(data) : data);
  });
  closeWhenDrained(socket, {
    hasEnded: () => processIdentity(terminal.pid) === null,
    quietForMs: () => (isPaused ? 0 : performance.now() - lastOutputAt),
    isPaused: () => isPaused,
    reads: () => reads,
    onClose: close,
  });
  const forgetStops = watchStops(terminal.pid, request.onStop);
  terminal.onExit(({ exitCode, signal }) => {
    forgetStops();
    close();
    if (heldSlave !== null) closeSync(heldSlave);
    request.onExit({ code: exitCode, signal: signalName(signal) });
  });

  return {
    pid: terminal.pid,
    write: (bytes) => isOpen && queue.push(bytes),
    waitingBytes: queue.waitingBytes,
    resize(columns, rows) {
      if (isOpen && isCellCount(columns) && isCellCount(rows)) resizeOpen(terminal, columns, rows);
    },
    pause() {
      isPaused = true;
      terminal.pause();
    },
    resume() {
      isPaused = false;
      lastOutputAt = performance.now();
      terminal.resume();
    },
    signal(name) {
      if (identity === null || processIdentity(terminal.pid) !== identity) return;
      signalGroup(terminal.pid, name);
      // A stopped process takes nothing but SIGKILL until it goes on.
      if (name === 'SIGTERM') signalGroup(terminal.pid, 'SIGCONT');
    },
  };
}

/**
 * Held until the program has ended and its output is read: libuv before 1.52 drops what is still in
 * a terminal when its last writer goes. Null when no descriptor is left for it.
 */
function openSlave(path: string): number | null {
  try {
    return openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

type Draining = {
  readonly hasEnded: () => boolean;
  readonly quietForMs: () => number;
  readonly isPaused: () => boolean;
  readonly reads: () => number;
  readonly onClose: () => void;
};

/**
 * node-pty destroys its socket 200 ms after the exit, whether all output has been read or not; here
 * the socket closes when the output has been read. It learns of the exit when node-pty begins to
 * wait for the close.
 */
function closeWhenDrained(socket: PtySocket, draining: Draining): void {
  const destroy = socket.destroy.bind(socket);
  let begun: { readonly at: number; readonly reads: number } | null = null;
  const drain = (since: NonNullable<typeof begun>) => {
    const drainedForMs = performance.now() - since.at;
    // A busy host may hear of the exit before it has read anything at all.
    const quietForMs = Math.min(draining.quietForMs(), drainedForMs);
    const isQuiet = !draining.isPaused() && quietForMs >= quietMs;
    const isOthers =
      draining.reads() - since.reads >= drainingReads && drainedForMs >= longestDrainMs;
    if (!isQuiet && !isOthers) {
      setTimeout(drain, quietMs, since);
      return;
    }
    draining.onClose();
    destroy();
  };
  const begin = () => {
    if (begun) return;
    begun = { at: performance.now(), reads: draining.reads() };
    drain(begun);
  };
  socket.destroy = () => {
    begin();
    return socket;
  };
  socket.on('newListener', (name) => {
    if (name === 'close' && draining.hasEnded()) begin();
  });
}

function resizeOpen(terminal: IPty, columns: number, rows: number): void {
  try {
    terminal.resize(columns, rows);
  } catch (error) {
    // node-pty throws plain errors with the text of ioctl's: the program has just ended.
    if (!(error instanceof Error && error.message.includes('ioctl'))) throw error;
  }
}

/** The program leads its session, so its group has its pid. */
function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch (error) {
    // It ended between the check and the signal.
    if (!isErrorCode(error, 'ESRCH')) throw error;
  }
}

/** What node-pty 1.2.0-beta.15 does not publish and we cannot do without. */
function insidesOf(terminal: IPty) {
  const insides: unknown = terminal;
  if (
    typeof insides === 'object' &&
    insides !== null &&
    'fd' in insides &&
    typeof insides.fd === 'number' &&
    'ptsName' in insides &&
    typeof insides.ptsName === 'string' &&
    '_socket' in insides &&
    isPtySocket(insides._socket)
  ) {
    return { fd: insides.fd, slave: insides.ptsName, socket: insides._socket };
  }
  throw new Error('this node-pty is not the one that codex-grid is made for');
}

type PtySocket = EventEmitter & { destroy: () => unknown };

function isPtySocket(value: unknown): value is PtySocket {
  return value instanceof EventEmitter && 'destroy' in value && typeof value.destroy === 'function';
}

function isCellCount(count: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= 1000;
}

/** A NUL cuts the environment short at that entry. */
function withoutNul(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(([name, value]) => !`${name}${value}`.includes('\0')),
  );
}

function signalName(signal: number | undefined): string | null {
  if (!signal) return null;
  const known = Object.entries(systemConstants.signals).find(([, number]) => number === signal);
  return known?.[0] ?? `signal ${signal}`;
}
