import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { isSystemError } from '../system/system-error.ts';

/** Larger than any config a person writes. */
const sizeLimitBytes = 1024 * 1024;

/** The beginning of a file of somebody else's; null when there is no file that can be read. */
export async function smallTextIfAny(path: string): Promise<string | null> {
  try {
    // Not blocking, should there be a FIFO instead of a file.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const status = await file.stat();
      if (!status.isFile()) return null;
      const size = Math.min(status.size, sizeLimitBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}
