const replacement = 0xfffd;

/** Where the character at `start` ends, which for a byte that belongs to none is after it; null when its rest is missing. */
export function characterEnd(bytes: Uint8Array, start: number): number | null {
  const end = start + characterBytes(bytes[start] ?? 0);
  for (let at = start + 1; at < end; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return null;
    if ((byte & 0xc0) !== 0x80) return start + 1;
  }
  return end;
}

/** How many bytes the character that starts with this byte has; 1 for a byte that starts none. */
function characterBytes(first: number): number {
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 1;
}

/** Bytes that are no UTF-8 become U+FFFD, one each. */
export function decodeUtf8(bytes: Uint8Array): string {
  const pieces: string[] = [];
  // Few enough to be arguments of one call.
  const units = new Uint16Array(4096);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const size = characterBytes(bytes[at] ?? 0);
    const codePoint = codePointAt(bytes, at, size);
    at += codePoint === replacement ? 1 : size;
    if (codePoint > 0xffff) {
      units[length] = 0xd7c0 + (codePoint >> 10);
      units[length + 1] = 0xdc00 + (codePoint & 0x3ff);
      length += 2;
    } else {
      units[length] = codePoint;
      length += 1;
    }
    if (length < units.length - 2 && at < bytes.length) continue;
    pieces.push(String.fromCharCode(...units.subarray(0, length)));
    length = 0;
  }
  return pieces.join('');
}

function codePointAt(bytes: Uint8Array, at: number, size: number): number {
  const first = bytes[at] ?? 0;
  if (size === 1) return first < 0x80 ? first : replacement;
  let codePoint = first & (0xff >> (size + 1));
  for (let index = at + 1; index < at + size; index += 1) {
    const byte = bytes[index] ?? 0;
    if ((byte & 0xc0) !== 0x80) return replacement;
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  const isOverlong = codePoint < (size === 2 ? 0x80 : size === 3 ? 0x800 : 0x1_0000);
  const isNone = codePoint > 0x10_ffff || (codePoint >= 0xd800 && codePoint < 0xe000);
  return isOverlong || isNone ? replacement : codePoint;
}

export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) pushCodePoint(bytes, character.codePointAt(0) ?? 0);
  return Uint8Array.from(bytes);
}

function pushCodePoint(bytes: number[], codePoint: number): void {
  const next = (shift: number) => 0x80 | ((codePoint >> shift) & 0x3f);
  if (codePoint < 0x80) {
    bytes.push(codePoint);
  } else if (codePoint < 0x800) {
    bytes.push(0xc0 | (codePoint >> 6), next(0));
  } else if (codePoint >= 0xd800 && codePoint < 0xe000) {
    pushCodePoint(bytes, replacement);
  } else if (codePoint < 0x1_0000) {
    bytes.push(0xe0 | (codePoint >> 12), next(6), next(0));
  } else {
    bytes.push(0xf0 | (codePoint >> 18), next(12), next(6), next(0));
  }
}
