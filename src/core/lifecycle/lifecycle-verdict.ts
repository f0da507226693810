import {
  type Ask,
  type InBand,
  isOpen,
  type Memory,
  type Thread,
  type VerdictName,
} from './lifecycle-memory.ts';

/** What the facts amount to at one moment. `rule` names the row that decided. */
export type Verdict = {
  readonly name: VerdictName;
  readonly rule: string;
  readonly detail: string | null;
  /** When the same facts may amount to something else; epoch ms. */
  readonly until: number | null;
  /** A lower-ranked witness that has said otherwise for too long. */
  readonly dissent: Dissent | null;
};

/** `since` is when it came about, epoch ms. */
export type Dissent = {
  readonly witness: 'marker' | 'rollout';
  readonly says: string;
  readonly since: number;
};

/** One row: null when it does not apply. */
export type VerdictRule = (facts: Memory, now: number) => Verdict | null;

/** Witnesses that disagree for longer than this do not merely report at different speeds. */
export const disagreementMs = 2_000;

export function verdict(
  name: VerdictName,
  rule: string,
  more: Partial<Pick<Verdict, 'detail' | 'until' | 'dissent'>> = {},
): Verdict {
  return { name, rule, detail: null, until: null, dissent: null, ...more };
}

/** Whatever it was doing, it does nothing now; once continued it is as far as it was. */
export function stoppedVerdict({ process }: Memory): Verdict | null {
  if (process.type !== 'running' || process.stopped === null) return null;
  return verdict('unknown', 'process-stopped', { detail: process.stopped });
}

export function openSubagents(facts: Memory): readonly Thread[] {
  return Object.values(facts.subagents).filter(isOpen);
}

/** What codex means by the kind of what blocks it; null when that is not known. */
export function kindAsked(kind: string | null): Ask['kind'] | null {
  if (kind === 'permission') return 'approval';
  return kind === 'question' ? 'question' : null;
}

/** What may wait for the user, the root's and the subagents', oldest first. */
export function openAsks(facts: Memory): readonly Ask[] {
  return [facts.root, ...openSubagents(facts)]
    .filter(isOpen)
    .flatMap((thread) => thread.asks)
    .sort((left, right) => left.at - right.at);
}

/** Codex shows one request at a time, and does not tell which. */
export function asksDetail([first, ...others]: readonly Pick<Ask, 'text'>[]): string | null {
  if (!first) return null;
  return others.length === 0 ? first.text : `${first.text} (and ${others.length} more)`;
}

export function workingDetail(facts: Memory): string | null {
  const [first] = [facts.root, ...openSubagents(facts)].filter(
    (thread) => isOpen(thread) && thread.activity !== null,
  );
  const activity = first?.activity;
  if (activity?.type === 'compacting') return 'compacting';
  if (activity?.type === 'retrying') return `retrying: ${activity.text}`;
  return activity?.type === 'tool' ? activity.text : null;
}

/** How the newest turn ended, in the words of markers and rollout. */
export function outcomeVerdict(root: Thread, rule: string): Verdict | null {
  if (root.outcome === null) return null;
  const { end, text } = root.outcome;
  if (end === 'completed') return verdict('finished', `${rule}-completed`, { detail: text });
  if (end === 'failed') return verdict('failed', `${rule}-failed`, { detail: text });
  return verdict('interrupted', `${rule}-interrupted`);
}

/** Whether it says how the agent is; a title that never changed may be one without a spinner. */
export function speaks(inBand: InBand | null): inBand is InBand {
  return inBand !== null && (inBand.source === 'report' || inBand.hasSpoken);
}
