import { hookLeftSettles, waitsInHook } from './lifecycle-hook-waits.ts';
import { declineSettles, isPrompted } from './lifecycle-keys.ts';
import { type InBand, isOpen, type Memory, type VerdictName } from './lifecycle-memory.ts';
import { restVerdict, stopSettleMs, titleShown } from './lifecycle-rest.ts';
import { firstSettleMs, isTurnSince, sentSettleMs, settleMs } from './lifecycle-turns.ts';
import {
  asksDetail,
  type Dissent,
  disagreementMs,
  kindAsked,
  openAsks,
  openSubagents,
  outcomeVerdict,
  speaks,
  type Verdict,
  type VerdictRule,
  verdict,
  workingDetail,
} from './lifecycle-verdict.ts';

/** Codex alone reaches its composer in under a second, sixteen at once on a slow machine in several. */
const silentStartMs = 20_000;
/** Without anything in-band: how long a request may be codex's own affair (auto-review). */
const askSettleMs = 1_000;
const processOver: VerdictRule = ({ process }) => {
  if (process.type !== 'over') return null;
  const { exit, reason } = process;
  if (exit === null) return verdict('ended', 'not-running', { detail: reason });
  const how = exit.signal === null ? `exit code ${exit.code}` : exit.signal;
  const detail = reason === null ? how : `${how} of ${reason}`;
  return verdict('ended', 'process-exited', { detail });
};

const awaitingProcess: VerdictRule = ({ process }) =>
  process.type === 'awaited' ? verdict('starting', 'process-awaited') : null;

const settingUp: VerdictRule = ({ process }) =>
  process.type === 'setting-up'
    ? verdict('starting', 'setup-runs', { detail: `setup: ${process.command}` })
    : null;

/** The one dialog that codex draws over a composer (open elsewhere) reports rest. */
const dialogOnScreen: VerdictRule = ({ dialog, inBand, root }) => {
  if (dialog === null || (inBand !== null && inBand.busy !== null)) return null;
  if (inBand === null && isOpen(root)) return null;
  return verdict('dialog', 'dialog-on-screen', { detail: dialog });
};

const blocked: VerdictRule = (facts) => {
  const { inBand } = facts;
  if (inBand?.report !== 'blocked') return null;
  const asks = openAsks(facts);
  const kind = kindAsked(inBand.kind) ?? (inBand.kind === null ? asks[0]?.kind : undefined);
  if (kind === undefined) return verdict('dialog', 'in-band-blocked', { detail: inBand.kind });
  // Codex may have refused one of the other kind, which shows only with what it does next.
  const detail = asksDetail(asks.filter((ask) => ask.kind === kind));
  return verdict(kind, 'in-band-blocked', { detail });
};

const working: VerdictRule = (facts, now) => {
  const { inBand, root } = facts;
  if (inBand?.report !== 'working' || inBand.busy === null) return null;
  const { from } = inBand.busy;
  const settledAt = workSettledAt(facts, inBand, from);
  const isTurn = isTurnSince(root, from) || isPrompted(facts, from);
  if (!isTurn && !isBusy(facts.verdict) && now < settledAt) {
    return {
      ...restVerdict(facts, inBand, now),
      rule: 'in-band-working-settles',
      until: Number.isFinite(settledAt) ? settledAt : null,
    };
  }
  return verdict('working', 'in-band-working', {
    detail: workingDetail(facts),
    ...endedWithoutUs(facts, from, now),
  });
};

/** Until when codex may say `working` with nothing else that tells of a turn. */
function workSettledAt({ root, sent }: Memory, { end, source }: InBand, busyFrom: number): number {
  const isFirst = end === null && root.openedAt === null;
  if (!isFirst) return busyFrom + settleMs;
  // What begins before anything was sent is the session's preparation, tool servers that start slowly included.
  if (sent === null) {
    return source === 'report' ? Number.POSITIVE_INFINITY : busyFrom + firstSettleMs;
  }
  return sent.at > busyFrom ? sent.at + sentSettleMs : busyFrom + settleMs;
}

function isBusy(name: VerdictName): boolean {
  return name === 'working' || name === 'approval' || name === 'question';
}

