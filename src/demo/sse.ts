import type { Allowance, ModelStep } from './model-script.ts';

/** One event of the Responses API's stream; codex reads `type` and ignores what it does not know. */
export type ModelEvent = { readonly type: string; readonly [field: string]: unknown };

/** What one step puts on the wire: events, each sent `delayMs` after the one before. */
export type Emission = { readonly delayMs: number; readonly event: ModelEvent };

export function sseText(event: ModelEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

export function createdEvent(responseId: string): ModelEvent {
  return { type: 'response.created', response: { id: responseId } };
}

export function completedEvent(
  responseId: string,
  usage: { readonly inputTokens: number; readonly outputTokens: number },
): ModelEvent {
  return {
    type: 'response.completed',
    response: {
      id: responseId,
      usage: {
        input_tokens: usage.inputTokens,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: usage.outputTokens,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: usage.inputTokens + usage.outputTokens,
      },
    },
  };
}

/** The steps that end in an output item; the others are the server's to carry out. */
export type ItemStep = Extract<
  ModelStep,
  { type: 'text' | 'reasoning' | 'shell' | 'patch' | 'question' | 'plan' | 'spawn-agent' | 'item' }
>;

/** `itemId` names the item, and the tool call where it is one. */
export function emissionsOf(step: ItemStep, itemId: string): readonly Emission[] {
  switch (step.type) {
    case 'text':
      return textEmissions(step, itemId);
    case 'reasoning':
      return reasoningEmissions(step.summary, itemId);
    case 'shell':
      return toolCall('exec_command', itemId, {
        cmd: step.command,
        ...(step.yieldTimeMs === undefined ? {} : { yield_time_ms: step.yieldTimeMs }),
        ...(step.justification === undefined
          ? {}
          : { sandbox_permissions: 'require_escalated', justification: step.justification }),
      });
    case 'patch':
      return [
        done({
          type: 'custom_tool_call',
          call_id: itemId,
          name: 'apply_patch',
          input: step.patch,
        }),
      ];
    case 'question':
      return toolCall('request_user_input', itemId, {
        questions: step.questions.map((question, index) => ({
          id: `question_${index + 1}`,
          ...question,
        })),
      });
    case 'plan':
      return toolCall('update_plan', itemId, { plan: step.steps });
    case 'spawn-agent':
      return toolCall('spawn_agent', itemId, { message: step.message }, 'multi_agent_v1');
    case 'item':
      return [done({ ...step.item, call_id: itemId })];
    default:
      return step satisfies never;
  }
}

/** Codex reads its account's limits from the headers of every response. */
export function limitHeaders(limits: {
  readonly fiveHour: Allowance;
  readonly weekly: Allowance;
}): Record<string, string> {
  const header = (name: string, allowance: Allowance, windowMinutes: number) => ({
    [`x-codex-${name}-used-percent`]: String(allowance.usedPercent),
    [`x-codex-${name}-window-minutes`]: String(windowMinutes),
    [`x-codex-${name}-reset-at`]: String(allowance.resetsAtSeconds),
  });
  return {
    ...header('primary', limits.fiveHour, 5 * 60),
    ...header('secondary', limits.weekly, 7 * 24 * 60),
  };
}

function textEmissions(
  step: { readonly text: string; readonly wordDelayMs: number },
  itemId: string,
): readonly Emission[] {
  const message = (text: string) => ({
    type: 'message',
    role: 'assistant',
    id: itemId,
    content: [{ type: 'output_text', text }],
  });
  const pieces =
    step.wordDelayMs === 0 ? [step.text] : (step.text.match(/\s*\S+\s*$|\s*\S+/g) ?? []);
  return [
    { delayMs: 0, event: { type: 'response.output_item.added', item: message('') } },
    ...pieces.map((delta) => ({
      delayMs: step.wordDelayMs,
      event: { type: 'response.output_text.delta', delta },
    })),
    done(message(step.text)),
  ];
}

function reasoningEmissions(summary: string, itemId: string): readonly Emission[] {
  const item = (parts: readonly unknown[]) => ({ type: 'reasoning', id: itemId, summary: parts });
  const place = { item_id: itemId, summary_index: 0 };
  return [
    { delayMs: 0, event: { type: 'response.output_item.added', item: item([]) } },
    { delayMs: 0, event: { type: 'response.reasoning_summary_part.added', ...place } },
    {
      delayMs: 0,
      event: { type: 'response.reasoning_summary_text.delta', ...place, delta: summary },
    },
    done(item([{ type: 'summary_text', text: summary }])),
  ];
}

function toolCall(
  name: string,
  callId: string,
  callArguments: unknown,
  namespace?: string,
): readonly Emission[] {
  return [
    done({
      type: 'function_call',
      call_id: callId,
      name,
      ...(namespace === undefined ? {} : { namespace }),
      arguments: JSON.stringify(callArguments),
    }),
  ];
}

function done(item: Readonly<Record<string, unknown>>): Emission {
  return { delayMs: 0, event: { type: 'response.output_item.done', item } };
}
