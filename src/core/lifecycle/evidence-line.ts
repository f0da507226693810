import type { Evidence } from './evidence.ts';
import type { Lifecycle } from './lifecycle-memory.ts';
import { overruledBy } from './lifecycle-notes.ts';
import type { LifecycleName } from './lifecycle-table.ts';

/** What the reducer made of something. `rule` decided; `ignored` says why the evidence itself counted for nothing. */
export type Made = {
  readonly state: LifecycleName;
  readonly detail: string | null;
  readonly subagents: number;
  readonly rule: string;
  readonly ignored: string | null;
  /** Whether a tile shows the difference. */
  readonly changed: boolean;
};

/**
 * One line of an agent's evidence log. `at` is the host's clock when it was heard or done, epoch ms; an evidence's
 * own `at` is when it came about.
 */
export type EvidenceLine =
  /** What was known when it was written: what follows goes on from there. */
  | {
      readonly type: 'from';
      readonly at: number;
      readonly because: FromBecause;
      /** With `lost`: how many lines are missing before this one. */
      readonly lost?: number;
      /** Without what only a person reads. */
      readonly lifecycle: Lifecycle;
    }
  | ({ readonly type: 'heard'; readonly at: number; readonly evidence: Evidence } & Made)
  /** Time alone has passed. */
  | ({ readonly type: 'elapsed'; readonly at: number } & Made)
  /** The user looked at the agent. */
  | ({ readonly type: 'looked'; readonly at: number } & Made);

/**
 * `changed`: by something that is no evidence, such as where its rollout is. `command`: of a subcommand of codex the
 * host says more than was heard. `rotated`: the part before is full.
 */
export type FromBecause =
  | 'new agent'
  | 'host started'
  | 'restarted'
  | 'changed'
  | 'command'
  | 'rotated'
  | 'lost';

/** One step of an agent's lifecycle, as the host made it. */
export type LifecycleStep = {
  readonly at: number;
  /** Null for an agent that was not there. */
  readonly before: Lifecycle | null;
  readonly after: Lifecycle;
  readonly cause:
    | { readonly type: 'heard'; readonly evidence: Evidence }
    | { readonly type: 'elapsed' }
    | { readonly type: 'looked' }
    | { readonly type: 'from'; readonly because: FromBecause };
};

export function evidenceLine({ at, before, after, cause }: LifecycleStep): EvidenceLine {
  if (cause.type === 'from') return fromLine(after, { at, because: cause.because });
  const made = whatWasMade(before, after);
  return cause.type === 'heard'
    ? { type: 'heard', at, evidence: cause.evidence, ...made }
    : { type: cause.type, at, ...made };
}

export function fromLine(
  lifecycle: Lifecycle,
  { at, because, lost }: { at: number; because: FromBecause; lost?: number },
): EvidenceLine {
  const bare = { ...lifecycle, why: [], transitions: [], disagreements: [] };
  return { type: 'from', at, because, ...(lost && { lost }), lifecycle: bare };
}

function whatWasMade(before: Lifecycle | null, after: Lifecycle): Made {
  const noted = after.why === before?.why ? undefined : after.why.at(-1);
  const changed =
    before === null ||
    after.name !== before.name ||
    after.detail !== before.detail ||
    after.subagents !== before.subagents;
  return {
    state: after.name,
    detail: after.detail,
    subagents: after.subagents,
    rule: after.rule,
    ignored:
      changed || noted === undefined || noted.rule?.startsWith(overruledBy) ? null : noted.rule,
    changed,
  };
}
