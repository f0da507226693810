import { at, listAt, numberAt, textAt } from '../text/json-fields.ts';
import { changedFiles } from './patched-files.ts';
import {
  commandText,
  durationMsAt,
  imagesIn,
  partsText,
  plainPath,
  promptItem,
  statusOf,
  valueText,
} from './record-fields.ts';
import type { RolloutRecord } from './transcript-entry.ts';
import type { CommandItem, TranscriptItem } from './transcript-item.ts';

/** What `item_completed` carries since "paginated"; the id of a call is the item's. */
export function turnItemRecord(item: unknown): RolloutRecord {
  return { item: turnItem(item), callId: textAt(item, 'id') };
}

function turnItem(item: unknown): TranscriptItem {
  const type = textAt(item, 'type') ?? 'item';
  switch (type) {
    case 'UserMessage':
      // Whatever it begins with: codex puts nothing of its own into these.
      return promptItem(partsText(textParts(item)), imagesIn(listAt(item, 'content')), 'typed');
    case 'HookPrompt':
      return promptItem(partsText(listAt(item, 'fragments')), [], 'injected');
    case 'AgentMessage':
      return { type: 'answer', text: textAt(item, 'text') ?? partsText(at(item, 'content')) };
    case 'Plan':
      return { type: 'answer', text: textAt(item, 'text') ?? '' };
    case 'Reasoning': {
      const parts = [...listAt(item, 'summary_text'), ...listAt(item, 'raw_content')];
      return { type: 'reasoning', text: parts.map(valueText).join('\n\n') };
    }
    case 'CommandExecution':
      return commandItem(item);
    case 'FileChange': {
      const status = statusOf(textAt(item, 'status'));
      const problem = status === 'failed' ? textAt(item, 'stderr') : null;
      return { type: 'patch', status, files: changedFiles(at(item, 'changes')), problem };
    }
    case 'CollabAgentToolCall':
    case 'SubAgentActivity':
      return subagentItem(item);
    case 'ContextCompaction':
      // The line `compacted` just before it has the summary, too.
      return { type: 'other', label: type };
    case 'EnteredReviewMode':
    case 'ExitedReviewMode':
      return { type: 'note', text: type === 'EnteredReviewMode' ? 'review begun' : 'review ended' };
    default:
      return toolItem(type, item);
  }
}

/** Pictures are told beside the text. */
function textParts(item: unknown): readonly unknown[] {
  return listAt(item, 'content').filter((part) => textAt(part, 'text') !== null);
}

function commandItem(item: unknown): CommandItem {
  const cwd = textAt(item, 'cwd');
  return {
    type: 'command',
    by: textAt(item, 'source') === 'user_shell' ? 'person' : 'agent',
    command: commandText(at(item, 'command')) ?? '',
    cwd: cwd === null ? null : plainPath(cwd),
    status: statusOf(textAt(item, 'status')),
    exitCode: numberAt(item, 'exit_code'),
    output: textAt(item, 'aggregated_output') ?? '',
    durationMs: durationMsAt(item, 'duration'),
    justification: null,
  };
}

function subagentItem(item: unknown): TranscriptItem {
  const names = new Map(
    listAt(item, 'receiver_agents').map((agent) => [
      textAt(agent, 'thread_id'),
      textAt(agent, 'agent_nickname') ?? textAt(agent, 'agent_path'),
    ]),
  );
  const one = textAt(item, 'agent_thread_id');
  const ids = listAt(item, 'receiver_thread_ids').filter((id) => typeof id === 'string');
  const agents = ids.map((threadId) => ({ threadId, name: names.get(threadId) ?? null }));
  return {
    type: 'subagent',
    activity: textAt(item, 'tool') ?? textAt(item, 'kind') ?? 'agent',
    status: one === null ? statusOf(textAt(item, 'status')) : 'completed',
    agents: one === null ? agents : [{ threadId: one, name: textAt(item, 'agent_path') }],
    prompt: textAt(item, 'prompt'),
  };
}

/** The names that a person reads, and under which field what was asked for stands. */
const tools: Readonly<Record<string, readonly [name: string, input: string]>> = {
  WebSearch: ['web search', 'query'],
  ImageView: ['view image', 'path'],
  ImageGeneration: ['image generation', 'revised_prompt'],
  Sleep: ['sleep', 'duration_ms'],
};

function toolItem(type: string, item: unknown): TranscriptItem {
  const [known, field] = tools[type] ?? [];
  const called = [textAt(item, 'server') ?? textAt(item, 'namespace'), textAt(item, 'tool')];
  const name = known ?? called.filter((word) => word !== null).join('.');
  // An item of a kind that came after 0.169 is kept whole, as what it calls itself.
  if (name === '') return { type: 'other', label: type };
  const failure = textAt(at(item, 'error'), 'message') ?? textAt(item, 'error');
  const result = partsText(at(at(item, 'result'), 'content') ?? at(item, 'content_items'));
  return {
    type: 'tool',
    name,
    input: plainPath(valueText(at(item, field ?? 'arguments'))),
    output: failure ?? result,
    status: failure === null ? statusOf(textAt(item, 'status') ?? 'completed') : 'failed',
    durationMs: durationMsAt(item, 'duration'),
  };
}
