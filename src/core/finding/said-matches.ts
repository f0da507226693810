import { joinedEntries } from '../transcript/joined-entries.ts';
import { searchedText } from '../transcript/searched-text.ts';
import type { TranscriptEntry, TranscriptItem } from '../transcript/transcript-item.ts';
import type { OpenTranscript, TranscriptPort } from '../transcript/transcript-port.ts';
import { type Place, textSearch } from './text-search.ts';

/** A line of something that was said or done, in which a text was found; `text` may be a part of it. */
export type SaidMatch = Place & {
  readonly where: TranscriptItem['type'];
  /** Epoch ms; null where the rollout does not say. */
  readonly saidAt: number | null;
  readonly text: string;
  /** Of the rollout. */
  readonly path: string;
  /** Of the entry, as in `OpenTranscript`. */
  readonly position: number;
};

/** The newest ones tell what an agent is about; its transcript has all. */
const matchLimit = 20;

/** What is told of a line: some words on each side of what was found. UTF-16 units. */
const told = { before: 60, length: 240 } as const;

/** What has the text in a rollout, newest first; nothing where it cannot be read. Given up once it is not `isWanted`. */
export async function saidMatches(
  port: TranscriptPort,
  path: string,
  sought: { readonly text: string; readonly isWanted: () => boolean },
): Promise<readonly SaidMatch[]> {
  const { text, isWanted } = sought;
  const transcript = await port.open(path);
  if ('problem' in transcript) return [];
  try {
    const { positions } = await transcript.search(text, 'tools', { most: matchLimit, isWanted });
    const found: SaidMatch[] = [];
    for (const position of positions) {
      if (!isWanted()) break;
      const entry = await entryAt(transcript, position);
      const match = entry && matchIn(entry, path, text);
      if (match) found.push(match);
    }
    return found;
  } finally {
    await transcript.close();
  }
}

async function entryAt(
  transcript: OpenTranscript,
  position: number,
): Promise<TranscriptEntry | null> {
  const { entries } = await transcript.after(position);
  return joinedEntries(entries).find((entry) => entry.position === position) ?? null;
}

/** Null for what is only found across lines. */
function matchIn(
  { item, at: saidAt, position }: TranscriptEntry,
  path: string,
  sought: string,
): SaidMatch | null {
  const search = textSearch(sought);
  for (const line of searchedText(item).split('\n')) {
    const whole = line.trim();
    const found = search(whole);
    if (found === null) continue;
    const from = Math.max(0, found.at - told.before);
    const text = whole.slice(from, from + told.length);
    const at = found.at - from;
    const length = Math.min(found.length, text.length - at);
    return { where: item.type, saidAt, text, at, length, path, position };
  }
  return null;
}
