import { at, listAt, textAt } from '../text/json-fields.ts';
import { calledItem } from './called-item.ts';
import { isInjected, partsText, promptItem, valueText } from './record-fields.ts';
import type { RolloutRecord } from './transcript-entry.ts';
import type { TranscriptItem } from './transcript-item.ts';

/**
 * `response_item`: what the model was sent and what it sent. What the person saw of it stands in an event besides; so of
 * what was said only the injected is told here, and of calls the beginning and the output.
 */
export function responseRecord(item: unknown): RolloutRecord {
  const call = callRecord(item);
  if (call) return call;
  const type = textAt(item, 'type') ?? 'response_item';
  const text = partsText(at(item, 'content'));
  const role = textAt(item, 'role');
  if (type === 'message' && (role === 'developer' || role === 'system')) {
    return { item: promptItem(text, [], 'injected') };
  }
  if (type === 'message' && role === 'user' && isInjected(text)) {
    return { item: promptItem(text, [], 'injected') };
  }
  return { item: { type: 'other', label: type } };
}

/** A line of the first rollouts: a response item without an envelope, and no events besides. */
export function bareRecord(item: unknown): RolloutRecord {
  const call = callRecord(item);
  if (call) return call;
  const text = partsText(at(item, 'content'));
  const role = textAt(item, 'role');
  switch (textAt(item, 'type')) {
    case 'message':
      return { item: role === 'assistant' ? { type: 'answer', text } : promptItem(text, []) };
    case 'reasoning':
      return { item: { type: 'reasoning', text: summaryText(item) } };
    default:
      return { item: { type: 'other', label: textAt(item, 'type') ?? 'unreadable' } };
  }
}

function summaryText(item: unknown): string {
  return listAt(item, 'summary')
    .map((part) => partsText([part]))
    .join('\n\n');
}

function callRecord(item: unknown): RolloutRecord | null {
  const type = textAt(item, 'type') ?? '';
  const callId = textAt(item, 'call_id') ?? textAt(item, 'id');
  if (/^(?:function_call|custom_tool_call|tool_search|local_shell_call)_?output$/.test(type)) {
    return { callId, stage: 'output', item: outputItem(at(item, 'output')) };
  }
  if (
    !/^(?:function|custom_tool|local_shell|web_search|image_generation|tool_search)_call$/.test(
      type,
    )
  )
    return null;
  return { callId, stage: 'call', item: calledItem(item) };
}

/** What stands here alone belongs to a call further up. */
function outputItem(output: unknown): TranscriptItem {
  const text = Array.isArray(output)
    ? partsText(output)
    : valueText(textAt(output, 'content') ?? output);
  return {
    type: 'tool',
    name: 'output',
    input: '',
    output: text,
    status: at(output, 'success') === false ? 'failed' : 'completed',
    durationMs: null,
  };
}
