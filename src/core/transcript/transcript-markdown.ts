import type { PatchItem, TranscriptEntry } from './transcript-item.ts';
import { transcriptLines } from './transcript-lines.ts';

/** An entry as a part of a Markdown document; what the model said is Markdown already. */
export function transcriptMarkdown(entry: TranscriptEntry, cwd: string | null): string {
  const { item } = entry;
  switch (item.type) {
    case 'prompt':
      return `## ${item.source === 'typed' ? 'You' : 'Put in by codex'}\n\n${quoted(item.text)}${item.images.map((image) => `\n>\n> (picture: ${image})`).join('')}`;
    case 'answer':
      return item.text;
    case 'reasoning':
      return quoted(item.text);
    case 'command': {
      const end = item.exitCode === null ? item.status : `exit code ${item.exitCode}`;
      const output = item.output === '' ? '' : `\n\n${fenced('', item.output)}`;
      return `${fenced('sh', item.command)}${output}\n\n*${end}*`;
    }
    case 'patch':
      return patchMarkdown(item);
    case 'plan':
      return item.steps
        .map(({ step, status }) => `- [${status === 'completed' ? 'x' : ' '}] ${step}`)
        .join('\n');
    case 'tool': {
      const output = item.output === '' ? '' : `\n\n${fenced('', item.output)}`;
      return `**${item.name}** ${item.input}${output}`;
    }
    case 'error':
      return `**Error:** ${item.message}`;
    case 'interrupted':
      return `*${item.reason}*`;
    default: {
      const lines = transcriptLines(entry, { cwd, longestOutput: Number.POSITIVE_INFINITY });
      return lines.map(({ text }) => text.trim()).join('\n');
    }
  }
}

function patchMarkdown({ files, status, problem }: PatchItem): string {
  const parts = files.map(({ path, movedTo, change, diff }) => {
    const target = movedTo === null ? '' : ` → \`${movedTo}\``;
    return `*${change}* \`${path}\`${target}\n\n${fenced('diff', diff.join('\n'))}`;
  });
  const end = status === 'completed' ? [] : [`*${problem ?? status}*`];
  return [...parts, ...end].join('\n\n');
}

function quoted(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

/** With a fence longer than any in the text. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}
