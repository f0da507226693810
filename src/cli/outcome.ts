/** What a command comes to: 0 done, 1 failed, 2 wrong usage, 128 + n ended by signal n. `text` goes to stdout, `problem` to stderr. */
export type Outcome = {
  readonly exitCode: number;
  readonly text: string;
  readonly problem: string | null;
  /** What to know beside it, for stderr: a script that reads stdout is not held up by it. */
  readonly notices?: readonly string[];
};

export function done(text: string): Outcome {
  return { exitCode: 0, text, problem: null };
}

/** `problem` says what happened, why, and what to do. */
export function failed(problem: string): Outcome {
  return { exitCode: 1, text: '', problem };
}

export function wrongUsage(problem: string): Outcome {
  return { exitCode: 2, text: '', problem };
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
