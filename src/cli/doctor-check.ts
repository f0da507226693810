/** `problem` keeps agents from working, `note` does not. `advice` says what to do. */
export type Check = {
  readonly name: string;
  readonly verdict: 'ok' | 'note' | 'problem';
  readonly text: string;
  readonly advice: string | null;
};

export function ok(name: string, text: string): Check {
  return { name, verdict: 'ok', text, advice: null };
}

export function note(name: string, text: string, advice: string | null): Check {
  return { name, verdict: 'note', text, advice };
}

export function problem(name: string, text: string, advice: string | null): Check {
  return { name, verdict: 'problem', text, advice };
}

/** Each check is one line: the first of what is wrong, and the command that tells the others. */
export function firstOf([first = '', ...others]: readonly string[], command: string): string {
  if (others.length === 0) return first;
  const more = others.length === 1 ? '1 more problem' : `${others.length} more problems`;
  return `${first} ${more}: ${command}.`;
}
