import { at, listAt, textAt } from '../text/json-fields.ts';
import { jsonValue } from '../text/json-value.ts';
import { filesInPatch } from './patched-files.ts';
import { commandText, plainPath, planItem, valueText } from './record-fields.ts';
import type { TranscriptItem } from './transcript-item.ts';

/** What a call of the model's asks for; it runs, as far as this line knows. */
export function calledItem(call: unknown): TranscriptItem {
  const type = textAt(call, 'type') ?? '';
  const name = textAt(call, 'name') ?? type.replace(/_call$/, '').replaceAll('_', ' ');
  const written = textAt(call, 'arguments');
  const asked = written === null ? null : (jsonValue(written) ?? null);
  if (name === 'apply_patch') {
    const patch = textAt(call, 'input') ?? textAt(asked, 'input') ?? '';
    return { type: 'patch', status: 'running', files: filesInPatch(patch), problem: null };
  }
  if (name === 'update_plan') return planItem(asked);
  if (name === 'request_user_input') return questionItem(asked);
  if (subagentTools.has(name)) {
    const prompt = textAt(asked, 'message');
    return { type: 'subagent', activity: name, status: 'running', agents: [], prompt };
  }
  const command = commandIn(call, asked);
  return command === null ? toolCall(name, call, asked) : commandCall(command, asked);
}

function toolCall(name: string, call: unknown, asked: unknown): TranscriptItem {
  const space = textAt(call, 'namespace')?.replace(/^mcp__/, '') ?? null;
  const action = at(call, 'action');
  const input = textAt(action, 'query') ?? textAt(asked, 'path') ?? textAt(call, 'input');
  return {
    type: 'tool',
    name: space === null ? name.replaceAll('_', ' ') : `${space}.${name}`,
    input: plainPath(input ?? valueText(asked ?? action ?? {})),
    output: '',
    status: 'running',
    durationMs: null,
  };
}

const subagentTools: ReadonlySet<string> = new Set([
  'spawn_agent',
  'send_input',
  'resume_agent',
  'close_agent',
  'send_message',
  'followup_task',
  'interrupt_agent',
]);

function commandIn(call: unknown, asked: unknown): string | null {
  return (
    commandText(at(asked, 'cmd')) ??
    commandText(at(asked, 'command')) ??
    commandText(at(at(call, 'action'), 'command'))
  );
}

function commandCall(command: string, asked: unknown): TranscriptItem {
  return {
    type: 'command',
    by: 'agent',
    command,
    cwd: textAt(asked, 'workdir'),
    status: 'running',
    exitCode: null,
    output: '',
    durationMs: null,
    justification: textAt(asked, 'justification'),
  };
}

function questionItem(asked: unknown): TranscriptItem {
  return {
    type: 'question',
    questions: listAt(asked, 'questions').map((question) => ({
      id: textAt(question, 'id') ?? '',
      question: textAt(question, 'question') ?? '',
      options: listAt(question, 'options').map((option) => textAt(option, 'label') ?? ''),
      answer: null,
    })),
  };
}
