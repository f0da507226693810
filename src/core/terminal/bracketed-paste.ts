import { decodeUtf8 } from '../text/utf8.ts';

/** `CSI` bodies around a paste. */
export const pasteStartBody = '200~';
const pasteEnd = new Uint8Array([0x1b, 0x5b, 0x32, 0x30, 0x31, 0x7e]);

/** More than any prompt; what is longer is a file that somebody dropped, and is cut. */
const pasteLimitBytes = 8 * 1024 * 1024;

/** A paste as it comes in. */
export type OpenPaste = {
  readonly chunks: Uint8Array[];
  sizeBytes: number;
  /** How many bytes of the end mark came last. */
  matchedBytes: number;
};

export const openPaste = (): OpenPaste => ({ chunks: [], sizeBytes: 0, matchedBytes: 0 });

/** Where the paste ends among the bytes: after its end mark, or null when that is not there yet. */
export function pasteEndIn(paste: OpenPaste, bytes: Uint8Array, start: number): number | null {
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === pasteEnd[paste.matchedBytes]) paste.matchedBytes += 1;
    else paste.matchedBytes = byte === pasteEnd[0] ? 1 : 0;
    if (paste.matchedBytes === pasteEnd.length) return at + 1;
  }
  return null;
}

export function keepPasted(paste: OpenPaste, bytes: Uint8Array): void {
  if (paste.sizeBytes + bytes.length > pasteLimitBytes) return;
  // A copy: the buffer that bytes are read into may be used again.
  paste.chunks.push(bytes.slice());
  paste.sizeBytes += bytes.length;
}

/** What was pasted so far, without its end mark. Terminals send line ends as carriage returns. */
export function pastedText(paste: OpenPaste): string {
  const joined = new Uint8Array(paste.sizeBytes);
  let length = 0;
  for (const chunk of paste.chunks) {
    joined.set(chunk, length);
    length += chunk.length;
  }
  const text = decodeUtf8(joined.subarray(0, Math.max(0, length - paste.matchedBytes)));
  return text.replace(/\r\n?/g, '\n');
}
