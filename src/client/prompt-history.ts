import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import * as v from 'valibot';

/** The prompts that were sent from screens before, oldest first, and where a new one goes. */
export type KeptPrompts = {
  readonly known: readonly string[];
  /** Done when it is on the disk, or cannot be: a full disk costs the history, not the screen. */
  readonly remember: (text: string) => Promise<void>;
};

/** As many as anybody looks back through. */
const entryLimit = 200;

/** A file that was pasted is not looked for in a history. UTF-16 units. */
const lengthLimit = 100_000;

/** From there on a new screen writes it anew, with the newest entries alone. UTF-16 units. */
const fileLimit = 4_000_000;

/** One JSON string a line; several screens append to it. Rubbish between them is passed over. */
export async function promptHistory(path: string): Promise<KeptPrompts> {
  const text = await readFile(path, 'utf8').catch(noneYet);
  const entries = text.split('\n').flatMap(entryOf);
  const newest = [...new Set(entries.toReversed())].slice(0, entryLimit).toReversed();
  if (text.length > fileLimit) await write(path, newest);
  return {
    known: newest,
    async remember(entry) {
      if (entry.length > lengthLimit) return;
      await appendFile(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 }).catch(withoutHistory);
    },
  };
}

const entrySchema = v.pipe(v.string(), v.parseJson(), v.string());

function entryOf(line: string): readonly string[] {
  const entry = v.safeParse(entrySchema, line);
  return entry.success ? [entry.output] : [];
}

async function write(path: string, entries: readonly string[]): Promise<void> {
  const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  const aside = `${path}.new`;
  await writeFile(aside, text, { mode: 0o600 })
    .then(() => rename(aside, path))
    .catch(withoutHistory);
}

/** What cannot be read, such as a file that is not there yet, is no history. */
function noneYet(): string {
  return '';
}

function withoutHistory(): void {}
