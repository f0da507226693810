import type { AgentId } from '../agent/agent.ts';
import type { AgentStep } from '../host/host-steps.ts';
import type { Lifecycle } from '../lifecycle/lifecycle-memory.ts';
import { type LifecycleName, needsYou } from '../lifecycle/lifecycle-table.ts';
import { type LedgerHour, withCounts, withTime } from './ledger-hours.ts';

/** What an agent's time goes into: a turn, its user, or nothing. */
export type LedgerActivity = 'working' | 'waiting' | 'idle';

/** One agent's part of the ledger. Instants are epoch ms. */
export type AgentAccount = {
  readonly agent: AgentId;
  readonly name: string;
  /** Oldest first; only those in which it ran. */
  readonly hours: readonly LedgerHour[];
  /** What it has been at since when, and how far that is counted; null while it does not run. */
  readonly span: {
    readonly activity: LedgerActivity;
    readonly since: number;
    readonly countedTo: number;
  } | null;
  /** Tokens that each rollout had told in all: of the root, and of subagents by their ids. */
  readonly totals: Readonly<Record<string, number>>;
};

/** What each agent's time and tokens went into, by the hour. */
export type Ledger = readonly AgentAccount[];

/** The ledger after one step of an agent's lifecycle; the same one where nothing is to be counted. */
export function withStep(ledger: Ledger, step: AgentStep, name: string): Ledger {
  const known = ledger.find(({ agent }) => agent === step.agent);
  const account = known ?? { agent: step.agent, name, hours: [], span: null, totals: {} };
  const changed = withTokens(withActivity({ ...account, name }, step), step);
  if (known && isSame(known, changed)) return ledger;
  return known ? ledger.map((one) => (one === known ? changed : one)) : [...ledger, changed];
}

/** All time up to now is in its hours. */
export function countedTo(account: AgentAccount, now: number): AgentAccount {
  const { span } = account;
  if (span === null || now <= span.countedTo) return account;
  return {
    ...account,
    hours: withTime(account.hours, span.activity, { from: span.countedTo, to: now }),
    span: { ...span, countedTo: now },
  };
}

function isSame(known: AgentAccount, changed: AgentAccount): boolean {
  return (
    known.name === changed.name &&
    known.hours === changed.hours &&
    known.span === changed.span &&
    known.totals === changed.totals
  );
}

function withActivity(account: AgentAccount, { at, before, after }: AgentStep): AgentAccount {
  const activity = activityOf(after.name);
  const { span } = account;
  const turns = beginsTurn(before, after) ? 1 : 0;
  if (activity === (span?.activity ?? null)) return withTurns(account, at, turns);
  const counted = countedTo(account, at);
  const longestWaitMs = span?.activity === 'waiting' ? at - span.since : 0;
  const next = {
    ...counted,
    hours: withCounts(counted.hours, at, { longestWaitMs }),
    span: activity === null ? null : { activity, since: at, countedTo: at },
  };
  return withTurns(next, at, turns);
}

function withTurns(account: AgentAccount, at: number, turns: number): AgentAccount {
  return turns === 0 ? account : { ...account, hours: withCounts(account.hours, at, { turns }) };
}

function activityOf(name: LifecycleName): LedgerActivity | null {
  if (name === 'ended') return null;
  if (needsYou(name)) return 'waiting';
  return name === 'working' ? 'working' : 'idle';
}

/** In a turn it may ask, or be stopped for a while. */
const withinTurns: readonly LifecycleName[] = ['working', 'approval', 'question', 'unknown'];

function beginsTurn(before: Lifecycle | null, after: Lifecycle): boolean {
  return before !== null && after.name === 'working' && !withinTurns.includes(before.name);
}

/** Rollouts tell sums, and are read again from their beginning when a session is resumed. */
function withTokens(before: AgentAccount, step: AgentStep): AgentAccount {
  const account = withTotalsOfSession(before, step);
  const evidence = step.cause.type === 'heard' ? step.cause.evidence : null;
  if (evidence?.witness !== 'rollout' || evidence.fact.type !== 'tokens') return account;
  const { totalTokens, context } = evidence.fact;
  if (totalTokens === null) return account;
  const rollout = evidence.subagentId ?? 'root';
  const former = account.totals[rollout];
  // What the first answer of a rollout cost is its own: a fork may go on from its parent's sum.
  const ofAnswer = context?.usedTokens ?? 0;
  const more = former === undefined || totalTokens < former ? ofAnswer : totalTokens - former;
  const { process } = step.after.memory;
  const isOfProcess = process.type === 'running' && evidence.at >= process.startedAt;
  return {
    ...account,
    totals: { ...account.totals, [rollout]: totalTokens },
    hours: isOfProcess ? withCounts(account.hours, step.at, { tokens: more }) : account.hours,
  };
}

/** What was told of another session is no sum that this one goes on from. */
function withTotalsOfSession(account: AgentAccount, { before, after }: AgentStep): AgentAccount {
  const isOther = before !== null && before.sessionId !== after.sessionId;
  return isOther && Object.keys(account.totals).length > 0 ? { ...account, totals: {} } : account;
}
