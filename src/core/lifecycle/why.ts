import type { LifecycleName } from './lifecycle-table.ts';

/** What was heard, oldest first. `rule` is the one that fired or, where nothing `changed`, the one by which it was ignored; null for neither. */
export type Why = readonly {
  /** Epoch ms; when it came about, not when it was heard. */
  readonly at: number;
  readonly witness: string;
  readonly says: string;
  readonly rule: string | null;
  readonly state: LifecycleName;
  /** Whether a tile showed the difference. */
  readonly changed: boolean;
}[];

/** A change of state, and what made it. `witness` may be `time`, or `user` who looked or started it again. */
export type Transition = {
  /** Epoch ms. */
  readonly at: number;
  readonly state: LifecycleName;
  readonly detail: string | null;
  readonly witness: string;
  readonly says: string;
  readonly rule: string;
};

/** A witness that was overruled for longer than witnesses differ in speed. Instants are epoch ms. */
export type Disagreement = {
  readonly witness: string;
  readonly says: string;
  /** Since when it said so. */
  readonly since: number;
  /** What held against it. */
  readonly state: LifecycleName;
  readonly rule: string;
  /** What became of it; null while it lasts. */
  readonly end: Transition | null;
};
