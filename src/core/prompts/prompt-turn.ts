import * as v from 'valibot';
import { jsonValue } from '../text/json-value.ts';

/** How a turn ended, as codex's own record of it has it. `message` is the last that the model said, whole. */
export type TurnEnd =
  | { readonly type: 'completed'; readonly message: string | null }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'interrupted'; readonly message: null };

/** The turn that a prompt began or joined: null until its rollout has told. */
export type PromptTurn = { readonly turnId: string | null; readonly end: TurnEnd | null };

export const noTurnYet: PromptTurn = { turnId: null, end: null };

const turnId = v.fallback(v.nullable(v.string()), null);

const lineSchema = v.object({
  type: v.literal('event_msg'),
  payload: v.variant('type', [
    v.object({
      type: v.literal('item_completed'),
      turn_id: turnId,
      item: v.object({
        type: v.literal('UserMessage'),
        content: v.array(v.looseObject({ text: v.fallback(v.string(), '') })),
      }),
    }),
    v.object({
      type: v.literal('task_complete'),
      turn_id: turnId,
      last_agent_message: v.fallback(v.nullable(v.string()), null),
      error: v.fallback(v.nullable(v.object({ message: v.string() })), null),
    }),
    v.object({ type: v.literal('turn_aborted'), turn_id: turnId }),
  ]),
});

/** Most lines are long and say nothing of it; this spares parsing them. */
const telling = /"(?:UserMessage|task_complete|turn_aborted)"/;

/** What is known of a prompt's turn after one line more of the rollout. `isPrompt` tells whether a message is it. */
export function turnAfterLine(
  turn: PromptTurn,
  line: string,
  isPrompt: (text: string) => boolean,
): PromptTurn {
  if (turn.end !== null || !telling.test(line)) return turn;
  const parsed = v.safeParse(lineSchema, jsonValue(line));
  if (!parsed.success) return turn;
  const { payload } = parsed.output;
  if (payload.type === 'item_completed') {
    const text = payload.item.content.map((part) => part.text).join('');
    return turn.turnId === null && isPrompt(text) ? { turnId: payload.turn_id, end: null } : turn;
  }
  if (turn.turnId === null || payload.turn_id !== turn.turnId) return turn;
  return { ...turn, end: endOf(payload) };
}

function endOf(
  payload: Exclude<v.InferOutput<typeof lineSchema>['payload'], { type: 'item_completed' }>,
): TurnEnd {
  if (payload.type === 'turn_aborted') return { type: 'interrupted', message: null };
  const { error, last_agent_message } = payload;
  return error === null
    ? { type: 'completed', message: last_agent_message }
    : { type: 'failed', message: error.message };
}
