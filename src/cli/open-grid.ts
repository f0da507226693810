import type { Surroundings } from './call.ts';
import { failed, type Outcome, wrongUsage } from './outcome.ts';

/** Null when the grid can be drawn here and read the keyboard, else the sentence that says what to do. */
export function terminalProblem({ stdin, stdout, env }: Surroundings): string | null {
  if (!stdin.isTTY || !stdout.isTTY) {
    const which = stdout.isTTY ? 'standard input' : 'standard output';
    return `The grid needs a terminal, and ${which} is none. Without one use codex-grid ls, show, keys and screen; codex-grid --help lists them all.`;
  }
  if (env['TERM'] !== 'dumb') return null;
  return 'The grid cannot be drawn on a dumb terminal (TERM=dumb). Set TERM to what your terminal is, e.g. xterm-256color, or use codex-grid ls, show, keys and screen.';
}

export async function openGrid(surroundings: Surroundings): Promise<Outcome> {
  const problem = terminalProblem(surroundings);
  if (problem) return wrongUsage(problem);
  return failed('not built yet');
}
