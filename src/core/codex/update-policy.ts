import * as v from 'valibot';
import { jsonValue } from '../text/json-value.ts';
import { isBefore } from './codex-version.ts';

/** A newer codex than the installed one. */
export type CodexUpdate = { readonly installed: string; readonly latest: string };

/** What codex itself noted at its last look for updates, in `version.json` of its home. */
export type RecordedVersion = {
  readonly latest: string;
  /** The version that its user told codex not to mention again. */
  readonly dismissed: string | null;
};

/** What we said and were answered, so that each version is mentioned once. */
export type UpdateMemory = { readonly mentioned: string | null };

const recordedSchema = v.object({
  latest_version: v.string(),
  dismissed_version: v.optional(v.nullable(v.string())),
});

/** Null for a text that tells no version. */
export function recordedVersionIn(text: string): RecordedVersion | null {
  const { success, output } = v.safeParse(recordedSchema, jsonValue(text));
  if (!success || !/^\d+\.\d+\.\d+$/.test(output.latest_version)) return null;
  return { latest: output.latest_version, dismissed: output.dismissed_version ?? null };
}

export function updateMemoryIn(saved: unknown): UpdateMemory {
  const { success, output } = v.safeParse(v.object({ mentioned: v.nullable(v.string()) }), saved);
  return success ? output : { mentioned: null };
}

/** Null when there is nothing to say: up to date, not known, dismissed, or said before. */
export function updateToMention(
  installed: string | null,
  recorded: RecordedVersion | null,
  memory: UpdateMemory,
): CodexUpdate | null {
  if (installed === null || recorded === null) return null;
  const { latest, dismissed } = recorded;
  if (!isBefore(installed, latest) || latest === dismissed || latest === memory.mentioned) {
    return null;
  }
  return { installed, latest };
}

export function updateNotice({ installed, latest }: CodexUpdate): string {
  return `codex ${latest} is out; ${installed} is installed. Update it with: codex update`;
}

/** The question of the screen, under the policy `ask`. */
export const updateWords = {
  question: ({ installed, latest }: CodexUpdate) =>
    `codex ${latest} is out; ${installed} is installed. Run codex update in a tile?`,
  meaning: 'Agents that run keep the codex they have until they are started again.',
  no: { word: 'No', help: 'do not ask again for this version' },
  yes: { word: 'Update', help: 'its progress shows in a tile' },
} as const;
