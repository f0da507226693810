import { textSearch } from '../core/finding/text-search.ts';
import { joinedEntries } from '../core/transcript/joined-entries.ts';
import { searchedText } from '../core/transcript/searched-text.ts';
import type { OpenTranscript } from '../core/transcript/transcript-port.ts';
import { transcripts } from '../system/transcript/open-transcript.ts';

/** The newest ones tell what an agent is about; `transcript` prints all. */
const matchLimit = 20;

type Found = { readonly where: string; readonly at: number | null; readonly text: string };

/** What has the text in a rollout, oldest first, each with the line that has it; nothing where it cannot be read. */
export async function foundInTranscript(path: string, text: string): Promise<readonly Found[]> {
  const transcript = await transcripts.open(path);
  if ('problem' in transcript) return [];
  try {
    const { positions } = await transcript.search(text, 'tools');
    const found: Found[] = [];
    for (const position of positions.slice(0, matchLimit)) {
      const entry = await entryAt(transcript, position);
      if (!entry) continue;
      const lines = searchedText(entry.item).split('\n');
      const search = textSearch(text);
      const line = lines.find((one) => search(one) !== null);
      if (line !== undefined)
        found.push({ where: entry.item.type, at: entry.at, text: line.trim() });
    }
    return found.reverse();
  } finally {
    await transcript.close();
  }
}

async function entryAt(transcript: OpenTranscript, position: number) {
  const { entries } = await transcript.after(position);
  return joinedEntries(entries).find((entry) => entry.position === position);
}
