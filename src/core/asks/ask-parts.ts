import { openHookWaits } from '../lifecycle/lifecycle-hook-waits.ts';
import type { Ask, Memory } from '../lifecycle/lifecycle-memory.ts';
import { isOpen } from '../lifecycle/lifecycle-memory.ts';
import { kindAsked } from '../lifecycle/lifecycle-verdict.ts';
import { cutText } from '../text/cut-text.ts';
import { visibleLines } from '../text/visible-text.ts';
import type { PendingAsk } from './pending-ask.ts';
import type { AskingAgent, StandingAsk, Way } from './standing-ask.ts';

/** A request that a marker told of, and whose it is; not one that our hook holds up: no dialog shows it. */
export type ToldAsk = { readonly ask: Ask; readonly subagentId: string | null };

export function toldAsks(memory: Memory, kind: Ask['kind']): readonly ToldAsk[] {
  const threads = [[null, memory.root] as const, ...Object.entries(memory.subagents)];
  const held = openHookWaits(memory);
  return threads
    .filter(([, thread]) => isOpen(thread))
    .flatMap(([subagentId, { asks }]) => asks.map((ask) => ({ ask, subagentId })))
    .filter(({ ask }) => ask.kind === kind)
    .filter(
      ({ ask, subagentId }) =>
        !held.some((wait) => wait.at === ask.at && wait.subagentId === subagentId),
    );
}

/** When everything was told that may come up, whatever stands there now. */
function allTold(memory: Memory): readonly number[] {
  const told = [...toldAsks(memory, 'approval'), ...toldAsks(memory, 'question')];
  return told.map(({ ask }) => ask.at);
}

/** Whether codex itself says that it waits for an answer of this kind. */
export function saysBlocked({ inBand }: Memory, kind: Ask['kind']): boolean {
  return inBand?.report === 'blocked' && kindAsked(inBand.kind) === kind;
}

/** Whether what codex asks is bound to be told by a marker. */
export function hasHooks({ launch, lifecycle }: AskingAgent): boolean {
  return launch?.hooks.type !== 'off' || lifecycle.memory.rootedAt !== null;
}

/** Wrapped, indented or with tabs: the same text. */
export function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

const subjectLimit = 4000;

/** As it is, with what would hide or reorder any of it written out. */
export function plainLines(text: string): string {
  return cutText(visibleLines(text).join('\n').trim(), subjectLimit);
}

export type AskParts = Pick<PendingAsk, 'kind' | 'title' | 'choices' | 'problem'> &
  Partial<Pick<PendingAsk, 'subject' | 'reason' | 'subagent'>> & {
    readonly ways: readonly Way[];
    /** What tells it from every other request of this agent. */
    readonly names: readonly (string | number | null)[];
    readonly told?: readonly ToldAsk[];
  };

/** `since` and the ids are the same for all kinds. Nothing can be chosen where there is a problem. */
export function standing(agent: AskingAgent, parts: AskParts): StandingAsk {
  const { lifecycle, screen, typedAt, pressedAt } = agent;
  const { kind, title, problem, told = [], subject = null, reason = null, subagent = null } = parts;
  const toldAt = told.map(({ ask }) => ask.at);
  const since = Math.round(toldAt.length === 0 ? lifecycle.since : Math.min(...toldAt));
  const startedAt =
    lifecycle.memory.process.type === 'running' ? lifecycle.memory.process.startedAt : 0;
  const { inBand } = lifecycle.memory;
  const key = nameOf([kind, startedAt, ...parts.names]);
  const touchedAt = Math.max(typedAt ?? 0, pressedAt ?? 0);
  const renamedAt = touchedAt < since ? null : touchedAt;
  return {
    ask: {
      id: renamedAt === null ? key : nameOf([key, renamedAt]),
      kind,
      title,
      subject,
      reason,
      subagent,
      since,
      choices: problem === null ? parts.choices : [],
      problem,
    },
    ways: problem === null ? parts.ways : [],
    key,
    isTold: told.length > 0,
    subagentId: told[0]?.subagentId ?? null,
    renamedAt,
    agreedAt: Math.max(screen?.since ?? 0, inBand?.at ?? 0, ...allTold(lifecycle.memory)),
  };
}

/** Two hashes of 26 bits each (FNV-1a with different beginnings): long enough never to meet twice in one agent. */
function nameOf(parts: readonly (string | number | null)[]): string {
  const text = JSON.stringify(parts);
  return [0x811c9dc5, 0x9e3779b9]
    .map((seed) => {
      let hash = seed;
      for (let at = 0; at < text.length; at += 1) {
        hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
      }
      return ((hash ^ (hash >>> 15)) >>> 0).toString(36);
    })
    .join('');
}
