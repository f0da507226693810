import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { isErrorCode } from './system-error.ts';

const sessionsFolder = 'sessions';
const archiveFolder = 'archived_sessions';

/**
 * Every file in a Codex home that is named like a rollout, archived ones too, the newest of each folder first.
 * Only names are read, three folders deep: a home holds thousands of sessions, some of 100 MB.
 */
export async function rolloutPaths(codexHome: string): Promise<readonly string[]> {
  const days = await foldersIn(`${codexHome}/${sessionsFolder}`, [/^\d{4}$/, /^\d\d$/, /^\d\d$/]);
  const found: string[] = [];
  for (const folder of [...days, `${codexHome}/${archiveFolder}`]) {
    const names = (await namesIn(folder)).filter((name) => name.startsWith('rollout-'));
    found.push(
      ...names
        .sort()
        .reverse()
        .map((name) => `${folder}/${name}`),
    );
  }
  return found;
}

async function foldersIn(
  root: string,
  [pattern, ...deeper]: readonly RegExp[],
): Promise<readonly string[]> {
  if (!pattern) return [root];
  const names = (await namesIn(root)).filter((name) => pattern.test(name));
  const below = names
    .sort()
    .reverse()
    .map((name) => foldersIn(`${root}/${name}`, deeper));
  return (await Promise.all(below)).flat();
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

/** The Codex home that a rollout stands in; null for a file that lies somewhere else. */
export function codexHomeOf(rollout: string): string | null {
  const folder = dirname(rollout);
  if (basename(folder) === archiveFolder) return dirname(folder);
  const sessions = dirname(dirname(dirname(folder)));
  return basename(sessions) === sessionsFolder ? dirname(sessions) : null;
}

/** Where a rollout of that file name is looked for by codex; it does not mind the date. */
export function rolloutPlace(codexHome: string, rollout: string): string {
  const name = basename(rollout);
  const [, year = '2000', month = '01', day = '01'] =
    /^rollout-(\d{4})-(\d\d)-(\d\d)/.exec(name) ?? [];
  return `${codexHome}/${sessionsFolder}/${year}/${month}/${day}/${name}`;
}

/** The first line holds codex's whole instructions, some 30 kB; one of this size is none of its. */
const lineLimitBytes = 2 * 1024 * 1024;

/**
 * The first lines of a file, without reading the rest; the last may be cut. Unpacks `.zst`. Throws for what is
 * no file, what cannot be read or unpacked, and a line over 2 MB.
 */
export async function firstLines(path: string, count: number): Promise<readonly string[]> {
  if (!(await stat(path)).isFile()) throw new Error('it is not a file');
  const source = textOf(path);
  let text = '';
  try {
    for await (const chunk of source) {
      text += chunk;
      const lines = text.split('\n');
      if (lines.length > count) return lines.slice(0, count);
      if ((lines.at(-1)?.length ?? 0) > lineLimitBytes)
        throw new Error('a line of it is over 2 MB long');
    }
  } finally {
    source.destroy();
  }
  return text.split('\n');
}

function textOf(path: string): Readable {
  const bytes = createReadStream(path);
  if (!path.endsWith('.zst')) return bytes.setEncoding('utf8');
  // Whoever reads hears of the error; the end of a reader that has enough is no error.
  return pipeline(bytes, createZstdDecompress(), () => undefined).setEncoding('utf8');
}
