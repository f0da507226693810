import type { Lifecycle } from './lifecycle-memory.ts';
import type { Dissent } from './lifecycle-verdict.ts';
import type { Disagreement, Transition, Why } from './why.ts';

// What a lifecycle keeps of its past for a person who asks why. Nothing is decided by it.

/** What made a difference. `at` is epoch ms. */
export type Cause = { readonly at: number; readonly witness: string; readonly says: string };

/** Begins the rule of a note on a witness that was not believed. */
export const overruledBy = 'overruled by';

/** Enough for the last turns and small enough for a reply. */
const whyLimit = 64;
const transitionLimit = 32;
const disagreementLimit = 16;

export function noted(lifecycle: Lifecycle, entry: Why[number]): Lifecycle {
  return { ...lifecycle, why: [...lifecycle.why, entry].slice(-whyLimit) };
}

export function withTransition(lifecycle: Lifecycle, cause: Cause): Lifecycle {
  const transition = transitionTo(lifecycle, cause);
  const transitions = [...lifecycle.transitions, transition].slice(-transitionLimit);
  return { ...lifecycle, transitions };
}

function transitionTo({ name, detail, rule }: Lifecycle, cause: Cause): Transition {
  return { ...cause, state: name, detail, rule };
}

/** Notes a disagreement once when it begins, and what became of it. `dissent` is the present one. */
export function withDissent(
  lifecycle: Lifecycle,
  dissent: Dissent | null,
  { now, cause }: { readonly now: number; readonly cause: () => Cause },
): Lifecycle {
  const last = lifecycle.disagreements.at(-1);
  const open = last && last.end === null ? last : null;
  if (dissent === null && open === null) return lifecycle;
  if (dissent && open && isSame(dissent, open)) return lifecycle;
  const before = lifecycle.disagreements;
  const closed =
    open === null
      ? before
      : [...before.slice(0, -1), { ...open, end: transitionTo(lifecycle, cause()) }];
  if (dissent === null) return { ...lifecycle, disagreements: closed };
  const { name: state, rule } = lifecycle;
  const begun: Disagreement = { ...dissent, state, rule, end: null };
  const disagreements = [...closed, begun].slice(-disagreementLimit);
  const { witness, says } = dissent;
  const entry = { at: now, witness, says, rule: `${overruledBy} ${rule}`, state, changed: false };
  return noted({ ...lifecycle, disagreements }, entry);
}

function isSame(dissent: Dissent, open: Disagreement): boolean {
  return dissent.witness === open.witness && dissent.says === open.says;
}
