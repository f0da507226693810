import { joinedEntries } from './joined-entries.ts';
import type { TranscriptEntry } from './transcript-item.ts';

/** Entries on their way to a reader who is told each once, in order, and never again. */
export type EntryStream = {
  /** Not joined. The first `told` of them are out already, and stay for what joins with them. */
  readonly held: readonly TranscriptEntry[];
  readonly told: number;
};

export const emptyStream: EntryStream = { held: [], told: 0 };

/** A call's lines stand within so many of one another, but for calls that go on beside the turn. */
const heldLimit = 400;

/** What may be told once more entries are known: all up to a call that has not ended yet, or all `at-end`. */
export function settledEntries(
  { held, told }: EntryStream,
  more: readonly TranscriptEntry[],
  place: 'before-more' | 'at-end',
): { readonly settled: readonly TranscriptEntry[]; readonly stream: EntryStream } {
  const all = [...held, ...more];
  const joined = joinedEntries(all);
  const open = place === 'at-end' ? -1 : firstOpen(joined, told);
  const oldest = all.length - heldLimit;
  const until = open === -1 ? all.length : Math.max(open, told, oldest);
  const dropped = Math.max(0, until - heldLimit);
  return {
    settled: joined.slice(told, until),
    stream: { held: all.slice(dropped), told: until - dropped },
  };
}

/** -1 when there is none; a call of a turn that another one has followed never ends. */
function firstOpen(joined: readonly TranscriptEntry[], told: number): number {
  const lastTurn = joined.findLastIndex(
    ({ item }) => item.type === 'turn' && item.phase === 'started',
  );
  return joined.findIndex((entry, index) => index >= Math.max(told, lastTurn) && isOpen(entry));
}

function isOpen({ stage, item }: TranscriptEntry): boolean {
  if (stage !== 'call') return false;
  if (item.type === 'question') return item.questions.some(({ answer }) => answer === null);
  return 'status' in item && item.status === 'running';
}
