import {
  cut,
  durationText,
  type LineOptions,
  type LineRole,
  line,
  lines,
  shortPath,
  type TranscriptLine,
} from './line-parts.ts';
import type {
  CommandItem,
  PatchItem,
  SubagentItem,
  ToolItem,
  WorkStatus,
} from './transcript-item.ts';

export function commandLines(item: CommandItem, options: LineOptions): readonly TranscriptLine[] {
  const { by, command, status, exitCode, durationMs, justification, output } = item;
  const isPlain = exitCode === null || exitCode === 0;
  const end = joined([isPlain ? statusWords[status] : `exit code ${exitCode}`, took(durationMs)]);
  return [
    ...lines('command', `${by === 'person' ? '!' : '$'} ${command}`, 2),
    ...(justification === null ? [] : lines('quiet', `  asked for leave: ${justification}`, 4)),
    ...outputLines(output, options),
    ...(end === '' ? [] : [line(status === 'failed' ? 'error' : 'quiet', `  ${end}`, 2)]),
  ];
}

export function patchLines(item: PatchItem, options: LineOptions): readonly TranscriptLine[] {
  const files = item.files.flatMap(({ path, change, movedTo, diff }, file) => {
    const target = movedTo === null ? '' : ` → ${shortPath(movedTo, options)}`;
    const added = diff.filter((text) => text.startsWith('+')).length;
    const removed = diff.filter((text) => text.startsWith('-')).length;
    const head = `± ${changeWords[change]} ${shortPath(path, options)}${target} +${added} −${removed}`;
    const changed = diff.flatMap((text, at) => {
      const [first, ...rest] = lines(diffRole(text), `${diffMargin}${text}`, 3);
      return first ? [{ ...first, place: { file, line: at } }, ...rest] : [];
    });
    return [...lines('file', head, 2), ...cut(changed, options)];
  });
  const end = statusWords[item.status];
  return [
    ...files,
    ...(end === '' ? [] : [line(item.status === 'failed' ? 'error' : 'warning', `  ${end}`, 2)]),
    ...(item.problem === null ? [] : lines('error', `  ${item.problem}`, 2)),
  ];
}

/** Before the sign of each line. */
export const diffMargin = '  ';

const changeWords = { add: 'added', delete: 'deleted', update: 'changed' } as const;

function diffRole(text: string): LineRole {
  if (text.startsWith('@@')) return 'hunk';
  if (text.startsWith('+')) return 'added';
  return text.startsWith('-') ? 'removed' : 'output';
}

export function toolLines(item: ToolItem, options: LineOptions): readonly TranscriptLine[] {
  const { name, input, output, status, durationMs } = item;
  const end = joined([statusWords[status], took(durationMs)]);
  const head = [`⚙ ${name}`, input, end].filter((word) => word !== '').join(' ');
  const role = status === 'failed' ? 'error' : 'command';
  return [...cut(lines(role, head, 2), options), ...outputLines(output, options)];
}

export function subagentLines(item: SubagentItem, options: LineOptions): readonly TranscriptLine[] {
  const { activity, agents, status, prompt } = item;
  const names = agents.map(({ name, threadId }) => name ?? threadId).join(', ');
  const words = [`⑂ ${activity.replaceAll('_', ' ')}`, names, statusWords[status]];
  return [
    ...lines('command', words.filter((word) => word !== '').join(' '), 2),
    ...(prompt === null ? [] : cut(lines('quiet', `  ${prompt}`, 2), options)),
  ];
}

/** What went well needs no word. */
const statusWords: Readonly<Record<WorkStatus, string>> = {
  running: 'goes on',
  completed: '',
  failed: 'failed',
  declined: 'stopped by you',
};

/** A shorter wait nobody notices. */
const noticedMs = 1000;

function took(durationMs: number | null): string {
  return durationMs === null || durationMs < noticedMs ? '' : durationText(durationMs);
}

function joined(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(', ');
}

function outputLines(output: string, options: LineOptions): readonly TranscriptLine[] {
  const text = output.trimEnd();
  return text === '' ? [] : cut(lines('output', `  ${text}`, 4), options);
}
