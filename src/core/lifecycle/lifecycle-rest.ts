import { isCancelled } from './lifecycle-keys.ts';
import { type BusyEnd, type InBand, isOpen, type Memory, type Thread } from './lifecycle-memory.ts';
import { isTurnSince, slowHostMs } from './lifecycle-turns.ts';
import {
  openSubagents,
  outcomeVerdict,
  type Verdict,
  verdict,
  workingDetail,
} from './lifecycle-verdict.ts';

const unnamedError = 'codex reported an error';

/** A queued prompt follows a Stop after 35 ms, codex's own word after 15 ms. */
export const stopSettleMs = 150;
/**
 * A turn's last markers are made 10 to 60 ms before codex says `done`, and among them may be the first of a
 * subagent that goes on: until they are read, or ought to have been, it is not known whether all is done.
 */
const doneSettleMs = 100;
/** A title comes before the first report by up to 30 ms, and by 700 ms on a machine with more to do than it can. */
const titleSettleMs = 2_000;

/** What rest means: how the last turn ended. */
export function restVerdict(facts: Memory, inBand: InBand, now: number): Verdict {
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

/** A codex that reports in-band shows a title before, and may show work in it. */
export function titleShown({ at }: InBand, now: number): Verdict {
  const settledAt = at + titleSettleMs;
  return now < settledAt
    ? verdict('starting', 'composer-awaited', { until: settledAt })
    : verdict('ready', 'title-shown');
}
