import {
  cut,
  durationText,
  type LineOptions,
  line,
  lines,
  shortPath,
  type TranscriptLine,
} from './line-parts.ts';
import { markdownLines } from './markdown-lines.ts';
import type { AskedQuestion, TranscriptEntry, TranscriptItem } from './transcript-item.ts';
import { commandLines, patchLines, subagentLines, toolLines } from './work-lines.ts';

/** How an entry reads, without the blank line between entries; none for what has nothing to say. */
export function transcriptLines(
  entry: TranscriptEntry,
  options: LineOptions,
): readonly TranscriptLine[] {
  const { item } = entry;
  if (item.type !== 'other') return itemLines(item, options);
  return entry.line === '' ? [] : lines('quiet', `· ${entry.line}`, 2);
}

/** The summary of a thought begins with `**what it is about**`. */
const headings = /^\*\*(.+)\*\*$/gm;

function itemLines(
  item: Exclude<TranscriptItem, { type: 'other' }>,
  options: LineOptions,
): readonly TranscriptLine[] {
  switch (item.type) {
    case 'prompt':
      return promptLines(item, options);
    case 'answer':
      return answerLines(item.text);
    case 'reasoning':
      return lines('quiet', `∴ ${item.text.replace(headings, '$1')}`, 2);
    case 'command':
      return commandLines(item, options);
    case 'patch':
      return patchLines(item, options);
    case 'tool':
      return toolLines(item, options);
    case 'subagent':
      return subagentLines(item, options);
    case 'plan':
      return planLines(item);
    case 'question':
      return item.questions.flatMap(questionLines);
    case 'approval':
      return lines('warning', `! ${item.decision}: ${item.subject}`, 2);
    case 'error':
      return lines('error', `✗ ${item.message}`, 2);
    case 'interrupted':
      return lines('warning', `■ ${item.reason}`, 2);
    case 'tokens':
      return tokensLines(item);
    case 'compaction':
      return [
        line('quiet', '— the conversation was compacted —', 2),
        ...(item.summary === null ? [] : cut(lines('quiet', `  ${item.summary}`, 2), options)),
      ];
    case 'session':
      return sessionLines(item);
    case 'turn':
      return [line('quiet', `  turn ${turnWords(item)}`, 2)];
    case 'note':
      return lines('quiet', `— ${item.text} —`, 2);
    default:
      return item satisfies never;
  }
}

type ItemOf<Type extends TranscriptItem['type']> = Extract<TranscriptItem, { type: Type }>;

function promptLines(
  { source, text, images }: ItemOf<'prompt'>,
  options: LineOptions,
): readonly TranscriptLine[] {
  if (source === 'injected') return cut(lines('quiet', `‹ ${text}`, 2), options);
  const pictures = images.map((image) =>
    line('quiet', `  picture ${shortPath(image, options)}`, 4),
  );
  return [...lines('prompt', `› ${text}`, 2), ...pictures];
}

function answerLines(text: string): readonly TranscriptLine[] {
  return markdownLines(text).map(({ role, text: said, indent }, index) =>
    line(role, `${index === 0 ? '• ' : '  '}${said}`, indent + 2),
  );
}

const planSigns = { completed: '✔', in_progress: '▸', pending: '·' } as const;

function planLines({ explanation, steps }: ItemOf<'plan'>): readonly TranscriptLine[] {
  return [
    ...lines('plan', explanation === null ? 'Plan' : `Plan: ${explanation}`, 2),
    ...steps.flatMap(({ step, status }) =>
      lines(status === 'completed' ? 'quiet' : 'plan', `  ${planSigns[status]} ${step}`, 4),
    ),
  ];
}

function questionLines({ question, options, answer }: AskedQuestion): readonly TranscriptLine[] {
  const choices = options.flatMap((choice, index) =>
    lines('quiet', `  ${index + 1}. ${choice}`, 5),
  );
  return [
    ...lines('question', `? ${question}`, 2),
    ...(answer === null ? choices : lines('prompt', `› ${answer}`, 2)),
  ];
}

function tokensLines({
  usedTokens,
  totalTokens,
  windowTokens,
}: ItemOf<'tokens'>): readonly TranscriptLine[] {
  const room = windowTokens === null ? '' : ` of ${windowTokens}`;
  return [line('quiet', `  ${usedTokens}${room} tokens used, ${totalTokens} in all`, 2)];
}

function sessionLines(item: ItemOf<'session'>): readonly TranscriptLine[] {
  const { id, cwd, codexVersion, subagentName } = item;
  const what = subagentName === null ? 'session' : `subagent ${subagentName}, session`;
  const where = cwd === null ? '' : ` in ${cwd}`;
  const version = codexVersion === null ? '' : `, codex ${codexVersion}`;
  return lines('quiet', `— ${what} ${id}${where}${version} —`, 2);
}

function turnWords({ phase, durationMs }: ItemOf<'turn'>): string {
  return durationMs === null ? phase : `${phase} in ${durationText(durationMs)}`;
}
