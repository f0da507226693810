import type { ReadStream, WriteStream } from 'node:tty';
import { modeChanges, type OuterModes, saveTitle, shellModes, undoOf } from './terminal-modes.ts';
import { writeNow } from './write-now.ts';

/** Why the terminal was given back without our asking. */
export type TerminalEnd =
  | { readonly type: 'signal'; readonly signal: NodeJS.Signals }
  | { readonly type: 'error'; readonly error: unknown }
  /** Nobody sits there any more: the window was closed, or the line dropped. */
  | { readonly type: 'closed' };

export type Terminal = {
  readonly size: () => { readonly columns: number; readonly rows: number };
  /** Never waits: what the terminal does not take at once is queued. */
  readonly write: (bytes: string) => void;
  /** The terminal has not taken yet what was written: whoever draws should skip this frame. */
  readonly isBusy: () => boolean;
  readonly setModes: (modes: OuterModes) => void;
  /** Gives the terminal back and stops the process, as Ctrl+Z does; returns when it goes on. */
  readonly suspend: () => void;
  /** Gives the terminal back for good, as it was found; then shows the farewell. The process should exit soon after. */
  readonly close: (farewell: string) => void;
};

export type TerminalOptions = {
  readonly input: ReadStream;
  readonly output: WriteStream;
  /** Signals and uncaught errors come from here. */
  readonly program: NodeJS.Process;
  readonly modes: OuterModes;
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onResize: (columns: number, rows: number) => void;
  /** Everything that was written has been taken. */
  readonly onDrain: () => void;
  /** The terminal shows something else now. */
  readonly onRepaint: () => void;
  /** Called at most once, after the terminal was given back, and not after `close`. */
  readonly onEnd: (end: TerminalEnd) => void;
};

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Takes the terminal over. Whatever happens from here on, it is given back once, as it was found. */
export function openTerminal(options: TerminalOptions): Terminal {
  const { input, output, program } = options;
  let { modes } = options;
  let state: 'ours' | 'suspended' | 'closed' = 'ours';

  const enter = () => {
    input.setRawMode(true);
    state = 'ours';
    writeNow(fdOf(output), `${saveTitle}${modeChanges(shellModes, modes)}`);
  };
  const leave = () => {
    if (state === 'ours') writeNow(fdOf(output), undoOf(modes));
    ignoreErrors(() => input.setRawMode(false));
  };
  const close = (farewell: string) => {
    if (state === 'closed') return;
    leave();
    state = 'closed';
    for (const stop of stops) stop();
    input.pause();
    setBlocking(output, 'on');
    if (farewell !== '') writeNow(fdOf(output), farewell);
  };
  const end = (reason: TerminalEnd) => {
    if (state === 'closed') return;
    close('');
    options.onEnd(reason);
  };

  const suspend = () => {
    if (state !== 'ours') return;
    leave();
    state = 'suspended';
    stopJobControl();
    // The whole group, as Ctrl+Z would: the shell waits for all of it, npm's processes included.
    program.kill(0, 'SIGTSTP');
    startJobControl();
    resume();
  };
  const resume = () => {
    enter();
    options.onRepaint();
  };
  /** Somebody else stopped us without a word, and the shell has set up the terminal for itself. */
  const continued = () => {
    leave();
    resume();
  };
  const startJobControl = () => {
    program.on('SIGTSTP', suspend);
    program.on('SIGCONT', continued);
  };
  const stopJobControl = () => {
    program.off('SIGTSTP', suspend);
    program.off('SIGCONT', continued);
  };

  const endings = endingSignals.map((signal) => {
    const listener = () => end({ type: 'signal', signal });
    program.on(signal, listener);
    return () => program.off(signal, listener);
  });
  const failed = (error: unknown) => end({ type: 'error', error });
  const hungUp = () => end({ type: 'closed' });
  const exited = () => close('');
  const resized = () => options.onResize(output.columns, output.rows);
  program.on('uncaughtException', failed).on('unhandledRejection', failed).on('exit', exited);
  output.on('resize', resized).on('error', hungUp);
  input.on('data', options.onBytes).on('end', hungUp).on('error', hungUp);
  const stops = [
    ...endings,
    stopJobControl,
    () => program.off('uncaughtException', failed).off('unhandledRejection', failed),
    () => program.off('exit', exited),
    // Errors of a terminal that is gone must not become uncaught ones: their listeners stay.
    () => output.off('resize', resized),
    () => input.off('data', options.onBytes).off('end', hungUp),
  ];

  setBlocking(output, 'off');
  startJobControl();
  enter();
  return {
    size: () => ({ columns: output.columns, rows: output.rows }),
    write(bytes) {
      if (state === 'closed' || bytes === '') return;
      output.write(bytes, () => {
        if (output.writableLength === 0) options.onDrain();
      });
    },
    isBusy: () => output.writableLength > 0,
    setModes(wanted) {
      if (state === 'ours') output.write(modeChanges(modes, wanted));
      modes = wanted;
    },
    suspend,
    close,
  };
}

/**
 * Node makes writes to a terminal wait, so one that stops reading (a stalled line, Ctrl+S) would stop the whole
 * program. There is no public way to ask for anything else.
 */
function setBlocking(output: WriteStream, waiting: 'on' | 'off'): void {
  const handle: unknown = Reflect.get(output, '_handle');
  if (typeof handle !== 'object' || handle === null) return;
  const set: unknown = Reflect.get(handle, 'setBlocking');
  if (typeof set === 'function') Reflect.apply(set, handle, [waiting === 'on']);
}

/** Node's types know it of the standard streams only. */
function fdOf(output: WriteStream): number {
  const fd: unknown = Reflect.get(output, 'fd');
  if (typeof fd !== 'number') throw new Error('the outer terminal has no file descriptor');
  return fd;
}

/** A terminal that is gone needs no cooked mode. */
function ignoreErrors(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
