import type { ReadStream, WriteStream } from 'node:tty';
import { modeChanges, type OuterModes, saveTitle, shellModes, undoOf } from './terminal-modes.ts';
import { writeNow } from './write-now.ts';

type State = 'ours' | 'suspended' | 'closed';

/** A terminal that is in our modes, or as we found it. */
export type HeldTerminal = {
  readonly state: () => State;
  readonly enter: () => void;
  /** Gives the terminal back before it returns, past anything that is queued. */
  readonly leave: (next: 'suspended' | 'closed') => void;
  readonly setModes: (modes: OuterModes) => void;
  readonly write: (bytes: string) => void;
  /** Writes before it returns, once the terminal was given back. */
  readonly say: (text: string) => void;
};

export function heldTerminal(options: {
  readonly input: ReadStream;
  readonly output: WriteStream;
  readonly modes: OuterModes;
  readonly onDrain: () => void;
}): HeldTerminal {
  const { input, output } = options;
  const fd = fdOf(output);
  let { modes } = options;
  let state: State = 'suspended';
  setBlocking(output, 'off');

  const write = (bytes: string) => {
    // Whoever else has the terminal now would find it in the middle of its own.
    if (state !== 'ours' || bytes === '') return;
    output.write(bytes, () => {
      if (output.writableLength === 0) options.onDrain();
    });
  };
  return {
    state: () => state,
    write,
    enter() {
      state = 'ours';
      input.setRawMode(true);
      writeNow(fd, `${saveTitle}${modeChanges(shellModes, modes)}`);
    },
    leave(next) {
      const before = state;
      // First of all: a terminal that is gone makes an error event of the rest, which comes here again.
      state = next;
      if (before === 'ours') writeNow(fd, undoOf(modes));
      input.setRawMode(false);
      if (next === 'closed') setBlocking(output, 'on');
    },
    setModes(wanted) {
      if (state === 'ours') write(modeChanges(modes, wanted));
      modes = wanted;
    },
    say: (text) => writeNow(fd, text),
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
