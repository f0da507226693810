import * as v from 'valibot';
import type { SessionId } from '../agent/agent.ts';
import { type HookEventName, isHookEventName } from '../codex/hook-events.ts';
import { cutText } from '../text/cut-text.ts';
import { jsonValue } from '../text/json-value.ts';
import type { MarkerEvidence } from './evidence.ts';

/** Characters. A tile, a receipt or an inbox shows no more of these; a patch or a paste can be megabytes. */
export const longTextLimit = 4000;
const shortTextLimit = 300;

/** Absent, null, or of a type that codex does not document: all the same to us. */
function optionalText(limit: number) {
  const text = v.pipe(
    v.string(),
    v.transform((value) => cutText(value, limit)),
  );
  return v.fallback(v.optional(v.nullable(text), null), null);
}

/** Not cut: half an id or half a path names something else. */
const optionalName = v.fallback(
  v.optional(v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096))), null),
  null,
);

const payloadSchema = v.object({
  session_id: v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/)),
  hook_event_name: v.string(),
  transcript_path: optionalName,
  turn_id: optionalName,
  agent_id: optionalName,
  model: optionalText(shortTextLimit),
  prompt: optionalText(longTextLimit),
  tool_name: optionalText(shortTextLimit),
  tool_input: v.optional(v.unknown()),
  status: v.fallback(
    v.optional(v.nullable(v.picklist(['completed', 'failed', 'cancelled'])), null),
    null,
  ),
  error: optionalText(longTextLimit),
  source: optionalText(shortTextLimit),
  reason: optionalText(shortTextLimit),
  trigger: optionalText(shortTextLimit),
  last_assistant_message: optionalText(longTextLimit),
});

/**
 * What a marker file says: its first line a header `codex-grid-marker 1 <EventName>`, the rest codex's hook
 * payload. `at` is when the hook ran, epoch ms. `malformed` is a reason for a person to read.
 */
export function markerEvidence(
  text: string,
  at: number,
): MarkerEvidence | { readonly malformed: string } {
  const header = /^codex-grid-marker 1 (\w+)\r?\n/.exec(text);
  if (!header) return malformed('its first line is no marker header');
  const event = header[1] ?? '';
  if (!isHookEventName(event)) return malformed(`its event "${cutText(event, 60)}" is not known`);
  const parsed = v.safeParse(payloadSchema, jsonValue(text.slice(header[0].length)));
  if (!parsed.success) {
    return malformed(
      parsed.issues[0].path ? 'it names no session' : 'its payload is no JSON object',
    );
  }
  const payload = parsed.output;
  if (payload.hook_event_name !== event) {
    return malformed(
      `its header says ${event}, its payload ${cutText(payload.hook_event_name, 60) || 'nothing'}`,
    );
  }
  return evidenceIn(payload, event, at);
}

function evidenceIn(
  payload: v.InferOutput<typeof payloadSchema>,
  event: HookEventName,
  at: number,
): MarkerEvidence {
  return {
    witness: 'marker',
    at,
    event,
    sessionId: payload.session_id as SessionId,
    rolloutPath: payload.transcript_path,
    turnId: payload.turn_id,
    subagentId: payload.agent_id,
    model: payload.model,
    prompt: payload.prompt,
    tool: payload.tool_name === null ? null : toolIn(payload.tool_name, payload.tool_input),
    response: payload.status === null ? null : { status: payload.status, error: payload.error },
    source: payload.source ?? payload.reason ?? payload.trigger,
    lastMessage: payload.last_assistant_message,
  };
}

const toolInputSchema = v.object({
  command: v.fallback(v.optional(v.union([v.string(), v.array(v.string())])), undefined),
  description: optionalText(longTextLimit),
  /** Of request_user_input. */
  questions: v.fallback(v.optional(v.array(v.object({ question: v.string() })), []), []),
});

function toolIn(name: string, input: unknown): MarkerEvidence['tool'] {
  const parsed = v.safeParse(toolInputSchema, input);
  if (!parsed.success) return { name, command: null, reason: null };
  const { command, description, questions } = parsed.output;
  const words = Array.isArray(command) ? command.join(' ') : (command ?? questions[0]?.question);
  return {
    name,
    command: words === undefined ? null : cutText(words, longTextLimit),
    reason: description,
  };
}

function malformed(reason: string): { readonly malformed: string } {
  return { malformed: reason };
}
