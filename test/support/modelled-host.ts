import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { advance, elapse } from '../../src/core/lifecycle/lifecycle.ts';
import { type Lifecycle, newLifecycle } from '../../src/core/lifecycle/lifecycle-memory.ts';
import type { LifecycleName } from '../../src/core/lifecycle/lifecycle-table.ts';
import { newRollouts } from '../../src/core/lifecycle/new-rollouts.ts';
import type { Told, Truth } from './modelled-world.ts';
import { recordedAt } from './recorded-evidence.ts';

/** What was shown from `at` on, epoch ms. */
export type Shown = {
  readonly at: number;
  readonly name: LifecycleName;
  readonly detail: string | null;
  readonly rule: string;
};

/** A piece of evidence as the host gave it to the reducer. */
export type Heard = { readonly evidence: Evidence; readonly at: number };

export type HostReplay = {
  readonly shown: readonly Shown[];
  readonly last: Lifecycle;
  readonly heard: readonly Heard[];
};

export type ReplayOptions = {
  /** How long it goes on after the last evidence. */
  readonly restMs: number;
  readonly onStep?: (step: {
    readonly lifecycle: Lifecycle;
    readonly now: number;
    /** Null for an alarm. */
    readonly evidence: Evidence | null;
  }) => void;
};

/**
 * Hears what was told as a host does: each when it comes, alarms in between, a rollout from its start once a
 * marker has named it.
 */
export function hostReplay(told: readonly Told[], { restMs, onStep }: ReplayOptions): HostReplay {
  const queue = [...told].sort((left, right) => left.heardAt - right.heardAt);
  const shown: Shown[] = [];
  const heard: Heard[] = [];
  const held = new Map<string, Told[]>();
  const followed = new Map<string | null, string>();
  let lifecycle = newLifecycle(recordedAt);
  let now = recordedAt;

  const show = (next: Lifecycle, evidence: Evidence | null) => {
    lifecycle = next;
    const { name, detail } = next;
    const last = shown.at(-1);
    if (last?.name !== name || last.detail !== detail) {
      shown.push({ at: now, name, detail, rule: next.rule });
    }
    onStep?.({ lifecycle: next, now, evidence });
  };
  const hear = (evidence: Evidence) => {
    heard.push({ evidence, at: now });
    const before = lifecycle;
    show(advance(lifecycle, evidence, now), evidence);
    follow(before);
  };
  const follow = (before: Lifecycle) => {
    for (const { subagentId, path } of newRollouts(before, lifecycle)) open(subagentId, path);
  };
  const open = (subagentId: string | null, path: string) => {
    followed.set(subagentId, path);
    for (const line of held.get(path) ?? []) hear(line.evidence);
  };
  const runAlarms = (until: number) => {
    while (lifecycle.wakeAt !== null && lifecycle.wakeAt <= until) {
      now = Math.max(now, lifecycle.wakeAt);
      show(elapse(lifecycle, now), null);
    }
  };
  for (const one of queue) {
    runAlarms(one.heardAt);
    now = Math.max(now, one.heardAt);
    if (one.path !== null) {
      const lines = held.get(one.path) ?? [];
      held.set(one.path, lines);
      lines.push(one);
      if (followed.get(subagentOf(one.evidence)) !== one.path) continue;
    }
    hear(one.evidence);
  }
  runAlarms(now + restMs);
  return { shown, last: lifecycle, heard };
}

function subagentOf(evidence: Evidence): string | null {
  return evidence.witness === 'rollout' ? evidence.subagentId : null;
}

export type Lie = {
  readonly shown: Shown;
  /** When it was shown and not so. */
  readonly from: number;
  readonly true: readonly LifecycleName[];
};

/** What was shown and had not been true for longer than it may take to be heard; instants are ms since the start. */
export function liesIn(
  shown: readonly Shown[],
  truth: readonly Truth[],
  {
    isAllowed = () => false,
  }: { readonly isAllowed?: (shown: Shown, truth: Truth) => boolean } = {},
): readonly Lie[] {
  return shown.flatMap((one, n) => {
    const until = shown[n + 1]?.at ?? Number.POSITIVE_INFINITY;
    let covered = one.at;
    for (const [m, span] of truth.entries()) {
      const next = truth[m + 1];
      const from = span.at - aheadMs;
      const to = next ? next.at + next.withinMs : Number.POSITIVE_INFINITY;
      const isSo = span.name === one.name || isAllowed(one, span);
      if (isSo && from <= covered && to > covered) covered = to;
    }
    if (covered >= until) return [];
    const names = truth.filter(
      (span, m) => span.at <= covered && (truth[m + 1]?.at ?? Infinity) + 300 >= covered,
    );
    return [{ shown: one, from: covered - recordedAt, true: names.map(({ name }) => name) }];
  });
}

/** A hook may have run a moment before its cause shows. */
const aheadMs = 60;
