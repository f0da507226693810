import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const rolloutsFolder = resolve(import.meta.dirname, '../fixtures/rollouts');

/** What codex itself said of a recorded session when its app server was asked for its turns. */
export type NativeTurn = {
  readonly id: string;
  readonly status: string;
  readonly items: readonly NativeItem[];
  readonly error: { readonly message: string } | null;
};

export type NativeItem = {
  readonly type: string;
  readonly id: string;
  readonly [field: string]: unknown;
};

export type RecordedRollout = {
  /** `work`, or `subagents-2` for the second of one recording. */
  readonly name: string;
  readonly path: string;
  readonly lines: readonly string[];
  readonly turns: readonly NativeTurn[];
};

/** Every recorded rollout, in the order of their names. */
export function recordedRollouts(): readonly RecordedRollout[] {
  return readdirSync(rolloutsFolder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .map((file) => {
      const name = file.replace(/\.jsonl$/, '');
      const path = join(rolloutsFolder, file);
      return {
        name,
        path,
        lines: readFileSync(path, 'utf8').split('\n').slice(0, -1),
        turns: JSON.parse(readFileSync(join(rolloutsFolder, `${name}.turns.json`), 'utf8')),
      };
    });
}

export function recordedRollout(name: string): RecordedRollout {
  const found = recordedRollouts().find((one) => one.name === name);
  if (!found) throw new Error(`no recorded rollout ${name}`);
  return found;
}
