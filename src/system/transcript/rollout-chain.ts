import type { FileHandle } from 'node:fs/promises';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { rolloutName } from '../../core/codex/rollout-head.ts';
import { at, numberAt, textAt } from '../../core/text/json-fields.ts';
import { jsonValue } from '../../core/text/json-value.ts';
import { codexHomeOf, rolloutPaths } from '../session-files.ts';
import { bytesAt, linesIn, nextLine, wholeLinesEnd } from './rollout-lines.ts';
import { openRollout } from './rollout-source.ts';

/** A part of a transcript: the lines of one rollout, from its beginning to `length`. */
export type Segment = {
  readonly path: string;
  readonly file: FileHandle;
  /** Where it begins among the positions of the transcript. */
  readonly base: number;
  readonly length: number;
};

/** More than anybody forks; against rollouts that name each other. */
const chainLimit = 64;

/**
 * The rollouts of a session, the one it was forked from before it, each up to where the next one went on from it. A
 * session's turns before its fork stand in the rollout of its parent alone.
 */
export async function rolloutChain(
  path: string,
): Promise<{ readonly segments: readonly Segment[]; readonly missing: readonly string[] }> {
  const newestFirst: Omit<Segment, 'base'>[] = [];
  const missing: string[] = [];
  let next: { readonly path: string; readonly before: number | null } | null = {
    path,
    before: null,
  };
  try {
    while (next && newestFirst.length < chainLimit) {
      const { path: current, before }: { path: string; before: number | null } = next;
      const file = await openRollout(current);
      const length = await lengthOf(file, before);
      newestFirst.push({ path: current, file, length });
      const fork = await forkOf(file);
      const parent: string | null = fork && (await rolloutOf(fork.session, path));
      if (fork && parent === null) missing.push(fork.session);
      next = fork && parent !== null ? { path: parent, before: fork.before } : null;
    }
  } catch (error) {
    for (const { file } of newestFirst) await file.close();
    throw error;
  }
  let base = 0;
  const segments = newestFirst.reverse().map((segment) => {
    const placed = { ...segment, base };
    base += segment.length;
    return placed;
  });
  return { segments, missing };
}

/** The first line holds codex's instructions, some 30 kB. */
const headBytes = 256 * 1024;

async function forkOf(
  file: FileHandle,
): Promise<{ readonly session: string; readonly before: number | null } | null> {
  const head = await bytesAt(file, 0, headBytes);
  const [first] = linesIn({ start: 0, bytes: head });
  const meta = at(jsonValue(first?.text ?? ''), 'payload');
  const session = textAt(meta, 'forked_from_id');
  return session === null
    ? null
    : { session, before: numberAt(meta, 'forked_from_ordinal_exclusive') };
}

/** Forks and subagents stand in the same home as what they come from, or else beside it; null when nowhere there. */
export async function rolloutOf(session: string, near: string): Promise<string | null> {
  const home = codexHomeOf(near);
  const folder = dirname(near);
  const paths =
    home === null
      ? (await readdir(folder)).map((name) => join(folder, name))
      : await rolloutPaths(home);
  return paths.find((path) => rolloutName(path.split('/').at(-1) ?? '')?.id === session) ?? null;
}

async function lengthOf(file: FileHandle, before: number | null): Promise<number> {
  const { size } = await file.stat();
  const end = await wholeLinesEnd(file, 0, size);
  return before === null ? end : lineOfOrdinal(file, before, end);
}

/** Where the first line stands whose ordinal is not below; they rise through the file, so a few lines are enough. */
async function lineOfOrdinal(file: FileHandle, ordinal: number, end: number): Promise<number> {
  let [low, high] = [0, end];
  while (low < high) {
    const middle = await lineAround(file, Math.floor((low + high) / 2), low);
    const found = await ordinalAt(file, middle);
    if (found !== null && found < ordinal) low = await nextLine(file, middle, end);
    else high = middle;
  }
  return low;
}

/** Where the line begins that holds the byte. */
async function lineAround(file: FileHandle, position: number, from: number): Promise<number> {
  return wholeLinesEnd(file, from, position);
}

async function ordinalAt(file: FileHandle, start: number): Promise<number | null> {
  const beginning = (await bytesAt(file, start, 200)).toString();
  const found = /^\{"timestamp":"[^"]*","ordinal":(\d+)/.exec(beginning)?.[1];
  return found === undefined ? null : Number(found);
}
