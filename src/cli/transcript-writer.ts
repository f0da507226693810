import type { LineRole } from '../core/transcript/line-parts.ts';
import { htmlHead, transcriptHtml } from '../core/transcript/transcript-html.ts';
import type { TranscriptEntry } from '../core/transcript/transcript-item.ts';
import { transcriptJson } from '../core/transcript/transcript-json.ts';
import { transcriptLines } from '../core/transcript/transcript-lines.ts';
import { transcriptMarkdown } from '../core/transcript/transcript-markdown.ts';
import type { Environment } from '../wire/places.ts';
import { type Paint, paintFor } from './paint.ts';

export const transcriptFormats = ['text', 'md', 'json', 'html'] as const;

/** Writes entries out one after the other. */
export type TranscriptWriter = {
  readonly head: string;
  readonly entry: (entry: TranscriptEntry) => string;
};

/** In a terminal the output of a command is to be passed over at a glance. */
const longestOutput = 12;

export function writerOf(options: {
  readonly format: (typeof transcriptFormats)[number];
  readonly title: string;
  readonly stdout: { readonly isTTY?: boolean };
  readonly env: Environment;
}): TranscriptWriter {
  let cwd: string | null = null;
  const noting = (write: (entry: TranscriptEntry) => string) => (entry: TranscriptEntry) => {
    if (entry.item.type === 'session') cwd = entry.item.cwd;
    return write(entry);
  };
  const { format, title } = options;
  switch (format) {
    case 'text': {
      const paint = paintFor(options.stdout, options.env);
      return { head: '', entry: noting((entry) => textOf(entry, cwd, paint)) };
    }
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

function textOf(entry: TranscriptEntry, cwd: string | null, paint: Paint): string {
  const lines = transcriptLines(entry, { cwd, longestOutput });
  if (lines.length === 0) return '';
  return `${lines.map(({ role, text }) => paint(paintRoles[role], text)).join('\n')}\n\n`;
}

const paintRoles: Readonly<Record<LineRole, Parameters<Paint>[0]>> = {
  prompt: 'name',
  answer: 'ready',
  heading: 'name',
  code: 'ready',
  command: 'working',
  output: 'muted',
  file: 'working',
  hunk: 'muted',
  added: 'done',
  removed: 'failed',
  plan: 'ready',
  question: 'needsYou',
  warning: 'interrupted',
  error: 'failed',
  quiet: 'muted',
};
