import { jsonValue } from '../text/json-value.ts';
import type { TranscriptEntry } from './transcript-item.ts';

/** One line of JSON: when, of which turn, and the item; of what is not known the record itself. */
export function transcriptJson({ at, turnId, item, line }: TranscriptEntry): string {
  const when = at === null ? null : new Date(at).toISOString();
  const record = item.type === 'other' ? { record: jsonValue(line) ?? line } : {};
  return JSON.stringify({ at: when, turnId, ...item, ...record });
}
