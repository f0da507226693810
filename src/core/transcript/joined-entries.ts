import { at, listAt } from '../text/json-fields.ts';
import { jsonValue } from '../text/json-value.ts';
import type {
  AskedQuestion,
  CommandItem,
  TranscriptEntry,
  TranscriptItem,
  WorkStatus,
} from './transcript-item.ts';

/**
 * Entries that follow one another, with each call told once: where it ended, or where it was asked for while
 * nobody has said that it ended. A call's other lines stay as `other`, so nothing is ever dropped.
 */
export function joinedEntries(entries: readonly TranscriptEntry[]): readonly TranscriptEntry[] {
  const calls = new Map<string, Call>();
  const keys = keysOf(entries);
  for (const [index, entry] of entries.entries()) {
    const key = keys[index];
    if (key === undefined) continue;
    const call = calls.get(key) ?? {};
    calls.set(key, { ...call, [entry.stage]: entry });
  }
  return entries.map((entry, index) => {
    const key = keys[index];
    return key === undefined ? entry : told(entry, calls.get(key) ?? {});
  });
}

/** Its lines, each of which may stand on a page that is not read yet. */
type Call = { readonly [stage in TranscriptEntry['stage']]?: TranscriptEntry };

/** A provider may give the same id to calls of different turns. */
function keysOf(entries: readonly TranscriptEntry[]): readonly (string | undefined)[] {
  let turn: string | null = null;
  return entries.map(({ turnId, callId }) => {
    turn = turnId ?? turn;
    return callId === null ? undefined : `${turn} ${callId}`;
  });
}

function told(entry: TranscriptEntry, { call, whole, output }: Call): TranscriptEntry {
  switch (entry.stage) {
    case 'whole':
      return call && whole === entry ? withItem(entry, ended(entry.item, call.item)) : entry;
    case 'call':
      if (whole || call !== entry) return aside(entry, 'call');
      return output ? withItem(entry, answered(entry.item, output)) : entry;
    case 'output':
      return aside(entry, 'output');
    default:
      return entry.stage satisfies never;
  }
}

function withItem(entry: TranscriptEntry, item: TranscriptItem): TranscriptEntry {
  return { ...entry, item };
}

function aside(entry: TranscriptEntry, label: string): TranscriptEntry {
  return withItem(entry, { type: 'other', label });
}

/** What only the call says. */
function ended(item: TranscriptItem, called: TranscriptItem): TranscriptItem {
  return item.type === 'command' && called.type === 'command'
    ? { ...item, justification: called.justification }
    : item;
}

/** A call of which nothing but its output is told, as all were before "paginated". */
function answered(called: TranscriptItem, output: TranscriptEntry): TranscriptItem {
  const result = output.item;
  if (result.type !== 'tool') return called;
  const status = statusIn(result.output, result.status);
  switch (called.type) {
    case 'command':
      return commandWithOutput(called, result.output, status);
    case 'patch':
      return { ...called, status, problem: status === 'completed' ? null : result.output };
    case 'tool':
      return { ...called, status, output: result.output };
    case 'subagent':
      return { ...called, status };
    case 'question':
      return { ...called, questions: withAnswers(called.questions, jsonValue(result.output)) };
    default:
      return called;
  }
}

const declinedOutput = /aborted by user|rejected by (?:the )?user|denied by user/;
const failedOutput = /verification failed|^(?:failed|error)\b|^unsupported call/i;
const exitLine = /(?:^|\n)(?:Process exited with code|Exit code:) (-?\d+)/;
const wallLine = /(?:^|\n)Wall time: ([\d.]+) seconds/;

function statusIn(text: string, otherwise: WorkStatus): WorkStatus {
  // What a tool printed may say anything; codex's own words stand at the beginning.
  const beginning = text.slice(0, 200);
  if (declinedOutput.test(beginning)) return 'declined';
  const code = exitLine.exec(beginning)?.[1];
  if (code !== undefined) return code === '0' ? 'completed' : 'failed';
  return failedOutput.test(beginning) ? 'failed' : otherwise;
}

function commandWithOutput(called: CommandItem, text: string, status: WorkStatus): CommandItem {
  // Until 0.40 it was JSON: `{"output", "metadata": {"exit_code", "duration_seconds"}}`.
  const older = jsonValue(text);
  const olderOutput = at(older, 'output');
  const olderCode = at(at(older, 'metadata'), 'exit_code');
  if (typeof olderOutput === 'string' && typeof olderCode === 'number') {
    const seconds = at(at(older, 'metadata'), 'duration_seconds');
    return {
      ...called,
      status: olderCode === 0 ? 'completed' : 'failed',
      exitCode: olderCode,
      output: olderOutput,
      durationMs: typeof seconds === 'number' ? Math.round(seconds * 1000) : null,
    };
  }
  const head = text.slice(0, 400);
  const code = exitLine.exec(head)?.[1];
  const seconds = wallLine.exec(head)?.[1];
  const start = /(?:^|\n)Output:\n/.exec(head);
  return {
    ...called,
    status,
    exitCode: code === undefined ? null : Number(code),
    output: start ? text.slice(start.index + start[0].length) : status === 'declined' ? '' : text,
    durationMs: seconds === undefined ? null : Math.round(Number(seconds) * 1000),
  };
}

function withAnswers(
  questions: readonly AskedQuestion[],
  reply: unknown,
): readonly AskedQuestion[] {
  return questions.map((question) => {
    const given = listAt(at(at(reply, 'answers'), question.id), 'answers');
    const texts = given.filter((answer) => typeof answer === 'string');
    return { ...question, answer: texts.length > 0 ? texts.join('; ') : null };
  });
}
