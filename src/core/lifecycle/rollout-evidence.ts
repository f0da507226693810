import * as v from 'valibot';
import type { ContextUse } from '../agent/agent.ts';
import { cutText } from '../text/cut-text.ts';
import { jsonValue } from '../text/json-value.ts';
import type { RolloutEvidence } from './evidence.ts';
import { longTextLimit } from './marker-evidence.ts';

/** Codex does not count these towards the use of a context: its own prompts fill them. */
const baselineTokens = 12_000;

/** Characters; as of a marker. */
const modelLimit = 300;

const optionalText = v.fallback(v.optional(v.nullable(v.string()), null), null);

const turn = v.object({ turn_id: optionalText });

const infoSchema = v.object({
  total_token_usage: v.optional(v.object({ total_tokens: v.number() })),
  last_token_usage: v.object({ total_tokens: v.number() }),
  model_context_window: v.number(),
});

const windowSchema = v.object({
  used_percent: v.number(),
  window_minutes: v.optional(v.nullable(v.number()), null),
  /** Epoch seconds. */
  resets_at: v.optional(v.nullable(v.number()), null),
});

const noWindow = v.fallback(v.optional(v.nullable(windowSchema), null), null);

const limitsSchema = v.object({ primary: noWindow, secondary: noWindow });

const eventSchema = v.variant('type', [
  v.object({ type: v.picklist(['task_started', 'turn_started']), turn_id: optionalText }),
  v.object({
    type: v.picklist(['task_complete', 'turn_complete']),
    turn_id: optionalText,
    last_agent_message: optionalText,
    error: v.fallback(v.optional(v.nullable(v.object({ message: v.string() })), null), null),
  }),
  v.object({ type: v.literal('turn_aborted'), turn_id: optionalText, reason: optionalText }),
  v.object({
    type: v.literal('token_count'),
    turn_id: optionalText,
    info: v.fallback(v.optional(v.nullable(infoSchema), null), null),
    rate_limits: v.fallback(v.optional(v.nullable(limitsSchema), null), null),
  }),
]);

const lineSchema = v.variant('type', [
  v.object({ type: v.literal('event_msg'), timestamp: optionalText, payload: eventSchema }),
  v.object({
    type: v.literal('turn_context'),
    timestamp: optionalText,
    payload: v.object({
      ...turn.entries,
      model: v.pipe(v.string(), v.nonEmpty(), v.maxLength(modelLimit)),
      approvals_reviewer: optionalText,
    }),
  }),
]);

/** Most lines are long and say nothing about a lifecycle; this spares parsing them. */
const telling =
  /"(?:task_started|turn_started|task_complete|turn_complete|turn_aborted|token_count|turn_context)"/;

/**
 * What one line of a rollout says about the lifecycle, null when nothing. `readAt`, epoch ms,
 * stands in where the line carries no time of its own. `subagentId` is null for the root agent's rollout.
 * Older files carry no turn ids.
 */
export function rolloutEvidence(
  line: string,
  readAt: number,
  subagentId: string | null,
): RolloutEvidence | null {
  if (!telling.test(line)) return null;
  const parsed = v.safeParse(lineSchema, jsonValue(line));
  if (!parsed.success) return null;
  const { payload, timestamp } = parsed.output;
  const writtenAt = timestamp === null ? Number.NaN : Date.parse(timestamp);
  const at = Number.isNaN(writtenAt) ? readAt : Math.min(writtenAt, readAt);
  const fact = factIn(payload, at);
  if (fact === null) return null;
  return { witness: 'rollout', at, subagentId, turnId: payload.turn_id, fact };
}

function factIn(
  payload: v.InferOutput<typeof lineSchema>['payload'],
  at: number,
): RolloutEvidence['fact'] | null {
  if ('model' in payload) {
    return { type: 'model', model: payload.model, reviewer: payload.approvals_reviewer };
  }
  switch (payload.type) {
    case 'task_started':
    case 'turn_started':
      return { type: 'turn-started' };
    case 'task_complete':
    case 'turn_complete':
      return {
        type: 'turn-completed',
        error: cutLong(payload.error?.message ?? null),
        lastMessage: cutLong(payload.last_agent_message),
      };
    case 'turn_aborted':
      return { type: 'turn-aborted', reason: payload.reason ?? 'unknown' };
    case 'token_count':
      return tokensIn(payload.info, payload.rate_limits, at);
    default:
      return payload satisfies never;
  }
}

/** Of an answer that never came, codex tells the limits alone. */
function tokensIn(
  info: v.InferOutput<typeof infoSchema> | null,
  limits: v.InferOutput<typeof limitsSchema> | null,
  at: number,
): RolloutEvidence['fact'] | null {
  const windows = [limits?.primary, limits?.secondary]
    .flatMap((window) => (window ? [window] : []))
    .map(({ used_percent, window_minutes, resets_at }) => ({
      usedPercent: used_percent,
      windowMinutes: window_minutes,
      resetsAt: resets_at === null ? null : resets_at * 1000,
    }));
  if (info === null && windows.length === 0) return null;
  return {
    type: 'tokens',
    context: info && contextUse(info.last_token_usage.total_tokens, info.model_context_window),
    totalTokens: info?.total_token_usage?.total_tokens ?? null,
    limits: windows.length === 0 ? null : { at, windows },
  };
}

function cutLong(text: string | null): string | null {
  return text === null ? null : cutText(text, longTextLimit);
}

/** Counted as codex's own "% left" is. */
export function contextUse(usedTokens: number, windowTokens: number): ContextUse {
  const room = windowTokens - baselineTokens;
  const used = Math.max(0, usedTokens - baselineTokens);
  const share = room > 0 ? Math.min(1, Math.max(0, (room - used) / room)) : 0;
  return { usedTokens, windowTokens, percentLeft: Math.round(share * 100) };
}
