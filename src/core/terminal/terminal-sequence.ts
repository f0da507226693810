/** Cells of a terminal's screen. */
export type ScreenSize = { readonly columns: number; readonly rows: number };

/** One control sequence in a stream of output. */
export type TerminalSequence = {
  /** Index behind its last byte. */
  readonly end: number;
  /** What the terminal should read in its place; null when the bytes may pass as they are. */
  readonly instead: readonly number[] | null;
  /** The string that begins behind it. */
  readonly opens: OpenString | null;
};

/** An OSC is a command; only those end with BEL as well. */
export type OpenString = { readonly kind: 'command' | 'string'; readonly sizeBytes: number };

/** The longest sequence seen from any program is under 200 bytes. */
const sequenceLimitBytes = 4096;

export const controlBytes = {
  bell: 0x07,
  cancel: 0x18,
  substitute: 0x1a,
  escape: 0x1b,
  /**
   * First byte of the C1 controls U+0080 to U+009F in UTF-8; xterm obeys them as it obeys ESC and a
   * letter.
   */
  c1Lead: 0xc2,
} as const;

const { cancel, substitute, escape: escapeByte, c1Lead } = controlBytes;
const csi = 0x5b;
const command = 0x5d;
/** DCS, SOS, OSC, PM and APC. */
const stringOpeners: ReadonlySet<number> = new Set([0x50, 0x58, command, 0x5e, 0x5f]);

/** Whether ESC or a C1 control stands there. */
export function isIntroducer(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] === escapeByte) return true;
  const next = bytes[at + 1] ?? 0;
  return bytes[at] === c1Lead && next >= 0x80 && next < 0xa0;
}

/**
 * The sequence whose introducer stands at `start`, read as xterm's parser reads it: C0 controls
 * inside act at once, ESC starts anew, CAN and SUB give up. Null when its end is still to come.
 */
export function sequenceAt(
  bytes: Uint8Array,
  start: number,
  size: ScreenSize,
): TerminalSequence | null {
  const simpleEnd = endOfSimpleSequence(bytes, start);
  if (simpleEnd !== null) return { end: simpleEnd, instead: null, opens: null };
  const isC1 = bytes[start] === c1Lead;
  const opening = isC1 ? [(bytes[start + 1] ?? 0) - 0x40] : [];
  const { body, controls, end, ending } = readBody(bytes, start + (isC1 ? 2 : 1), opening);
  if (ending === 'missing') return null;
  if (ending === 'broken off') return { end, instead: controls, opens: null };
  const clamped = clampedBody(body, size);
  const isAsItCame = clamped === body && !isC1 && end - start === body.length + 1;
  return {
    end,
    instead: isAsItCame ? null : [...controls, escapeByte, ...clamped],
    opens: stringOpenedBy(body),
  };
}

/** `body` is all behind the ESC, `controls` what stood inside and acts before it. */
function readBody(bytes: Uint8Array, start: number, opening: readonly number[]) {
  const body = [...opening];
  const controls: number[] = [];
  let at = start;
  for (; !isComplete(body); at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return { body, controls, end: at, ending: 'missing' } as const;
    if (breaksOff(byte) || body.length > sequenceLimitBytes) {
      return { body, controls, end: at, ending: 'broken off' } as const;
    }
    if (byte < 0x20) controls.push(byte);
    else if (byte !== 0x7f) body.push(byte);
  }
  return { body, controls, end: at, ending: 'complete' } as const;
}

function breaksOff(byte: number): boolean {
  return byte === escapeByte || byte === cancel || byte === substitute || byte >= 0x80;
}

/**
 * Most sequences are colours and moves without a count that could hurt: no need to take those
 * apart.
 */
function endOfSimpleSequence(bytes: Uint8Array, start: number): number | null {
  if (bytes[start] !== escapeByte || bytes[start + 1] !== csi) return null;
  const limit = Math.min(bytes.length, start + sequenceLimitBytes);
  for (let at = start + 2; at < limit; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x40 && byte < 0x7f) return counted.has(byte) ? null : at + 1;
    if (byte < 0x20 || byte > 0x3f) return null;
  }
  return null;
}

function isComplete(body: readonly number[]): boolean {
  const [first] = body;
  const last = body.at(-1);
  if (first === undefined || last === undefined) return false;
  if (first === csi) return body.length > 1 && last >= 0x40;
  return last >= 0x30;
}

function stringOpenedBy(body: readonly number[]): OpenString | null {
  const [opener = 0] = body;
  if (body.length > 1 || !stringOpeners.has(opener)) return null;
  return { kind: opener === command ? 'command' : 'string', sizeBytes: 0 };
}

/**
 * Final bytes whose count xterm runs down in a loop, and the count after which more does nothing.
 */
const counted: ReadonlyMap<number, (size: ScreenSize) => number> = new Map(
  [
    { finals: 'STLM', limit: ({ rows }: ScreenSize) => rows },
    { finals: '@IPXZ', limit: ({ columns }: ScreenSize) => columns },
    { finals: 'b', limit: ({ columns, rows }: ScreenSize) => columns * rows },
  ].flatMap(({ finals, limit }) =>
    Array.from(finals, (final) => [final.charCodeAt(0), limit] as const),
  ),
);

/** The same array when no count in it is too high. */
function clampedBody(body: readonly number[], size: ScreenSize): readonly number[] {
  const limit = body[0] === csi ? counted.get(body.at(-1) ?? 0)?.(size) : undefined;
  if (limit === undefined) return body;
  const text = String.fromCharCode(...body);
  const clamped = text.replace(/\d+/g, (count) => (Number(count) > limit ? `${limit}` : count));
  return clamped === text ? body : Array.from(clamped, (character) => character.charCodeAt(0));
}
