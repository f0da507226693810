import { readFile, rename, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { type FirstKeys, firstKeyNames, firstKeysOnOpening } from '../core/screen/first-keys.ts';

/** The first keys that a new screen shows, null for none, and where it keeps which were used. */
export type KeptFirstKeys = {
  readonly shown: FirstKeys | null;
  /** Done when it is on the disk, or cannot be: a full disk costs a hint, not the screen. */
  readonly remember: (kept: FirstKeys) => Promise<void>;
};

const keptSchema = v.object({
  used: v.array(v.picklist(firstKeyNames)),
  screens: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** Counts the screen that opens. A file that cannot be read is taken for none. */
export async function firstKeysFile(path: string): Promise<KeptFirstKeys> {
  const text = await readFile(path, 'utf8').catch(nothingKept);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), keptSchema), text);
  const shown = firstKeysOnOpening(parsed.success ? parsed.output : { used: [], screens: 0 });
  const remember = (kept: FirstKeys) => write(path, kept);
  if (shown !== null) await remember(shown);
  return { shown, remember };
}

async function write(path: string, kept: FirstKeys): Promise<void> {
  const aside = `${path}.new`;
  await writeFile(aside, `${JSON.stringify(kept)}\n`, { mode: 0o600 })
    .then(() => rename(aside, path))
    .catch(withoutThem);
}

function nothingKept(): string {
  return '';
}

function withoutThem(): void {}
