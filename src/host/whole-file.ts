import { open, readFile, rename } from 'node:fs/promises';
import { isErrorCode } from '../system/system-error.ts';

/** Mode 0600; whoever reads meanwhile, or after a crash, sees the old text or the new, whole. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const partial = `${path}.new`;
  const file = await open(partial, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, path);
}

/** Null when there is no such file. */
export async function textIfAny(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return null;
    throw error;
  }
}
