import { visibleLines } from '../text/visible-text.ts';
import type { TranscriptLine } from './line-parts.ts';

const fence = /^\s*(```+|~~~+)/;
const bullet = /^(\s*(?:[-*+]|\d+[.)])\s+)/;

/** Markdown line by line, as it was written: only headings and code are told from the rest, and where lists go on. */
export function markdownLines(text: string): readonly TranscriptLine[] {
  let open: string | null = null;
  return visibleLines(text).map((line) => {
    const mark = fence.exec(line)?.[1] ?? null;
    if (open !== null) {
      if (mark?.startsWith(open)) open = null;
      return { role: 'code', text: line, indent: 0 };
    }
    if (mark !== null) {
      open = mark;
      return { role: 'code', text: line, indent: 0 };
    }
    if (/^#{1,6}\s/.test(line)) return { role: 'heading', text: line, indent: 0 };
    return { role: 'answer', text: line, indent: bullet.exec(line)?.[1]?.length ?? 0 };
  });
}

/** The code between the fences of a Markdown text, without them, in order. */
export function codeBlocks(text: string): readonly string[] {
  const blocks: string[][] = [];
  let open: string | null = null;
  for (const line of text.split('\n')) {
    const mark = fence.exec(line)?.[1] ?? null;
    if (open === null && mark !== null) {
      open = mark;
      blocks.push([]);
    } else if (open !== null && mark?.startsWith(open)) open = null;
    else if (open !== null) blocks.at(-1)?.push(line);
  }
  return blocks.map((lines) => lines.join('\n'));
}
