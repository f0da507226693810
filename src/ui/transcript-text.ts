import { redacted } from '../core/transcript/redacted.ts';
import {
  type EntryStream,
  emptyStream,
  settledEntries,
} from '../core/transcript/settled-entries.ts';
import type { TranscriptEntry } from '../core/transcript/transcript-item.ts';
import { isShownAt, type TranscriptLevel } from '../core/transcript/transcript-level.ts';
import { transcriptLines } from '../core/transcript/transcript-lines.ts';
import { transcriptMarkdown } from '../core/transcript/transcript-markdown.ts';
import type { OpenTranscript } from '../core/transcript/transcript-port.ts';

type Write = (entry: TranscriptEntry, cwd: string | null) => string;

/** All of a transcript as plain text, a page at a time. */
export function transcriptText(
  transcript: OpenTranscript,
  level: TranscriptLevel,
): AsyncIterable<string> {
  return written(transcript, level, (entry, cwd) => {
    const lines = transcriptLines(entry, { cwd, longestOutput: Number.POSITIVE_INFINITY });
    return lines.map(({ text }) => `${text}\n`).join('');
  });
}

/** The same as Markdown, without what looks like a secret. */
export async function* exportedMarkdown(
  transcript: OpenTranscript,
  { level, title }: { readonly level: TranscriptLevel; readonly title: string },
): AsyncIterable<string> {
  yield `# ${title}\n\n`;
  yield* written(transcript, level, (entry, cwd) => {
    const text = redacted(transcriptMarkdown(entry, cwd));
    return text === '' ? '' : `${text}\n`;
  });
}

async function* written(
  transcript: OpenTranscript,
  level: TranscriptLevel,
  write: Write,
): AsyncIterable<string> {
  let stream: EntryStream = emptyStream;
  let cwd: string | null = null;
  const textOf = (entries: readonly TranscriptEntry[]) =>
    entries
      .filter(({ item }) => isShownAt(item, level))
      .map((entry) => {
        if (entry.item.type === 'session') cwd = entry.item.cwd;
        return write(entry, cwd);
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
