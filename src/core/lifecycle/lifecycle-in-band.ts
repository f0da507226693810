import type { InBandEvidence, ScreenEvidence, TitleEvidence } from './evidence.ts';
import { isCancelled } from './lifecycle-keys.ts';
import type { Taken } from './lifecycle-marker.ts';
import {
  type Ask,
  type BusyEnd,
  type InBand,
  isOpen,
  type Lifecycle,
  type Memory,
  type Thread,
} from './lifecycle-memory.ts';
import { firstSettleMs, isTurnSince, settleMs, slowHostMs } from './lifecycle-turns.ts';
import { kindAsked } from './lifecycle-verdict.ts';

/** In-band reports come in order: they are one stream, and only changes are sent. */
export function takeInBand(lifecycle: Lifecycle, evidence: InBandEvidence): Taken {
  const { report } = evidence;
  // Codex leaves, or hands its terminal to an editor for a while: what it does is not touched by that.
  if (report === 'clear') return { lifecycle, ignored: 'terminal-handed-over' };
  const { inBand } = lifecycle.memory;
  const known = inBand?.source === 'report' ? inBand : null;
  const next = nextInBand(known, lifecycle, { ...evidence, report, source: 'report' });
  return { lifecycle: withInBand(lifecycle, next), ignored: null };
}

const reportOfTitle = { working: 'working', blocked: 'blocked', rest: 'idle' } as const;

/** The title stands in for reports that an older codex does not make. */
export function takeTitle(lifecycle: Lifecycle, evidence: TitleEvidence): Taken {
  const { inBand } = lifecycle.memory;
  if (inBand?.source === 'report') return { lifecycle, ignored: 'title-outranked' };
  const report = reportOfTitle[evidence.shows];
  if (inBand?.report === report) return { lifecycle, ignored: 'title-unchanged' };
  const next = nextInBand(inBand, lifecycle, {
    report,
    kind: null,
    at: evidence.at,
    source: 'title',
  });
  return { lifecycle: withInBand(lifecycle, next), ignored: null };
}

export function takeScreen(lifecycle: Lifecycle, { dialog }: ScreenEvidence): Taken {
  if (dialog === lifecycle.memory.dialog) return { lifecycle, ignored: 'screen-unchanged' };
  return { lifecycle: { ...lifecycle, memory: { ...lifecycle.memory, dialog } }, ignored: null };
}

/** What codex asks for next is something else, unless what was refused had not been told of in-band yet. */
function declinedAfter({ declined }: Memory, { report }: InBand): Memory['declined'] {
  if (declined === null || report !== 'blocked') return declined;
  return declined.isAhead ? { ...declined, isAhead: false } : null;
}

function withInBand(lifecycle: Lifecycle, inBand: InBand): Lifecycle {
  const declined = declinedAfter(lifecycle.memory, inBand);
  const memory = { ...lifecycle.memory, inBand, declined };
  const before = lifecycle.memory.inBand;
  if (before?.report !== 'blocked' || inBand.report === 'blocked') return { ...lifecycle, memory };
  // Behind something of another kind, such as a tool server's question, they go on waiting.
  const isAnswered = ({ kind }: Ask) => before.kind === null || kindAsked(before.kind) === kind;
  const answered = (thread: Thread) =>
    thread.asks.some(isAnswered)
      ? { ...thread, asks: thread.asks.filter((ask) => !isAnswered(ask)) }
      : thread;
  const subagents = Object.entries(memory.subagents).map(
    ([id, thread]) => [id, answered(thread)] as const,
  );
  return {
    ...lifecycle,
    memory: {
      ...memory,
      root: answered(memory.root),
      subagents: Object.fromEntries(subagents),
    },
  };
}

function nextInBand(
  before: InBand | null,
  lifecycle: Lifecycle,
  { report, kind, at, source }: Pick<InBand, 'report' | 'kind' | 'at' | 'source'>,
): InBand {
  const said = { source, report, kind, at };
  const end = before?.end ?? null;
  if (report === 'working' || report === 'blocked') {
    const busy = {
      from: before?.busy?.from ?? at,
      hasWorked: report === 'working' || before?.busy?.hasWorked === true,
      hasWaited: report === 'blocked' || before?.busy?.hasWaited === true,
    };
    const turns = before?.turns ?? 0;
    return { ...said, busy, end, turns, hasRested: before?.hasRested === true, hasSpoken: true };
  }
  const newEnd = endOfBusyTime(before, lifecycle, report, at);
  return {
    ...said,
    busy: null,
    end: newEnd ?? end,
    turns: (before?.turns ?? 0) + (newEnd !== null && isTelling(newEnd) ? 1 : 0),
    hasRested: true,
    hasSpoken: before?.hasSpoken === true || report !== 'idle',
  };
}

/**
 * A turn at least this long has left its first markers well before its end: codex waits for each hook, and a
 * host on a busy machine reads a marker within half a second.
 */
const tellingTurnMs = 1_000;

function isTelling({ how, from, at }: BusyEnd): boolean {
  return how !== 'silent' && at - from >= tellingTurnMs;
}

/** Null when what is over was no turn, and rest goes on as it was. */
function endOfBusyTime(
  before: InBand | null,
  { memory }: Lifecycle,
  report: 'idle' | 'done' | 'error',
  at: number,
): BusyEnd | null {
  const busy = before?.busy ?? null;
  const isOpened = busy !== null && isTurnSince(memory.root, busy.from);
  const hasOnlyWaited = busy !== null && !isOpened && !busy.hasWorked;
  const isRestAsBefore = report === 'idle' || report === before?.end?.how;
  if (hasOnlyWaited && isRestAsBefore && before?.end) return null;
  const from = busy?.from ?? at;
  if (report !== 'idle') return { how: report, from, at };
  if (busy === null || hasOnlyWaited) return null;
  const isTurn = isOpened || busy.hasWaited || isTurnAlone(busy.from, before, memory, at);
  return isTurn ? { how: 'silent', from, at } : null;
}

/**
 * Without a trace of a turn. Codex also works, for as long as tool servers take to start, when a session begins;
 * a turn falls silent only when it is told to. The title falls silent at the end of every turn.
 */
function isTurnAlone(from: number, before: InBand | null, memory: Memory, at: number): boolean {
  const { root, sent } = memory;
  // Before anything was sent there is nothing to leave off from.
  const isFirst = !before?.end && root.openedAt === null;
  const isSent = sent !== null || !isFirst;
  const isOfFormer = (memory.cancelledAt ?? 0) <= (before?.end?.at ?? 0);
  if (isSent && !isOfFormer && isCancelled(memory, { from, until: at })) return true;
  if (at - from < (isFirst ? firstSettleMs : settleMs)) return false;
  if (before?.source !== 'report') return true;
  // Its traces may have been read long before the terminal was.
  const isOpenBefore = isOpen(root) && (root.openedAt ?? 0) >= from - slowHostMs;
  const isCutBefore = root.outcome?.end === 'interrupted' && before.end?.how !== 'silent';
  return isOpenBefore || isCutBefore;
}
