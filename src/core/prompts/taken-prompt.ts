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
      turn_id: v.fallback(v.nullable(v.string()), null),
      item: v.object({
        type: v.literal('UserMessage'),
        content: v.array(v.object({ type: v.string(), text: v.optional(v.string(), '') })),
      }),
    }),
    /** Of older files. */
    v.object({ type: v.literal('user_message'), message: v.string() }),
  ]),
});

/** A prompt that codex took; `at` is epoch ms. Older files name no turns. */
export type TakenPrompt = {
  readonly text: string;
  readonly turnId: string | null;
  readonly at: number;
};

/** The prompt that one line of a rollout tells of; null for other lines. */
export function promptInRollout(line: string): TakenPrompt | null {
  // Most lines are long and tell of something else; this spares parsing them.
  if (!/"(?:UserMessage|user_message)"/.test(line)) return null;
  const parsed = v.safeParse(lineSchema, jsonValue(line));
  if (!parsed.success) return null;
  const { timestamp, payload } = parsed.output;
  const at = Date.parse(timestamp);
  if (payload.type === 'user_message') return { text: payload.message, turnId: null, at };
  const text = payload.item.content.map((part) => part.text).join('');
  return { text, turnId: payload.turn_id, at };
}

/** Characters: shorter words stand in other prompts, too. */
const tellingLength = 12;

/**
 * Whether codex took ours with it: it joins what waited when a turn is interrupted, and a user may have added to what
 * stood in the composer.
 */
export function holdsPrompt(taken: string, ours: string): boolean {
  const isLine = `\n${taken}\n`.includes(`\n${ours}\n`);
  return taken.trim() === ours || isLine || (ours.length >= tellingLength && taken.includes(ours));
}
