import { visibleLines } from '../text/visible-text.ts';

/** What a line is, which says how it looks. */
export type LineRole =
  | 'prompt'
  | 'answer'
  | 'heading'
  | 'code'
  | 'command'
  | 'output'
  | 'file'
  | 'hunk'
  | 'added'
  | 'removed'
  | 'plan'
  | 'question'
  | 'warning'
  | 'error'
  | 'quiet';

/** One line before it is wrapped; a wrapped one goes on `indent` columns in. Nothing in it but what can be seen. */
export type TranscriptLine = {
  readonly role: LineRole;
  readonly text: string;
  readonly indent: number;
  /** Of a line of a patch that is code behind a sign of one character. */
  readonly place?: DiffPlace;
};

/** Which line of which file of a patch, both from 0. */
export type DiffPlace = { readonly file: number; readonly line: number };

export type LineOptions = {
  /** Paths below it are told from there; null tells them whole. */
  readonly cwd: string | null;
  /** Of a longer output or diff only the first and last lines are told, and how many were left out. */
  readonly longestOutput: number;
};

export function line(role: LineRole, text: string, indent: number): TranscriptLine {
  return { role, text, indent };
}

/** Each line of a text but the first stands below the first's own text. */
export function lines(role: LineRole, text: string, indent: number): readonly TranscriptLine[] {
  return visibleLines(text).map((one, index) => line(role, index === 0 ? one : `  ${one}`, indent));
}

export function cut(
  all: readonly TranscriptLine[],
  { longestOutput }: LineOptions,
): readonly TranscriptLine[] {
  // One line that says how many are left out is no shorter than the one that it stands for.
  if (all.length <= longestOutput + 1) return all;
  const tail = Math.floor(longestOutput / 2);
  const head = longestOutput - tail;
  const rest = line('quiet', `  … ${all.length - longestOutput} more lines`, 2);
  return [...all.slice(0, head), rest, ...all.slice(all.length - tail)];
}

export function shortPath(path: string, { cwd }: LineOptions): string {
  return cwd !== null && path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path;
}

/** `0.4 s`, `12 s`, `3 min 5 s`. */
export function durationText(durationMs: number): string {
  const seconds = durationMs / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 100 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
