import { builtInLeaveKeys } from '../core/screen/bindings.ts';
import type { InputEvent } from '../core/terminal/input-event.ts';
import { askTerminal, type TerminalAnswers } from './color-query.ts';
import { keyboard } from './keyboard.ts';
import type { Clock } from './pacer.ts';
import { openTerminal, type Terminal, type TerminalEnd, type TerminalOptions } from './terminal.ts';
import { gridModes } from './terminal-modes.ts';

/** Who is told what happens at the terminal. */
export type TerminalListener = {
  readonly mode: () => 'grid' | 'type';
  readonly leaveKeys: () => readonly string[];
  readonly input: (event: InputEvent) => void;
  readonly resized: (columns: number, rows: number) => void;
  readonly drained: () => void;
  readonly away: () => void;
  readonly repaint: () => void;
  readonly ended: (end: TerminalEnd) => void;
};

export type OuterTerminal = Terminal & {
  readonly answers: TerminalAnswers;
  /** Once: what was typed, or went wrong, before comes first. */
  readonly listen: (listener: TerminalListener) => void;
};

/** Takes the terminal over and asks it about itself; resolves when it answered, or will not. */
export function outerTerminal(options: {
  readonly input: TerminalOptions['input'];
  readonly output: TerminalOptions['output'];
  readonly program: TerminalOptions['program'];
  readonly clock: Clock;
}): Promise<OuterTerminal> {
  const { clock } = options;
  let listener: TerminalListener | null = null;
  const early: InputEvent[] = [];
  let earlyEnd: TerminalEnd | null = null;
  let answer: (event: InputEvent) => void = () => {};

  const read = keyboard({
    clock,
    leaveKeys: () => listener?.leaveKeys() ?? builtInLeaveKeys,
    mode: () => listener?.mode() ?? 'grid',
    emit(event) {
      answer(event);
      if (listener) listener.input(event);
      else early.push(event);
    },
  });
  const terminal = openTerminal({
    ...options,
    modes: gridModes({ isKittySupported: false }),
    onBytes: read,
    onResize: (columns, rows) => listener?.resized(columns, rows),
    onDrain: () => listener?.drained(),
    onAway: () => listener?.away(),
    onRepaint: () => listener?.repaint(),
    onEnd(end) {
      if (listener) listener.ended(end);
      else earlyEnd = end;
    },
  });
  const listen = (next: TerminalListener) => {
    listener = next;
    for (const event of early.splice(0)) next.input(event);
    if (earlyEnd) next.ended(earlyEnd);
  };
  return new Promise((resolve) => {
    answer = askTerminal({
      clock,
      write: terminal.write,
      onAnswered(answers) {
        terminal.setModes(gridModes(answers));
        resolve({ ...terminal, answers, listen });
      },
    });
  });
}
