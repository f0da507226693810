import * as v from 'valibot';
import { jsonValue } from '../text/json-value.ts';
import { promptInRollout, type TakenPrompt } from './taken-prompt.ts';

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
      type: v.literal('task_complete'),
      turn_id: turnId,
      last_agent_message: v.fallback(v.nullable(v.string()), null),
      error: v.fallback(v.nullable(v.object({ message: v.string() })), null),
    }),
    v.object({ type: v.literal('turn_aborted'), turn_id: turnId }),
  ]),
});

/** What is known of a prompt's turn after one line more of the rollout. */
export function turnAfterLine(
  turn: PromptTurn,
  line: string,
  isOurs: (taken: TakenPrompt) => boolean,
): PromptTurn {
  if (turn.end !== null) return turn;
  if (turn.turnId !== null) return { ...turn, end: endIn(line, turn.turnId) };
  const taken = promptInRollout(line);
  return taken !== null && isOurs(taken) ? { turnId: taken.turnId, end: null } : turn;
}

function endIn(line: string, turn: string): TurnEnd | null {
  // Most lines are long and tell of something else; this spares parsing them.
  if (!/"(?:task_complete|turn_aborted)"/.test(line)) return null;
  const parsed = v.safeParse(lineSchema, jsonValue(line));
  if (!parsed.success || parsed.output.payload.turn_id !== turn) return null;
  const { payload } = parsed.output;
  if (payload.type === 'turn_aborted') return { type: 'interrupted', message: null };
  const { error, last_agent_message } = payload;
  return error === null
    ? { type: 'completed', message: last_agent_message }
    : { type: 'failed', message: error.message };
}
