import * as v from 'valibot';
import { jsonValue } from '../text/json-value.ts';

const markerSchema = v.object({
  hook_event_name: v.literal('UserPromptSubmit'),
  prompt: v.string(),
  agent_id: v.optional(v.nullable(v.string()), null),
});

/** The whole prompt that a marker tells of; null for a marker of something else, or of a subagent. */
export function promptInMarker(text: string): string | null {
  const [header = ''] = text.split('\n', 1);
  if (!/^codex-grid-marker 1 UserPromptSubmit\r?$/.test(header)) return null;
  const parsed = v.safeParse(markerSchema, jsonValue(text.slice(header.length + 1)));
  return parsed.success && !parsed.output.agent_id ? parsed.output.prompt : null;
}

const lineSchema = v.object({
  timestamp: v.string(),
  payload: v.variant('type', [
    v.object({
      type: v.literal('item_completed'),
      item: v.object({
        type: v.literal('UserMessage'),
        content: v.array(v.object({ type: v.string(), text: v.optional(v.string(), '') })),
      }),
    }),
    /** Of older files. */
    v.object({ type: v.literal('user_message'), message: v.string() }),
  ]),
});

/** The prompt that one line of a rollout tells of, and when it was written, epoch ms; null for other lines. */
export function promptInRollout(
  line: string,
): { readonly text: string; readonly at: number } | null {
  // Most lines are long and tell of something else; this spares parsing them.
  if (!/"(?:UserMessage|user_message)"/.test(line)) return null;
  const parsed = v.safeParse(lineSchema, jsonValue(line));
  if (!parsed.success) return null;
  const { timestamp, payload } = parsed.output;
  const text =
    payload.type === 'user_message'
      ? payload.message
      : payload.item.content.map((part) => part.text).join('');
  return { text, at: Date.parse(timestamp) };
}

/** Whether codex took ours with it: it joins what waited when a turn is interrupted, each from a line of its own on. */
export function holdsPrompt(taken: string, ours: string): boolean {
  return taken.trim() === ours || `\n${taken}\n`.includes(`\n${ours}\n`);
}
