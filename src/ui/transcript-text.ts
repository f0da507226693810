import { redacted } from '../core/transcript/redacted.ts';
import {
  type EntryStream,
  emptyStream,
  settledEntries,
} from '../core/transcript/settled-entries.ts';
import { type DocumentFormat, transcriptDocument } from '../core/transcript/transcript-document.ts';
import type { TranscriptEntry } from '../core/transcript/transcript-item.ts';
import { isShownAt, type TranscriptLevel } from '../core/transcript/transcript-level.ts';
import { transcriptLines } from '../core/transcript/transcript-lines.ts';
import type { OpenTranscript } from '../core/transcript/transcript-port.ts';

/** All of a transcript as plain text, a page at a time. */
export function transcriptText(
  transcript: OpenTranscript,
  level: TranscriptLevel,
): AsyncIterable<string> {
  let cwd: string | null = null;
  return written(transcript, level, (entry) => {
    if (entry.item.type === 'session') cwd = entry.item.cwd;
    const lines = transcriptLines(entry, { cwd, longestOutput: Number.POSITIVE_INFINITY });
    return lines.length === 0 ? '' : `${lines.map(({ text }) => `${text}\n`).join('')}\n`;
  });
}

/** The same as a document, without what looks like a secret. */
export async function* exportedTranscript(
  transcript: OpenTranscript,
  wanted: {
    readonly level: TranscriptLevel;
    readonly title: string;
    readonly format: DocumentFormat;
  },
): AsyncIterable<string> {
  const { head, entry } = transcriptDocument(wanted.format, wanted.title);
  yield head;
  yield* written(transcript, wanted.level, (one) => redacted(entry(one)));
}

async function* written(
  transcript: OpenTranscript,
  level: TranscriptLevel,
  write: (entry: TranscriptEntry) => string,
): AsyncIterable<string> {
  let stream: EntryStream = emptyStream;
  const textOf = (entries: readonly TranscriptEntry[]) =>
    entries
      .filter(({ item }) => isShownAt(item, level))
      .map(write)
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
