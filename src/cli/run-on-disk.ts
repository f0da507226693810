import { open, readFile, rename, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type Run, readRun } from '../core/run/run-file.ts';
import { errorText, isErrorCode, isSystemError } from '../system/system-error.ts';

/** Twenty times the longest that is written. */
const runLimitBytes = 100 * 1024 * 1024;
const gzipMagic = Buffer.from([0x1f, 0x8b]);

/** Compressed where its name ends in .gz; for its user alone. Null when it is written, else the sentence that says why not. */
export async function writeRunFile(
  path: string,
  text: string,
  { onOld }: { readonly onOld: 'replace' | 'refuse' },
): Promise<string | null> {
  const bytes = path.endsWith('.gz') ? await promisify(gzip)(text) : Buffer.from(text);
  // Under another name first, so that no half of a run stands in the place of a whole one.
  const target = onOld === 'replace' ? `${path}.partial` : path;
  try {
    const file = await open(target, onOld === 'replace' ? 'w' : 'wx', 0o600);
    try {
      await file.chmod(0o600);
      await file.writeFile(bytes);
    } catch (error) {
      await rm(target, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    if (target !== path) await rename(target, path);
    return null;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return onOld === 'refuse' && isErrorCode(error, 'EEXIST')
      ? `${path} is there already. Give another name, or --force to write over it.`
      : `${path} could not be written: ${errorText(error)}.`;
  }
}

/** The run and its text, or the sentence that says why it cannot be read. */
export async function readRunFile(
  path: string,
): Promise<{ readonly run: Run; readonly text: string } | { readonly problem: string }> {
  try {
    const bytes = await readFile(path);
    const isPacked = bytes.subarray(0, 2).equals(gzipMagic);
    const options = { maxOutputLength: runLimitBytes };
    const text = (isPacked ? await promisify(gunzip)(bytes, options) : bytes).toString();
    const run = readRun(text);
    return 'problem' in run
      ? { problem: `${path} cannot be replayed. ${run.problem}` }
      : { run, text };
  } catch (error) {
    if (isSystemError(error)) return { problem: `${path} cannot be read: ${errorText(error)}.` };
    // zlib's own errors: cut, damaged, or too large.
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { problem: `${path} cannot be unpacked: ${error.message}.` };
  }
}
