import {
  type EntryStream,
  emptyStream,
  settledEntries,
} from '../core/transcript/settled-entries.ts';
import type { TranscriptEntry } from '../core/transcript/transcript-item.ts';
import { isShownAt, type TranscriptLevel } from '../core/transcript/transcript-level.ts';
import { transcriptLines } from '../core/transcript/transcript-lines.ts';
import type { OpenTranscript } from '../core/transcript/transcript-port.ts';

/** All of a transcript as plain text, a page at a time. */
export async function* transcriptText(
  transcript: OpenTranscript,
  level: TranscriptLevel,
): AsyncIterable<string> {
  let stream: EntryStream = emptyStream;
  let cwd: string | null = null;
  const textOf = (entries: readonly TranscriptEntry[]) =>
    entries
      .filter(({ item }) => isShownAt(item, level))
      .map((entry) => {
        if (entry.item.type === 'session') cwd = entry.item.cwd;
        const lines = transcriptLines(entry, { cwd, longestOutput: Number.POSITIVE_INFINITY });
        return lines.map(({ text }) => `${text}\n`).join('');
      })
      .filter((text) => text !== '')
      .map((text) => `${text}\n`)
      .join('');
  for (let position = 0; position < transcript.end(); ) {
    const page = await transcript.after(position);
    position = page.to;
    const { settled, stream: next } = settledEntries(stream, page.entries, 'before-more');
    stream = next;
    yield textOf(settled);
  }
  yield textOf(settledEntries(stream, [], 'at-end').settled);
}
