import { type ScreenSnapshot, snapshotText } from '../../core/terminal/screen-snapshot.ts';
import type { ScreenSize } from '../../core/terminal/terminal-sequence.ts';

/** The last output of an agent, so that what led to a wrong state can be looked at again. */
export type OutputRing = {
  /** Copied. `at` is epoch ms. */
  readonly push: (bytes: Uint8Array, at: number) => void;
  readonly resized: (size: ScreenSize, at: number) => void;
  /** Whether the next segment is due. Where it does not begin, nothing more is kept. */
  readonly isDue: (at: number) => boolean;
  /** Begins a segment; the oldest goes when there are too many. */
  readonly begin: (snapshot: ScreenSnapshot, at: number) => void;
  /** What is kept, oldest first; each segment begins with the whole screen. */
  readonly kept: () => readonly KeptOutput[];
};

/** `at` is epoch ms. */
export type KeptOutput =
  | ({ readonly type: 'screen'; readonly at: number; readonly text: string } & ScreenSize)
  | { readonly type: 'output'; readonly at: number; readonly bytes: Uint8Array }
  | ({ readonly type: 'size'; readonly at: number } & ScreenSize)
  /** The agent wrote more than was kept. */
  | { readonly type: 'gap'; readonly at: number };

/** Four of these are minutes of an agent at work; sixteen agents' are 17 MB. */
export const segmentBytes = 256 * 1024;
const segmentLimit = 4;
/**
 * A snapshot takes half a millisecond on a large screen, as long as parsing 30 kB. An agent that floods is kept
 * with gaps instead of ten thousand times a minute.
 */
const shortestMs = 100;
/** The next segment waits so long for an end of a sequence. */
const patienceBytes = 16 * 1024;
const fullBytes = segmentBytes + patienceBytes;
/** The first segment grows by doubling: most agents write little. */
const firstBytes = 8 * 1024;
/** A piece costs two numbers; pieces of one millisecond are one. */
const pieceLimit = 8192;

type Segment = {
  readonly snapshot: ScreenSnapshot;
  readonly beganAt: number;
  bytes: Buffer;
  sizeBytes: number;
  /** Of each piece: ms since the beginning, and the byte behind its end. */
  readonly times: number[];
  readonly ends: number[];
  readonly sizes: { readonly at: number; readonly piece: number; readonly size: ScreenSize }[];
  isCut: boolean;
};

export function outputRing(snapshot: ScreenSnapshot, at: number): OutputRing {
  let segments: readonly Segment[] = [];
  let present = newSegment(snapshot, at, Buffer.allocUnsafeSlow(firstBytes));
  segments = [present];

  return {
    push(bytes, at) {
      const wanted = present.sizeBytes + bytes.length;
      if (wanted > fullBytes) present.isCut = true;
      if (present.isCut) return;
      if (wanted > present.bytes.length) present.bytes = grown(present, wanted);
      present.bytes.set(bytes, present.sizeBytes);
      present.sizeBytes = wanted;
      addPiece(present, at);
    },
    resized(size, at) {
      present.sizes.push({ at, piece: present.ends.length, size });
    },
    isDue(at) {
      if (at - present.beganAt < shortestMs) return false;
      const isFull = present.sizeBytes >= segmentBytes || present.ends.length >= pieceLimit;
      return isFull || present.isCut;
    },
    begin(snapshot, at) {
      const oldest = segments.length >= segmentLimit ? segments[0] : undefined;
      // Its memory is taken over: a flood would else make work for the garbage collector.
      const buffer = oldest?.bytes ?? Buffer.allocUnsafeSlow(fullBytes);
      present = newSegment(snapshot, at, buffer);
      segments = [...(oldest ? segments.slice(1) : segments), present];
    },
    kept: () => segments.flatMap(keptIn),
  };
}

function newSegment(snapshot: ScreenSnapshot, beganAt: number, bytes: Buffer): Segment {
  return { snapshot, beganAt, bytes, sizeBytes: 0, times: [], ends: [], sizes: [], isCut: false };
}

function grown({ bytes, sizeBytes }: Segment, wanted: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.min(fullBytes, Math.max(wanted, bytes.length * 2)));
  bytes.copy(larger, 0, 0, sizeBytes);
  return larger;
}

function addPiece(segment: Segment, at: number): void {
  const { times, ends, sizes, sizeBytes, beganAt } = segment;
  const time = at - beganAt;
  const last = ends.length - 1;
  if (times[last] === time && sizes.at(-1)?.piece !== ends.length) {
    ends[last] = sizeBytes;
  } else {
    times.push(time);
    ends.push(sizeBytes);
  }
}

function keptIn({ snapshot, beganAt, bytes, times, ends, sizes, isCut }: Segment): KeptOutput[] {
  const { columns, rows } = snapshot.frame;
  const text = snapshotText(snapshot);
  const kept: KeptOutput[] = [{ type: 'screen', at: beganAt, columns, rows, text }];
  const sizesBefore = (piece: number) =>
    sizes
      .filter((one) => one.piece === piece)
      .map(({ at, size }) => ({ type: 'size', at, ...size }) as const);
  for (const [piece, end] of ends.entries()) {
    kept.push(...sizesBefore(piece));
    const start = ends[piece - 1] ?? 0;
    const at = beganAt + (times[piece] ?? 0);
    // Copied: the memory may be written over by the time that this is sent.
    kept.push({ type: 'output', at, bytes: Uint8Array.from(bytes.subarray(start, end)) });
  }
  kept.push(...sizesBefore(ends.length));
  if (isCut) kept.push({ type: 'gap', at: beganAt + (times.at(-1) ?? 0) });
  return kept;
}
