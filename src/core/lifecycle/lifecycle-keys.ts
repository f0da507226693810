import type { ScreenFacts } from '../codex-screen/screen-facts.ts';
import type { Key } from '../terminal/input-event.ts';
import { keyOfCharacter, keyOfControl } from '../terminal/key-decoder.ts';
import type { KeyEvidence } from './evidence.ts';
import { openHookWaits } from './lifecycle-hook-waits.ts';
import type { Taken } from './lifecycle-marker.ts';
import { isOpen, type Lifecycle, type Memory } from './lifecycle-memory.ts';
import { slowHostMs } from './lifecycle-turns.ts';
import { type VerdictRule, verdict } from './lifecycle-verdict.ts';

/** Null for what is typed without meaning anything by itself. `typed` is one write to the PTY. */
export function keyEvidence(typed: string, at: number): KeyEvidence | null {
  const pressed = keyTyped(typed);
  if (pressed === null || pressed.alt || pressed.shift) return null;
  const key = keys.get(`${pressed.ctrl ? 'Ctrl+' : ''}${pressed.name}`);
  return key ? { witness: 'key', at, key } : null;
}

/** The key with what the screen tells of it at that moment. */
export function onScreen(evidence: KeyEvidence, facts: ScreenFacts | null): KeyEvidence {
  if (evidence.key !== 'Enter' || !facts) return evidence;
  if (facts.open?.kind === 'menu' && facts.open.name === 'new') {
    return { ...evidence, sends: 'new conversation' };
  }
  if (facts.composer !== 'draft' || facts.mode !== 'prompt') return evidence;
  const text = facts.draft?.text.trim() ?? '';
  if (text === '/clear') return { ...evidence, sends: 'new conversation' };
  if (text === '/new') return { ...evidence, sends: '/new' };
  return text === '' || text.startsWith('/') ? evidence : { ...evidence, sends: 'prompt' };
}

const keys: ReadonlyMap<string, KeyEvidence['key']> = new Map([
  ['Enter', 'Enter'],
  ['Escape', 'Esc'],
  ['Ctrl+c', 'Ctrl+C'],
  ['n', 'n'],
]);

/** Alone, but for Enter, which may come with the text that it sends. */
function keyTyped(typed: string): Key | null {
  if (typed.endsWith('\r')) return keyOfCharacter('\r');
  if ([...typed].length === 1) return keyOfCharacter(typed);
  return typed.startsWith('\x1b[') ? keyOfControl(typed.slice(2)) : null;
}

/** Whether codex takes the key, as the agent is now, for more than an edit of a draft. */
export function keyMatters({ name, memory }: Lifecycle, { key }: KeyEvidence): boolean {
  const { inBand, sent } = memory;
  if (inBand === null) return false;
  // What codex does before its first turn takes no keys.
  if (key === 'Enter') return inBand.busy === null || name === 'ready';
  // In a question `n` may be a letter of the answer.
  if (key === 'n') return inBand.report === 'blocked' && name === 'approval';
  // Codex may be busy with what was sent already, though its saying so has not been read.
  return inBand.busy !== null || (sent?.at ?? 0) > (inBand.end?.at ?? 0);
}

export function takeKey(lifecycle: Lifecycle, evidence: KeyEvidence): Taken {
  if (!keyMatters(lifecycle, evidence)) return { lifecycle, ignored: 'key-means-nothing' };
  const { memory, detail } = lifecycle;
  const { at, key } = evidence;
  const told =
    key === 'Enter'
      ? { sent: { at, isPrompt: evidence.sends === 'prompt' } }
      : {
          cancelledAt: at,
          ...((memory.inBand?.report === 'blocked' || openHookWaits(memory).length > 0) && {
            declined: {
              at,
              name: memory.verdict,
              detail,
              isAhead: memory.inBand?.report !== 'blocked',
            },
          }),
        };
  return { lifecycle: { ...lifecycle, memory: { ...memory, ...told } }, ignored: null };
}

/** Whether what codex began to be busy with then is a prompt. It begins within 40 ms of the key, unless the machine is busy. */
export function isPrompted({ sent, inBand, root }: Memory, busyFrom: number): boolean {
  // Before the first turn codex may prepare the session under the prompt.
  if (!inBand?.end && root.openedAt === null) return false;
  if (!sent?.isPrompt || sent.at <= (inBand?.end?.at ?? 0)) return false;
  return sent.at <= busyFrom && sent.at >= busyFrom - slowHostMs;
}

/** Whether codex was told to leave off from what it was busy with between the two. */
export function isCancelled(
  { cancelledAt, sent }: Memory,
  busy: { readonly from: number; readonly until: number },
): boolean {
  if (cancelledAt === null || cancelledAt > busy.until) return false;
  // What was sent after the end is of the next turn.
  const sentAt = sent !== null && sent.at <= busy.until ? sent.at : 0;
  return cancelledAt >= Math.max(busy.from - slowHostMs, sentAt);
}

/** Much longer than codex says `working` between a refusal and the end of its turn, on a busy machine, too. */
const declineSettleMs = 1_000;

/** A refusal ends the turn; whether codex says `working` in between depends on when it draws. */
export const declineSettles: VerdictRule = ({ declined, inBand, root }, now) => {
  if (declined === null || inBand?.report !== 'working') return null;
  const isOfThisTime = declined.at >= (inBand.busy?.from ?? Number.POSITIVE_INFINITY);
  const settledAt = declined.at + declineSettleMs;
  const goesOn = isOpen(root) && root.heardAt > declined.at;
  if (!isOfThisTime || goesOn || now >= settledAt) return null;
  const { name, detail } = declined;
  return verdict(name, 'decline-settles', { detail, until: settledAt });
};
