import { appendFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type EvidenceLine, fromLine } from '../../core/lifecycle/evidence-line.ts';
import type { Lifecycle } from '../../core/lifecycle/lifecycle-memory.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { onceAtATime } from '../../system/once-at-a-time.ts';
import { isErrorCode, isSystemError } from '../../system/system-error.ts';
import type { evidenceLogParts } from '../../wire/places.ts';

/** Made only when it is written: what waits are references to what does not change. */
export type WaitingLine = {
  readonly at: number;
  /** What was known before it; null where nothing was. */
  readonly before: Lifecycle | null;
  readonly line: () => EvidenceLine;
};

export type EvidenceFile = {
  readonly push: (line: WaitingLine) => void;
  /** Resolves when what was pushed is on the disk, or could not be written. */
  readonly write: () => Promise<void>;
  /** Deletes it; nothing more may be pushed. */
  readonly remove: () => Promise<void>;
};

type EvidenceParts = ReturnType<typeof evidenceLogParts>;

/** Hours of an agent at work; the part before is kept as well. */
export const partLimitBytes = 512 * 1024;
/** More than any agent says between two writes; what comes beyond it is counted, not kept. */
const waitingLimit = 2000;
/** Turned into text in one go: a millisecond's work. */
const batchLines = 200;

/** Appends to a file that is moved aside when it is full. `onProblem` gets what the operating system refused. */
export function evidenceFile(
  { former, present: path }: EvidenceParts,
  onProblem: (error: NodeJS.ErrnoException) => void,
): EvidenceFile {
  const waiting: WaitingLine[] = [];
  let lost = 0;
  let part: Part | null = null;
  let isRemoved = false;

  const write = onceAtATime(async () => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, batchLines);
      try {
        part ??= await openPart(path);
        await writeBatch(part, former, batch);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        lost += batch.length;
        // Where the disk is full, a part of a line may stand at the end.
        part = null;
        if (!isRemoved) onProblem(error);
        return;
      }
    }
  });

  return {
    push(line) {
      if (waiting.length >= waitingLimit) {
        lost += 1;
        return;
      }
      if (lost > 0) waiting.push(afterLoss(line, lost));
      lost = 0;
      waiting.push(line);
    },
    write,
    async remove() {
      isRemoved = true;
      waiting.length = 0;
      await write();
      await rm(path, { force: true });
      await rm(former, { force: true });
    },
  };
}

function afterLoss({ at, before, line }: WaitingLine, lost: number): WaitingLine {
  if (before === null) return { at, before, line };
  return { at, before, line: () => fromLine(before, { at, because: 'lost', lost }) };
}

type Part = { readonly path: string; sizeBytes: number };

/** Goes on in the file that is there, whose last line may be cut. */
async function openPart(path: string): Promise<Part> {
  makeFolder(dirname(path));
  const sizeBytes = await sizeOf(path);
  if (sizeBytes > 0) await append(path, '\n');
  return { path, sizeBytes };
}

async function writeBatch(
  part: Part,
  former: string,
  batch: readonly WaitingLine[],
): Promise<void> {
  let text = '';
  for (const { at, before, line } of batch) {
    const next = textOf(line());
    const sizeBytes = part.sizeBytes + Buffer.byteLength(text) + Buffer.byteLength(next);
    if (sizeBytes > partLimitBytes) {
      await append(part.path, text);
      await rename(part.path, former);
      part.sizeBytes = 0;
      text = before === null ? '' : textOf(fromLine(before, { at, because: 'rotated' }));
    }
    text += next;
  }
  await append(part.path, text);
  part.sizeBytes += Buffer.byteLength(text);
}

function textOf(line: EvidenceLine): string {
  return `${JSON.stringify(line)}\n`;
}

function append(path: string, text: string): Promise<void> {
  return appendFile(path, text, { mode: 0o600 });
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return 0;
    throw error;
  }
}
