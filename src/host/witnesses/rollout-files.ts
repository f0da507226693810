import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { changeHints } from '../../system/change-hints.ts';
import { fileIdentity } from '../../system/file-identity.ts';
import { onceAtATime } from '../../system/once-at-a-time.ts';
import { isSystemError } from '../../system/system-error.ts';

/** Of a longer file only the end is read: what an agent does now stands there. */
const tailBytes = 512 * 1024;
const blockBytes = 64 * 1024;
/** A longer line is left out: no line that tells a state comes near it. */
const lineLimitBytes = 8 * 1024 * 1024;

/** Where reading stands in one file. */
type Position = { readonly file: string; offset: number; readonly lines: LineCutter };

/**
 * Calls `onLine` with each whole line of the file, without its newline, as it is written; from near the end
 * when the file is long already. The file may not exist yet, be cut, replaced or deleted: a new file under
 * the same path is read from its start. Bytes that are no UTF-8 become U+FFFD.
 */
export function followRollout(
  path: string,
  onLine: (line: string) => void,
): { readonly ready: Promise<void>; readonly close: () => Promise<void> } {
  let position: Position | null = null;
  let isClosed = false;

  const read = onceAtATime(async () => {
    try {
      // Not blocking, should there be a FIFO instead of a file.
      const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
      try {
        const status = await file.stat();
        if (!status.isFile()) return;
        const identity = fileIdentity(status);
        if (position?.file !== identity || status.size < position.offset) {
          const start = position ? 0 : Math.max(0, status.size - tailBytes);
          position = { file: identity, offset: start, lines: lineCutter(start > 0) };
        }
        await readOn(file, position);
      } finally {
        await file.close();
      }
    } catch (error) {
      // Not there yet, gone or unreadable: it is the least needed of the witnesses, and a later hint tries again.
      if (!isSystemError(error)) throw error;
    }
  });

  async function readOn(file: FileHandle, from: Position): Promise<void> {
    const block = Buffer.allocUnsafe(blockBytes);
    while (!isClosed) {
      const { bytesRead } = await file.read(block, 0, blockBytes, from.offset);
      if (bytesRead === 0) return;
      from.offset += bytesRead;
      for (const line of from.lines.push(block.subarray(0, bytesRead))) {
        if (!isClosed) onLine(line);
      }
    }
  }

  const onHint = (name: string | null) => {
    // The folder is watched, and others write there too.
    if (name === null || name === basename(path)) read();
  };
  const hints = changeHints(path, onHint, () => {});
  return {
    ready: hints.ready.then(read),
    close: () => {
      isClosed = true;
      return hints.close();
    },
  };
}

type LineCutter = { readonly push: (block: Buffer) => readonly string[] };

function lineCutter(startsInsideLine: boolean): LineCutter {
  let pieces: Buffer[] = [];
  let heldBytes = 0;
  let isSkipping = startsInsideLine;
  return {
    push(block) {
      const lines: string[] = [];
      let start = 0;
      for (let end = block.indexOf(10); end !== -1; end = block.indexOf(10, start)) {
        if (!isSkipping)
          lines.push(Buffer.concat([...pieces, block.subarray(start, end)]).toString());
        pieces = [];
        heldBytes = 0;
        isSkipping = false;
        start = end + 1;
      }
      heldBytes += block.length - start;
      if (heldBytes > lineLimitBytes) isSkipping = true;
      // The block's memory is used again for the next one.
      if (isSkipping) pieces = [];
      else if (start < block.length) pieces.push(Buffer.from(block.subarray(start)));
      return lines;
    },
  };
}
