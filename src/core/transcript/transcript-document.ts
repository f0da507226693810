import { htmlHead, transcriptHtml } from './transcript-html.ts';
import type { TranscriptEntry } from './transcript-item.ts';
import { transcriptJson } from './transcript-json.ts';
import { transcriptMarkdown } from './transcript-markdown.ts';

/** What a transcript is written as, for others to read on; JSON is a line for each entry. */
export const documentFormats = ['md', 'json', 'html'] as const;

export type DocumentFormat = (typeof documentFormats)[number];

/** Entries are given in order, from the beginning or any later place. */
export type TranscriptDocument = {
  readonly head: string;
  readonly entry: (entry: TranscriptEntry) => string;
};

export function transcriptDocument(format: DocumentFormat, title: string): TranscriptDocument {
  let cwd: string | null = null;
  const noting = (write: (entry: TranscriptEntry) => string) => (entry: TranscriptEntry) => {
    if (entry.item.type === 'session') cwd = entry.item.cwd;
    return write(entry);
  };
  switch (format) {
    case 'md':
      return {
        head: `# ${title}\n\n`,
        entry: noting((entry) => `${transcriptMarkdown(entry, cwd)}\n\n`),
      };
    case 'json':
      return { head: '', entry: (entry) => `${transcriptJson(entry)}\n` };
    case 'html':
      return { head: htmlHead(title), entry: noting((entry) => transcriptHtml(entry, cwd)) };
    default:
      return format satisfies never;
  }
}
