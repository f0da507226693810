import type { LineRole } from '../core/transcript/line-parts.ts';
import {
  documentFormats,
  type TranscriptDocument,
  transcriptDocument,
} from '../core/transcript/transcript-document.ts';
import type { TranscriptEntry } from '../core/transcript/transcript-item.ts';
import { transcriptLines } from '../core/transcript/transcript-lines.ts';
import type { Environment } from '../wire/places.ts';
import { type Paint, paintFor } from './paint.ts';

export const transcriptFormats = ['text', ...documentFormats] as const;

/** In a terminal the output of a command is to be passed over at a glance. */
const longestOutput = 12;

export function writerOf(options: {
  readonly format: (typeof transcriptFormats)[number];
  readonly title: string;
  readonly stdout: { readonly isTTY?: boolean };
  readonly env: Environment;
}): TranscriptDocument {
  const { format, title } = options;
  if (format !== 'text') return transcriptDocument(format, title);
  const paint = paintFor(options.stdout, options.env);
  let cwd: string | null = null;
  return {
    head: '',
    entry(entry) {
      if (entry.item.type === 'session') cwd = entry.item.cwd;
      return textOf(entry, cwd, paint);
    },
  };
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
