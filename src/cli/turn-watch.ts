import { stat } from 'node:fs/promises';
import type { Agent, SessionId } from '../core/agent/agent.ts';
import { promptText } from '../core/prompts/prompt-text.ts';
import { noTurnYet, type PromptTurn, turnAfterLine } from '../core/prompts/prompt-turn.ts';
import type { Receipt } from '../core/prompts/receipt.ts';
import { holdsPrompt, type TakenPrompt } from '../core/prompts/taken-prompt.ts';
import { appendedLines } from '../system/appended-lines.ts';
import { isErrorCode } from '../system/system-error.ts';
import { type Ask, replyOf } from './host-access.ts';
import { isShown } from './replies.ts';

/**
 * How the turn of an accepted prompt ended. `ended`: its process is gone. `unknown`: the agent rests, and codex's
 * record of the session says nothing of the prompt.
 */
export type Turn = {
  readonly end: 'completed' | 'failed' | 'interrupted' | 'ended' | 'unknown';
  /** The last message of the model, whole, or that of the error. */
  readonly message: string | null;
};

export type TurnWatch = {
  /** Null while the turn goes on. `agent` is its row now, undefined when it is not on the roster. */
  readonly look: (agent: Agent | undefined, receipt: Receipt, now: number) => Promise<Turn | null>;
};

/** Codex writes the end of a turn into its record within some ms of showing it. */
const recordLagMs = 2_000;

/** Where an agent's record stood before the prompt was sent: all that is of its turn comes behind. */
export type TurnMark = { readonly record: SessionRecord | null; readonly at: number };

export async function turnMark(ask: Ask, agent: Agent, now: number): Promise<TurnMark> {
  const record = await recordOf(ask, agent);
  if (record === null) return { record, at: now };
  return { record: { ...record, next: await sizeOf(record.path) }, at: now };
}

export function watchTurn(
  ask: Ask,
  mark: TurnMark,
  {
    text,
    receipt: { queuedAt, when },
  }: { readonly text: string; readonly receipt: Pick<Receipt, 'queuedAt' | 'when'> },
): TurnWatch {
  const sent = promptText(text);
  // Codex joins what waits in it when a turn is interrupted; what the host keeps waiting stays by itself.
  const isIn = (taken: string) =>
    when === 'ready' ? promptText(taken) === sent : holdsPrompt(taken, sent);
  const isOurs = (taken: TakenPrompt) => taken.at >= queuedAt && isIn(taken.text);
  let turn: PromptTurn = noTurnYet;
  let { record } = mark;
  // Of a key that was sent before, the turn may be over long since.
  if (record !== null && queuedAt < mark.at) record = { ...record, next: 0 };

  return {
    async look(agent, receipt, now) {
      if (agent && agent.sessionId !== null && agent.sessionId !== record?.session) {
        record = await recordOf(ask, agent);
      }
      if (record !== null) {
        const { lines, next } = await appendedLines(record.path, record.next);
        record = { ...record, next };
        turn = lines.reduce((known, line) => turnAfterLine(known, line, isOurs), turn);
      }
      if (turn.end !== null) return { end: turn.end.type, message: turn.end.message };
      return endByState(agent, receipt, now);
    },
  };
}

type SessionRecord = {
  readonly session: SessionId;
  readonly path: string;
  /** Bytes that were read. */
  readonly next: number;
};

async function recordOf(ask: Ask, { id }: Agent): Promise<SessionRecord | null> {
  const shown = await replyOf(ask, { type: 'show', agent: id }, isShown);
  if ('exitCode' in shown) return null;
  const { agent, rolloutPath } = shown.value;
  if (agent.sessionId === null || !rolloutPath) return null;
  return { session: agent.sessionId, path: rolloutPath, next: 0 };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return 0;
    throw error;
  }
}

/** For what leaves no trace in the record: commands of codex's own, and the end of the process. */
function endByState(agent: Agent | undefined, receipt: Receipt, nowMs: number): Turn | null {
  if (!agent) return { end: 'ended', message: null };
  const restsSince = Math.max(agent.since, receipt.settledAt ?? 0);
  if (nowMs - restsSince < recordLagMs) return null;
  switch (agent.state) {
    case 'ended':
      return { end: 'ended', message: agent.detail };
    case 'failed':
      return { end: 'failed', message: agent.detail };
    case 'interrupted':
      return { end: 'interrupted', message: null };
    case 'done':
    case 'ready':
      return { end: 'unknown', message: null };
    case 'starting':
    case 'dialog':
    case 'approval':
    case 'question':
    case 'working':
    case 'unknown':
      return null;
    default:
      return agent.state satisfies never;
  }
}
