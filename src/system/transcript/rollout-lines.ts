import type { FileHandle } from 'node:fs/promises';

/** Whole lines of a file, with their newlines; `start` is where the first begins. */
export type LineBlock = { readonly start: number; readonly bytes: Buffer };

/** A longer line is left out of what is read; pictures are the longest, at some MB. */
export const lineLimitBytes = 16 * 1024 * 1024;

const newline = 10;

/** The lines that end at `end`, some `wantedBytes` of them, at least one but at `begin`. */
export async function linesBefore(
  file: FileHandle,
  range: { readonly begin: number; readonly end: number },
  wantedBytes: number,
): Promise<LineBlock> {
  for (let size = wantedBytes; ; size *= 4) {
    const start = Math.max(range.begin, range.end - size);
    const bytes = await bytesAt(file, start, range.end - start);
    if (start === range.begin) return { start, bytes };
    // The block may begin right behind a newline, which is not in it: then one line more than needed is left out.
    const cut = bytes.indexOf(newline) + 1;
    if (cut > 0 && cut < bytes.length) return { start: start + cut, bytes: bytes.subarray(cut) };
    if (size >= lineLimitBytes) return tooLongBefore(file, range.begin, start);
  }
}

/** Nothing of a line that is too long, but where it begins. */
async function tooLongBefore(file: FileHandle, begin: number, known: number): Promise<LineBlock> {
  const step = 1024 * 1024;
  for (let end = known; end > begin; end = Math.max(begin, end - step)) {
    const start = Math.max(begin, end - step);
    const at = (await bytesAt(file, start, end - start)).lastIndexOf(newline);
    if (at !== -1) return { start: start + at + 1, bytes: Buffer.alloc(0) };
  }
  return { start: begin, bytes: Buffer.alloc(0) };
}

/** The lines that begin at `begin` and end at `end` at the latest; none of its bytes of a line that is too long. */
export async function linesAfter(
  file: FileHandle,
  range: { readonly begin: number; readonly end: number },
  wantedBytes: number,
): Promise<LineBlock & { readonly next: number }> {
  for (let size = wantedBytes; ; size *= 4) {
    const bytes = await bytesAt(file, range.begin, Math.min(size, range.end - range.begin));
    const cut = bytes.lastIndexOf(newline) + 1;
    if (cut > 0)
      return { start: range.begin, bytes: bytes.subarray(0, cut), next: range.begin + cut };
    const isAll = range.begin + bytes.length >= range.end || bytes.length < size;
    if (isAll) return { start: range.begin, bytes: Buffer.alloc(0), next: range.begin };
    if (size >= lineLimitBytes) {
      const next = await nextLine(file, range.begin + bytes.length, range.end);
      return { start: range.begin, bytes: Buffer.alloc(0), next };
    }
  }
}

/** Where a line begins behind `from`; `end` when none does. */
export async function nextLine(file: FileHandle, from: number, end: number): Promise<number> {
  const step = 64 * 1024;
  for (let start = from; start < end; start += step) {
    const at = (await bytesAt(file, start, Math.min(step, end - start))).indexOf(newline);
    if (at !== -1) return start + at + 1;
  }
  return end;
}

/** Behind the last newline before `size`; a line that is still being written ends there. */
export async function wholeLinesEnd(file: FileHandle, from: number, size: number): Promise<number> {
  const step = 64 * 1024;
  for (let end = size; end > from; end = Math.max(from, end - step)) {
    const start = Math.max(from, end - step);
    const at = (await bytesAt(file, start, end - start)).lastIndexOf(newline);
    if (at !== -1) return start + at + 1;
  }
  return from;
}

/** Fewer where the file ends before. */
export async function bytesAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** Each line with where it begins, without its newline; bytes that are no UTF-8 become U+FFFD. */
export function linesIn({ start, bytes }: LineBlock): readonly { at: number; text: string }[] {
  const lines: { at: number; text: string }[] = [];
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(newline, from);
    const to = found === -1 ? bytes.length : found;
    lines.push({ at: start + from, text: bytes.toString('utf8', from, to) });
    from = to + 1;
  }
  return lines;
}
