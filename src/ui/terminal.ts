import type { ReadStream, WriteStream } from 'node:tty';
import { heldTerminal } from './held-terminal.ts';
import { type ProgramEnd, watchProgram } from './program-end.ts';
import type { OuterModes } from './terminal-modes.ts';

/** Why the terminal was given back without our asking. */
export type TerminalEnd =
  | ProgramEnd
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
  /** Gives the terminal to another program until that has ended; nothing is read or drawn meanwhile. */
  readonly lend: <Result>(run: () => Promise<Result>) => Promise<Result>;
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
  /** The terminal goes to somebody else, until `onRepaint`; before it does. */
  readonly onAway: () => void;
  /** The terminal shows something else now. */
  readonly onRepaint: () => void;
  /** Called at most once, after the terminal was given back, and not after `close`. */
  readonly onEnd: (end: TerminalEnd) => void;
};

/** Takes the terminal over. Whatever happens from here on, it is given back once, as it was found. */
export function openTerminal(options: TerminalOptions): Terminal {
  const { input, output, program } = options;
  const held = heldTerminal(options);
  let isLent = false;

  const close = (farewell: string) => {
    if (held.state() === 'closed') return;
    held.leave('closed');
    endings.stop();
    jobControl.stop();
    output.off('resize', resized);
    // Errors of a terminal that is gone must not become uncaught ones: their listeners stay.
    input.off('data', options.onBytes).off('end', hungUp).pause();
    held.say(farewell);
  };
  const end = (reason: TerminalEnd) => {
    if (held.state() === 'closed') return;
    // Ctrl+C and Ctrl+\\ are meant for the program that has the terminal.
    if (isLent && reason.type === 'signal' && /^SIG(INT|QUIT)$/.test(reason.signal)) return;
    close('');
    options.onEnd(reason);
  };
  const resume = () => {
    if (held.state() === 'closed') return;
    held.enter();
    options.onRepaint();
  };
  const suspend = () => {
    if (held.state() !== 'ours') return;
    options.onAway();
    held.leave('suspended');
    jobControl.stop();
    // The whole group, as Ctrl+Z would: the shell waits for all of it, npm's processes included.
    program.kill(0, 'SIGTSTP');
    jobControl.start();
    resume();
  };
  /** Somebody else stopped us without a word, and the shell has set up the terminal for itself. */
  const continued = () => {
    held.leave('suspended');
    resume();
  };
  const lend = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    if (held.state() !== 'ours') return run();
    isLent = true;
    options.onAway();
    input.off('data', options.onBytes).pause();
    jobControl.stop();
    held.leave('suspended');
    try {
      return await run();
    } finally {
      isLent = false;
      if (held.state() !== 'closed') {
        jobControl.start();
        input.on('data', options.onBytes).resume();
      }
      resume();
    }
  };
  const jobControl = {
    start: () => program.on('SIGTSTP', suspend).on('SIGCONT', continued),
    stop: () => program.off('SIGTSTP', suspend).off('SIGCONT', continued),
  };
  const hungUp = () => end({ type: 'closed' });
  const resized = () => options.onResize(output.columns, output.rows);

  const endings = watchProgram(program, { onEnd: end, onExit: () => close('') });
  output.on('resize', resized).on('error', hungUp);
  input.on('data', options.onBytes).on('end', hungUp).on('error', hungUp);
  jobControl.start();
  held.enter();
  return {
    size: () => ({ columns: output.columns, rows: output.rows }),
    write: held.write,
    isBusy: () => isLent || output.writableLength > 0,
    setModes: held.setModes,
    suspend,
    lend,
    close,
  };
}
