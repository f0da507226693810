import { plainText } from '../text/plain-text.ts';
import { overruledBy } from './lifecycle-notes.ts';

type Said = { readonly at: number; readonly witness: string; readonly says: string };

/** What a host tells of an agent's past, as far as it is drawn. Lists are oldest first. */
export type Past = {
  readonly why: readonly (Said & { readonly rule: string | null; readonly changed: boolean })[];
  readonly transitions: readonly PastTransition[];
};

type PastTransition = Said & {
  readonly state: string;
  readonly detail: string | null;
  readonly rule: string;
};

export type PastDisagreement = {
  readonly witness: string;
  readonly says: string;
  readonly since: number;
  /** What held against it. */
  readonly state: string;
  readonly rule: string;
  /** Null while it lasts. */
  readonly end: PastTransition | null;
};

/** One line of a timeline, plain text. `at` is epoch ms. */
export type TimelineRow = {
  readonly at: number;
  /** The state that it went into; null where it stayed in one. */
  readonly state: string | null;
  /** Who said what. */
  readonly said: string;
  /** The rule that decided, or by which it was ignored; empty where nothing followed. */
  readonly rule: string;
  readonly detail: string | null;
};

/** Transitions with what was heard between them, oldest first; of the time before only the transitions. */
export function timelineOf({ why, transitions }: Past): readonly TimelineRow[] {
  const rows: TimelineRow[] = [];
  let next = 0;
  for (const transition of transitions) {
    const cause = why.findIndex((one, index) => index >= next && isCause(one, transition));
    const end = cause === -1 ? endOfEarlier(why, next, transition.at) : cause;
    rows.push(...why.slice(next, end).map(heardRow));
    const { at, state, rule, detail } = transition;
    rows.push({ at, state, said: saidText(transition), rule, detail: detail && plainText(detail) });
    next = cause === -1 ? end : cause + 1;
  }
  return [...rows, ...why.slice(next).map(heardRow)];
}

/** What was heard since the last change is worth more than what was heard before it. */
const newestHeard = 5;

/** The changes of state, what was ignored and, of the rest, the newest since the last change. */
export function briefly(rows: readonly TimelineRow[]): readonly TimelineRow[] {
  const last = rows.findLastIndex(({ state }) => state !== null);
  const from = Math.max(last + 1, rows.length - newestHeard);
  return rows.filter(
    ({ state, rule }, index) => state !== null || index >= from || rule.startsWith(ignoredBy),
  );
}

const ignoredBy = 'ignored: ';

function isCause(one: Past['why'][number], { at, witness, says }: Said): boolean {
  return one.changed && one.at === at && one.witness === witness && one.says === says;
}

/** A transition by its user stands in no evidence. */
function endOfEarlier(why: Past['why'], from: number, at: number): number {
  const later = why.findIndex((one, index) => index >= from && one.at > at);
  return later === -1 ? why.length : later;
}

function heardRow(one: Past['why'][number]): TimelineRow {
  const { at, rule, changed } = one;
  const isIgnored = rule !== null && !changed && !rule.startsWith(overruledBy);
  return {
    at,
    state: null,
    said: saidText(one),
    rule: isIgnored ? `${ignoredBy}${rule}` : (rule ?? ''),
    detail: null,
  };
}

function saidText({ witness, says }: Omit<Said, 'at'>): string {
  return `${witness}: ${plainText(says)}`;
}

/** Which witness said otherwise against what, and what became of it: two lines. `now` is epoch ms. */
export function disagreementLines(
  { witness, says, since, state, rule, end }: PastDisagreement,
  now: number,
): readonly [string, string] {
  const seconds = (Math.max(0, (end?.at ?? now) - since) / 1000).toFixed(1);
  const held = `${saidText({ witness, says })}, but ${state} held (${rule})`;
  if (end === null) return [held, `it still does, after ${seconds} s`];
  return [held, `until, after ${seconds} s, ${saidText(end)}: ${end.state} (${end.rule})`];
}