/** Markers or rollout say that the turn is over, yet codex goes on. */
function endedWithoutUs(
  { root }: Memory,
  busyFrom: number,
  now: number,
): Partial<Pick<Verdict, 'until' | 'dissent'>> {
  if (root.outcome === null || root.outcome.at < busyFrom) return {};
  const overruledAt = root.outcome.at + disagreementMs;
  if (now < overruledAt) return { until: overruledAt };
  const says = `the turn ${root.outcome.end === 'completed' ? 'completed' : `was ${root.outcome.end}`}`;
  return { dissent: { witness: root.outcome.witness, says, since: root.outcome.at } };
}

const atRest: VerdictRule = (facts, now) => {
  const { inBand } = facts;
  if (inBand === null || inBand.busy !== null || !speaks(inBand)) return null;
  const ahead = turnAhead(facts, inBand, now);
  if (ahead?.type === 'believed') return ahead.verdict;
  const rest = restVerdict(facts, inBand, now);
  return ahead === null ? rest : { ...rest, dissent: ahead.dissent };
};

/** A marker or the rollout may be read before the terminal's bytes are. */
function turnAhead(
  facts: Memory,
  inBand: InBand,
  now: number,
):
  | { readonly type: 'believed'; readonly verdict: Verdict }
  | { readonly type: 'overruled'; readonly dissent: Dissent }
  | null {
  const { root } = facts;
  if (!isOpen(root) || (root.openedAt ?? 0) <= inBand.at) return null;
  const since = root.openedAt ?? 0;
  const overruledAt = since + disagreementMs;
  if (now >= overruledAt) {
    const dissent = { witness: root.openedBy, says: 'a turn goes on', since };
    return { type: 'overruled', dissent };
  }
  const detail = workingDetail(facts);
  return {
    type: 'believed',
    verdict: verdict('working', 'turn-ahead-of-in-band', { detail, until: overruledAt }),
  };
}

const asksWithoutInBand: VerdictRule = (facts, now) => {
  const asks = openAsks(facts);
  const [oldest] = asks;
  if (!oldest || speaks(facts.inBand)) return null;
  const detail = asksDetail(asks);
  const settledAt = oldest.at + askSettleMs;
  return now < settledAt
    ? verdict('working', 'ask-settles', { detail, until: settledAt })
    : verdict(oldest.kind, 'ask-unanswered', { detail });
};

const turnWithoutInBand: VerdictRule = (facts, now) => {
  const { root } = facts;
  if (root.openedAt === null) return null;
  const detail = workingDetail(facts);
  if (root.outcome === null) return verdict('working', 'turn-goes-on', { detail });
  const settledAt = root.outcome.at + stopSettleMs;
  if (now < settledAt) return verdict('working', 'turn-end-settles', { detail, until: settledAt });
  const ended = outcomeVerdict(root, 'turn');
  if (ended?.name !== 'finished' || openSubagents(facts).length === 0) return ended;
  return verdict('working', 'subagents-in-flight', { detail });
};

const titleAtRest: VerdictRule = ({ inBand }, now) =>
  inBand === null ? null : titleShown(inBand, now);

const silentStart: VerdictRule = ({ process }, now) => {
  if (process.type !== 'running') return null;
  const patienceEndsAt = process.startedAt + silentStartMs;
  return now < patienceEndsAt
    ? verdict('starting', 'composer-awaited', { until: patienceEndsAt })
    : verdict('unknown', 'silent-start', {
        detail: 'codex runs but has not said what it does',
      });
};

/** The first that applies decides: what is surer stands higher. */
const rules: readonly VerdictRule[] = [
  processOver,
  awaitingProcess,
  settingUp,
  dialogOnScreen,
  blocked,
  waitsInHook,
  hookLeftSettles,
  declineSettles,
  working,
  atRest,
  asksWithoutInBand,
  turnWithoutInBand,
  titleAtRest,
  silentStart,
];

export function verdictOn(facts: Memory, now: number): Verdict {
  for (const rule of rules) {
    const decided = rule(facts, now);
    if (decided) return decided;
  }
  return verdict('unknown', 'no-rule');
}
