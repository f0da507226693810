import { constants, createReadStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';

/** A file that stays open, so that it can be read on even when another takes its name. */
export async function openRollout(path: string): Promise<FileHandle> {
  // Not blocking, should there be a FIFO instead of a file.
  const plain = constants.O_RDONLY | constants.O_NONBLOCK;
  const file = path.endsWith('.zst') ? await unpacked(path) : await open(path, plain);
  const status = await file.stat();
  if (status.isFile()) return file;
  await file.close();
  throw new Error('it is not a file');
}

/** In a file of its own that has no name any more: it goes with the program. */
async function unpacked(path: string): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'codex-grid-'));
  try {
    const file = await open(join(folder, 'rollout'), 'wx+', 0o600);
    try {
      // Whoever reads hears of the error.
      const bytes = pipeline(createReadStream(path), createZstdDecompress(), () => undefined);
      for await (const chunk of bytes) await file.write(chunk);
    } catch (error) {
      await file.close();
      throw error;
    }
    return file;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
