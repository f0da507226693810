/** One place of a pattern: a letter, `*` for any run of letters, `?` for exactly one. */
export type GlobPart =
  | { readonly type: 'letter'; readonly letter: string }
  | { readonly type: 'run' }
  | { readonly type: 'one' };

export type Glob = readonly GlobPart[];

/** Whether the whole text is as the pattern has it. Takes time by length of one times length of the other at most. */
export function matchesGlob(glob: Glob, text: string): boolean {
  const letters = [...text];
  let at = 0;
  let part = 0;
  let lastRun: { readonly part: number; readonly at: number } | null = null;
  while (at < letters.length) {
    const here = glob[part];
    if (here?.type === 'run') {
      lastRun = { part, at };
      part += 1;
    } else if (here?.type === 'one' || (here && here.letter === letters[at])) {
      part += 1;
      at += 1;
    } else if (lastRun !== null) {
      // The last `*` takes one letter more; those before it need not give way.
      lastRun = { part: lastRun.part, at: lastRun.at + 1 };
      part = lastRun.part + 1;
      at = lastRun.at;
    } else {
      return false;
    }
  }
  return glob.slice(part).every(({ type }) => type === 'run');
}

/** The text when the pattern is that of one text only; null when `*` or `?` is in it. */
export function literalText(glob: Glob): string | null {
  const letters = glob.map((part) => (part.type === 'letter' ? part.letter : null));
  return letters.includes(null) ? null : letters.join('');
}

/** As it was written. */
export function globText(glob: Glob): string {
  return glob.map(letterOf).join('');
}

function letterOf(part: GlobPart): string {
  if (part.type === 'letter') return part.letter;
  return part.type === 'run' ? '*' : '?';
}

export function literalGlob(text: string): Glob {
  return [...text].map((letter) => ({ type: 'letter', letter }));
}

/** The parts between slashes. */
export function segmentsOf(glob: Glob): readonly Glob[] {
  const segments: GlobPart[][] = [[]];
  for (const part of glob) {
    if (part.type === 'letter' && part.letter === '/') segments.push([]);
    else segments.at(-1)?.push(part);
  }
  return segments;
}
