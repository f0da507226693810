import type { InputEvent } from '../core/terminal/input-event.ts';
import { terminalQuestions } from '../core/terminal/terminal-answers.ts';
import type { Clock } from './pacer.ts';

/** What the outer terminal says of itself; null where it does not. Colours `#rrggbb`. */
export type TerminalAnswers = {
  readonly foreground: string | null;
  readonly background: string | null;
  readonly isKittySupported: boolean;
};

/** Longer than a round trip to another continent; a terminal that answers nothing keeps the user waiting so long. */
const patienceMs = 200;

/**
 * Asks the outer terminal about itself. Give every input event to the returned function; keys among them are not
 * touched. `onAnswered` is called once.
 */
export function askTerminal(options: {
  readonly write: (bytes: string) => void;
  readonly clock: Clock;
  readonly onAnswered: (answers: TerminalAnswers) => void;
}): (event: InputEvent) => void {
  let answers: TerminalAnswers = { foreground: null, background: null, isKittySupported: false };
  let isOver = false;
  const finish = () => {
    if (isOver) return;
    isOver = true;
    cancel();
    options.onAnswered(answers);
  };
  const cancel = options.clock.after(patienceMs, finish);
  options.write(terminalQuestions);
  return (event) => {
    if (event.type === 'color') answers = { ...answers, [event.which]: event.value };
    else if (event.type === 'kitty-supported') answers = { ...answers, isKittySupported: true };
    else if (event.type === 'answered') finish();
  };
}
