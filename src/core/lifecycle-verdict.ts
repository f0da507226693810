import {
  type Activity,
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

export type Dissent = { readonly witness: 'marker' | 'rollout'; readonly says: string };

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

export function openSubagents(facts: Memory): readonly Thread[] {
  return Object.values(facts.subagents).filter(isOpen);
}

/** The request that waits longest, the root's or a subagent's. */
export function oldestAsk(facts: Memory): (Activity & { readonly type: 'asks' }) | null {
  const asking = [facts.root, ...openSubagents(facts)]
    .filter((thread) => isOpen(thread) && thread.activity?.type === 'asks')
    .sort((left, right) => left.activityAt - right.activityAt);
  const activity = asking[0]?.activity;
  return activity?.type === 'asks' ? activity : null;
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
