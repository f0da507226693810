import { at, listAt, numberAt, textAt } from '../text/json-fields.ts';
import { changedFiles } from './patched-files.ts';
import {
  commandText,
  durationMsAt,
  imagesIn,
  partsText,
  plainPath,
  planItem,
  promptItem,
  valueText,
} from './record-fields.ts';
import type { RolloutRecord } from './transcript-entry.ts';
import type { ToolItem, TranscriptItem } from './transcript-item.ts';
import { turnItemRecord } from './turn-item-record.ts';

/** `event_msg`: what is shown to the person. In rollouts before "paginated" each kind had an event of its own. */
export function eventRecord(event: unknown): RolloutRecord {
  const type = textAt(event, 'type') ?? 'event';
  if (type === 'item_completed') return turnItemRecord(at(event, 'item'));
  if (/_end$|^view_image_tool_call$/.test(type)) return endedCall(type, event);
  return { item: eventItem(type, event) };
}

function eventItem(type: string, event: unknown): TranscriptItem {
  const text = textAt(event, 'text') ?? textAt(event, 'message') ?? '';
  switch (type) {
    case 'user_message':
      return promptItem(text, olderImages(event));
    case 'agent_message':
      return { type: 'answer', text };
    case 'agent_reasoning':
    case 'agent_reasoning_raw_content':
      return { type: 'reasoning', text };
    case 'task_started':
    case 'turn_started':
      return { type: 'turn', phase: 'started', durationMs: null };
    case 'task_complete':
    case 'turn_complete':
      return turnEnd(event);
    case 'turn_aborted':
      return { type: 'interrupted', reason: textAt(event, 'reason') ?? 'interrupted' };
    case 'token_count':
      return tokensItem(at(event, 'info'));
    case 'plan_update':
      return planItem(event);
    case 'error':
    case 'stream_error':
      return { type: 'error', message: text };
    case 'context_compacted':
      return { type: 'other', label: type };
    case 'guardian_assessment':
      return {
        type: 'approval',
        subject: valueText(at(event, 'action')),
        decision: `${textAt(event, 'status') ?? 'reviewed'} by the automatic review`,
      };
    case 'thread_rolled_back':
      return { type: 'note', text: rolledBack(numberAt(event, 'num_turns') ?? 0) };
    case 'warning':
    case 'entered_review_mode':
    case 'exited_review_mode':
      return { type: 'note', text: text || type.replaceAll('_', ' ') };
    default:
      return { type: 'other', label: type };
  }
}

function rolledBack(turns: number): string {
  return `went back by ${turns} ${turns === 1 ? 'turn' : 'turns'}; the model no longer knows of them`;
}

function turnEnd(event: unknown): TranscriptItem {
  const message = textAt(at(event, 'error'), 'message');
  if (message !== null) return { type: 'error', message };
  return { type: 'turn', phase: 'completed', durationMs: numberAt(event, 'duration_ms') };
}

function tokensItem(info: unknown): TranscriptItem {
  const usedTokens = numberAt(at(info, 'last_token_usage'), 'total_tokens');
  if (usedTokens === null) return { type: 'other', label: 'token_count' };
  return {
    type: 'tokens',
    usedTokens,
    totalTokens: numberAt(at(info, 'total_token_usage'), 'total_tokens') ?? usedTokens,
    windowTokens: numberAt(info, 'model_context_window'),
  };
}

function olderImages(event: unknown): readonly string[] {
  const sources = [...listAt(event, 'images'), ...listAt(event, 'local_images')];
  return imagesIn(sources.map((source) => ({ type: 'image', path: source })));
}

/** The end of a call in a rollout that has events of each kind. */
function endedCall(type: string, event: unknown): RolloutRecord {
  const callId = textAt(event, 'call_id');
  return { callId, item: endedItem(type, event) };
}

function endedItem(type: string, event: unknown): TranscriptItem {
  switch (type) {
    case 'exec_command_end':
      return endedCommand(event);
    case 'patch_apply_end':
      return {
        type: 'patch',
        status: at(event, 'success') === false ? 'failed' : 'completed',
        files: changedFiles(at(event, 'changes')),
        problem: textAt(event, 'stderr') || null,
      };
    case 'mcp_tool_call_end':
      return endedMcpTool(event);
    case 'web_search_end':
      return tool({ name: 'web search', input: textAt(event, 'query') ?? '' });
    case 'view_image_tool_call':
      return tool({ name: 'view image', input: plainPath(textAt(event, 'path') ?? '') });
    case 'image_generation_end':
      return tool({ name: 'image generation', input: textAt(event, 'revised_prompt') ?? '' });
    default:
      return { type: 'other', label: type };
  }
}

function endedCommand(event: unknown): TranscriptItem {
  const exitCode = numberAt(event, 'exit_code');
  const cwd = textAt(event, 'cwd');
  return {
    type: 'command',
    by: textAt(event, 'source') === 'user_shell' ? 'person' : 'agent',
    command: commandText(at(event, 'command')) ?? '',
    cwd: cwd === null ? null : plainPath(cwd),
    status: exitCode === 0 ? 'completed' : 'failed',
    exitCode,
    output: textAt(event, 'aggregated_output') ?? textAt(event, 'stdout') ?? '',
    durationMs: durationMsAt(event, 'duration'),
    justification: null,
  };
}

function endedMcpTool(event: unknown): TranscriptItem {
  const called = at(event, 'invocation');
  const result = at(event, 'result');
  const failure = textAt(result, 'Err');
  return tool({
    name: `${textAt(called, 'server') ?? 'mcp'}.${textAt(called, 'tool') ?? 'tool'}`,
    input: valueText(at(called, 'arguments')),
    output: failure ?? partsText(at(at(result, 'Ok') ?? result, 'content')),
    status: failure === null ? 'completed' : 'failed',
    durationMs: durationMsAt(event, 'duration'),
  });
}

function tool(said: Pick<ToolItem, 'name' | 'input'> & Partial<ToolItem>): ToolItem {
  return { output: '', status: 'completed', durationMs: null, ...said, type: 'tool' };
}
