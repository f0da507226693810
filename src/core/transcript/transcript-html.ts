import type { LineRole } from './line-parts.ts';
import type { TranscriptEntry } from './transcript-item.ts';
import { transcriptLines } from './transcript-lines.ts';

/** A document that needs nothing besides, in light or dark as its reader has it. Goes before all entries. */
export function htmlHead(title: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; }
body { font: 14px/1.5 ui-monospace, monospace; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
article { margin: 0 0 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.prompt { font-weight: bold; border-left: 3px solid currentColor; padding-left: .6rem; }
.command, .file, .heading { font-weight: bold; }
.output, .quiet, .hunk { opacity: .7; }
.added { color: light-dark(#156c2d, #57ab5a); }
.removed, .error { color: light-dark(#b91c1c, #ff7b72); }
.warning, .question { color: light-dark(#855600, #f0b72f); }
summary { cursor: pointer; }
</style>
<h1>${escaped(title)}</h1>
`;
}

/** Outputs and diffs are folded where they are longer than a look takes in. */
const foldedLines = 12;

export function transcriptHtml(entry: TranscriptEntry, cwd: string | null): string {
  const lines = transcriptLines(entry, { cwd, longestOutput: Number.POSITIVE_INFINITY });
  const spans = lines.map(({ role, text }) => span(role, text));
  const [first = '', ...rest] = spans;
  const body =
    rest.length > foldedLines && entry.item.type !== 'answer' && entry.item.type !== 'prompt'
      ? `<details><summary>${first}</summary>${rest.join('\n')}</details>`
      : spans.join('\n');
  const time = entry.at === null ? '' : ` title="${new Date(entry.at).toISOString()}"`;
  return `<article class="${entry.item.type}"${time}>${body}</article>\n`;
}

function span(role: LineRole, text: string): string {
  return role === 'answer' ? escaped(text) : `<span class="${role}">${escaped(text)}</span>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
