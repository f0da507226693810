import { open } from 'node:fs/promises';
import { isErrorCode } from './system-error.ts';

/** One read of a file that others write to. */
const chunkBytes = 256 * 1024;
/** A line of a rollout that holds a whole command's output, and more; what is longer is no line of it. */
const lineLimitBytes = 32 * 1024 * 1024;

/** The whole lines that stand in a file behind `from`, in bytes, and where the next one will begin. A file that is gone has none. */
export async function appendedLines(
  path: string,
  from: number,
): Promise<{ readonly lines: readonly string[]; readonly next: number }> {
  try {
    const file = await open(path);
    try {
      const chunks: Buffer[] = [];
      for (let at = from; ; ) {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, at);
        if (bytesRead === 0) break;
        chunks.push(buffer.subarray(0, bytesRead));
        at += bytesRead;
        if (at - from > lineLimitBytes) break;
      }
      const bytes = Buffer.concat(chunks);
      const end = bytes.lastIndexOf('\n') + 1;
      // Past a line that long nothing would ever be read.
      if (end === 0 && bytes.length > lineLimitBytes)
        return { lines: [], next: from + bytes.length };
      const lines = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
      return { lines, next: from + end };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return { lines: [], next: from };
    throw error;
  }
}
