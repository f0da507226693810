import type { TranscriptItem } from './transcript-item.ts';

/** All of an item that a person may look for. */
export function searchedText(item: TranscriptItem): string {
  switch (item.type) {
    case 'prompt':
    case 'answer':
    case 'reasoning':
    case 'note':
      return item.text;
    case 'command':
      return [item.command, item.output, item.justification ?? ''].join('\n');
    case 'patch':
      return item.files
        .flatMap(({ path, movedTo, diff }) => [path, movedTo ?? '', ...diff])
        .join('\n');
    case 'plan':
      return [item.explanation ?? '', ...item.steps.map(({ step }) => step)].join('\n');
    case 'tool':
      return [item.name, item.input, item.output].join('\n');
    case 'question':
      return item.questions
        .flatMap(({ question, options, answer }) => [question, ...options, answer ?? ''])
        .join('\n');
    case 'approval':
      return `${item.subject}\n${item.decision}`;
    case 'error':
      return item.message;
    case 'interrupted':
      return item.reason;
    case 'compaction':
      return item.summary ?? '';
    case 'subagent':
      return [item.activity, item.prompt ?? '', ...item.agents.map(({ name }) => name ?? '')].join(
        '\n',
      );
    case 'session':
      return [item.id, item.cwd ?? ''].join('\n');
    case 'tokens':
    case 'turn':
    case 'other':
      return '';
    default:
      return item satisfies never;
  }
}

/** Small letters find large ones, too; a large letter in the pattern finds itself alone, as in `less -i`. */
export function matcherOf(pattern: string): (text: string) => boolean {
  if (pattern !== pattern.toLowerCase()) return (text) => text.includes(pattern);
  return (text) => text.toLowerCase().includes(pattern);
}
