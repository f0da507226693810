import { hookLeftSettles, waitsInHook } from './lifecycle-hook-waits.ts';
import { declineSettles, isCancelled, isPrompted } from './lifecycle-keys.ts';
import {
  type BusyEnd,
  type InBand,
  isOpen,
  type Memory,
  type Thread,
  type VerdictName,
} from './lifecycle-memory.ts';
import { firstSettleMs, isTurnSince, settleMs, slowHostMs } from './lifecycle-turns.ts';
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

const unnamedError = 'codex reported an error';

/** Codex alone reaches its composer in under a second, sixteen at once on a slow machine in several. */
const silentStartMs = 20_000;
/** A queued prompt follows a Stop after 35 ms, codex's own word after 15 ms. */
const stopSettleMs = 150;
/**
 * A turn's last markers are made 10 to 60 ms before codex says `done`, and among them may be the first of a
 * subagent that goes on: until they are read, or ought to have been, it is not known whether all is done.
 */
const doneSettleMs = 100;
/** Without anything in-band: how long a request may be codex's own affair (auto-review). */
const askSettleMs = 1_000;
/** A title comes before the first report by up to 30 ms, and by 700 ms on a machine with more to do than it can. */
const titleSettleMs = 2_000;

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
  const settledAt = from + workSettleMs(facts, inBand);
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

/** How long codex may say `working` with nothing else that tells of a turn. */
function workSettleMs({ root, submittedAt }: Memory, { end, source }: InBand): number {
  // What begins before anything was sent is the session's preparation, tool servers that start slowly included.
  const isFirst = end === null && root.openedAt === null && submittedAt === null;
  if (!isFirst) return settleMs;
  return source === 'report' ? Number.POSITIVE_INFINITY : firstSettleMs;
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

/** What rest means: how the last turn ended. */
function restVerdict(facts: Memory, inBand: InBand, now: number): Verdict {
  const ended = endVerdict(facts, inBand, now);
  if (ended.name !== 'finished' || openSubagents(facts).length === 0) return ended;
  return verdict('working', 'subagents-in-flight', { detail: workingDetail(facts) });
}

function endVerdict(facts: Memory, inBand: InBand, now: number): Verdict {
  const { root, verdict: before } = facts;
  const { end } = inBand;
  const told = outcomeVerdict(root, 'turn');
  if (end === null) {
    if (told !== null) return told;
    if (!inBand.hasRested) return verdict('starting', 'composer-awaited');
    const isAwaited = inBand.source === 'title' && before === 'starting';
    return isAwaited ? titleShown(inBand, now) : verdict('ready', 'composer-shown');
  }
  // A turn that began after codex last came to rest ended without its saying so.
  if (told !== null && (root.openedAt ?? 0) > end.at) return told;
  // Of prompts that were queued, one that ended long before tells nothing of the last.
  const toldAfter = end.how === 'silent' ? Math.max(end.from, end.at - slowHostMs) : end.from;
  const isOfThisTime = (root.outcome?.at ?? 0) >= toldAfter;
  return endVerdicts[end.how](end, {
    root,
    told: isOfThisTime ? told : null,
    source: inBand.source,
    wasCancelled: isCancelled(facts, { from: end.from, until: end.at }),
    now,
  });
}

type EndVerdict = (
  end: BusyEnd,
  facts: {
    readonly root: Thread;
    readonly told: Verdict | null;
    readonly source: InBand['source'];
    readonly wasCancelled: boolean;
    readonly now: number;
  },
) => Verdict;

const endVerdicts: Readonly<Record<BusyEnd['how'], EndVerdict>> = {
  done: (end, { root, told, now }) => {
    const settledAt = end.at + doneSettleMs;
    if (now < settledAt && isOpen(root) && isTurnSince(root, end.from)) {
      return verdict('working', 'in-band-done-settles', { until: settledAt });
    }
    const detail = told?.name === 'finished' ? told.detail : null;
    return verdict('finished', 'in-band-done', { detail });
  },
  error: (_end, { root, told }) =>
    verdict('failed', 'in-band-error', {
      detail: (told?.name === 'failed' ? told.detail : retryError(root)) ?? unnamedError,
    }),
  silent: (end, { root, told, source, wasCancelled, now }) => {
    const settledAt = end.at + stopSettleMs;
    // A marker may tell how it ended; and a title shows rest between two queued prompts as well.
    const isDoubtful = told === null ? isOpen(root) : source === 'title';
    if (now < settledAt && isDoubtful && !wasCancelled) {
      return verdict('working', 'in-band-idle-settles', { until: settledAt });
    }
    if (told !== null) return told;
    return source === 'report' || wasCancelled
      ? verdict('interrupted', 'in-band-idle-without-done')
      : verdict('finished', 'title-at-rest', { detail: 'how it ended is not known' });
  },
};

function retryError(root: Thread): string | null {
  return root.activity?.type === 'retrying' ? root.activity.text : null;
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

/** A codex that reports in-band shows a title before, and may show work in it. */
function titleShown({ at }: InBand, now: number): Verdict {
  const settledAt = at + titleSettleMs;
  return now < settledAt
    ? verdict('starting', 'composer-awaited', { until: settledAt })
    : verdict('ready', 'title-shown');
}

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
