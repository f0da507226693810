import { cutText } from '../text/cut-text.ts';
import { plainText } from '../text/plain-text.ts';

const heading = /^\*\*\* (Add|Update|Delete) File: (.+)$/;
const verbs = { Add: 'add', Update: 'change', Delete: 'delete' } as const;
const summaryLimit = 4000;

/** As the patch names them, in apply_patch's format. */
export function patchFiles(patch: string): readonly string[] {
  return patch.split('\n').flatMap((line) => heading.exec(line)?.[2]?.trim() ?? []);
}

/** A line for each file: what is done to it, and how many lines come and go. */
export function patchSummary(patch: string): string {
  const files: { text: string; added: number; removed: number }[] = [];
  for (const line of patch.split('\n')) {
    const [, verb, file] = heading.exec(line) ?? [];
    const last = files.at(-1);
    if (verb !== undefined && file !== undefined && isVerb(verb)) {
      files.push({ text: `${verbs[verb]} ${plainText(file)}`, added: 0, removed: 0 });
    } else if (last && line.startsWith('+')) last.added += 1;
    else if (last && line.startsWith('-')) last.removed += 1;
  }
  if (files.length === 0) return 'a patch';
  const lines = files.map(({ text, added, removed }) => `${text} (+${added} -${removed})`);
  return cutText(lines.join('\n'), summaryLimit);
}

function isVerb(verb: string): verb is keyof typeof verbs {
  return Object.hasOwn(verbs, verb);
}
