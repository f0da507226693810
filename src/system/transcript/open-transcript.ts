import { stat } from 'node:fs/promises';
import { transcriptEntry } from '../../core/transcript/transcript-entry.ts';
import type { TranscriptEntry } from '../../core/transcript/transcript-item.ts';
import type {
  OpenTranscript,
  TranscriptPage,
  TranscriptPort,
} from '../../core/transcript/transcript-port.ts';
import { changeHints } from '../change-hints.ts';
import { fileIdentity } from '../file-identity.ts';
import { onceAtATime } from '../once-at-a-time.ts';
import { isErrorCode, isSystemError } from '../system-error.ts';
import { rolloutChain, rolloutOf, type Segment } from './rollout-chain.ts';
import {
  type LineBlock,
  linesAfter,
  linesBefore,
  linesIn,
  wholeLinesEnd,
} from './rollout-lines.ts';
import { sessionList } from './session-list.ts';
import { searchBlocks } from './transcript-search.ts';

/** Some screens of text, or one long output; parsed within 5 ms. */
const pageBytes = 256 * 1024;
/** Searched at once: a larger block is not quicker, and a smaller one stops for the disk more often. */
const searchBytes = 512 * 1024;

export const transcripts: TranscriptPort = {
  open: openTranscript,
  pathOf: rolloutOf,
  listed: sessionList,
};

async function openTranscript(
  path: string,
): Promise<OpenTranscript | { readonly problem: string }> {
  try {
    const { segments, missing } = await rolloutChain(path);
    return overSegments(path, segments, missing);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return { problem: 'is not there' };
    if (error instanceof Error) return { problem: `cannot be read: ${error.message}` };
    throw error;
  }
}

function overSegments(
  path: string,
  opened: readonly Segment[],
  missing: readonly string[],
): OpenTranscript {
  const last = opened.at(-1);
  if (!last) throw new Error('a rollout has at least its own lines');
  let live: Segment = last;
  const segments = () => [...opened.slice(0, -1), live];
  const listeners = new Set<(change: 'grown' | 'replaced' | 'gone') => void>();
  const tell = (change: 'grown' | 'replaced' | 'gone') => {
    for (const listener of listeners) listener(change);
  };

  const look = onceAtATime(async () => {
    try {
      const [own, named] = await Promise.all([live.file.stat(), stat(path)]);
      const isSame = path.endsWith('.zst') || fileIdentity(own) === fileIdentity(named);
      if (!isSame || own.size < live.length) return tell('replaced');
      const length = await wholeLinesEnd(live.file, live.length, own.size);
      if (length === live.length) return;
      live = { ...live, length };
      tell('grown');
    } catch (error) {
      if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) tell('gone');
      else if (!isSystemError(error)) throw error;
    }
  });
  let hints: ReturnType<typeof changeHints> | null = null;

  return {
    missing,
    end: () => live.base + live.length,
    before: async (position) =>
      pageOf(await blockBefore(segments(), position, pageBytes), position),
    after: (position) => pageAfter(segments(), position),
    search: (pattern, level, limits) =>
      searchBlocks(blocksFromEnd(segments(), searchBytes), pattern, level, limits),
    onChange(listener) {
      listeners.add(listener);
      // What was written before anybody listened is told as well.
      hints ??= changeHints(
        path,
        () => void look(),
        () => undefined,
      );
      void hints.ready.then(look);
      return () => void listeners.delete(listener);
    },
    async close() {
      listeners.clear();
      await hints?.close();
      for (const { file } of opened) await file.close();
    },
  };
}

/** Positions are the transcript's. */
async function blockBefore(
  segments: readonly Segment[],
  position: number,
  wantedBytes: number,
): Promise<LineBlock> {
  const segment = segments.findLast(({ base }) => base < position);
  if (!segment) return { start: 0, bytes: Buffer.alloc(0) };
  const range = { begin: 0, end: Math.min(position - segment.base, segment.length) };
  const { start, bytes } = await linesBefore(segment.file, range, wantedBytes);
  return { start: start + segment.base, bytes };
}

async function* blocksFromEnd(
  segments: readonly Segment[],
  wantedBytes: number,
): AsyncIterable<LineBlock> {
  const last = segments.at(-1);
  for (let position = last ? last.base + last.length : 0; position > 0; ) {
    const block = await blockBefore(segments, position, wantedBytes);
    yield block;
    position = block.start;
  }
}

async function pageAfter(segments: readonly Segment[], position: number): Promise<TranscriptPage> {
  const segment = segments.find(({ base, length }) => position < base + length);
  if (!segment) return { from: position, to: position, entries: [] };
  const range = { begin: Math.max(0, position - segment.base), end: segment.length };
  const { start, bytes, next } = await linesAfter(segment.file, range, pageBytes);
  const to = next > range.begin ? segment.base + next : segment.base + segment.length;
  return pageOf({ start: start + segment.base, bytes }, to);
}

function pageOf(block: LineBlock, to: number): TranscriptPage {
  const from = block.start;
  const isTooLong = block.bytes.length === 0 && from < to;
  return { from, to, entries: isTooLong ? [tooLong(from, to)] : entriesOf(block) };
}

function entriesOf(block: LineBlock): readonly TranscriptEntry[] {
  return linesIn(block).map(({ at, text }) => transcriptEntry(text, at));
}

function tooLong(position: number, to: number): TranscriptEntry {
  const text = `a line of ${Math.round((to - position) / 1024 / 1024)} MB is too long to be shown`;
  const item = { type: 'note', text } as const;
  return { position, at: null, turnId: null, callId: null, stage: 'whole', item, line: '' };
}
