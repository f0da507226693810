import * as v from 'valibot';
import { jsonValue } from '../text/json-value.ts';
import type { Consent } from './trust.ts';

const savedSchema = v.object({
  version: v.literal(1),
  folders: v.record(
    v.string(),
    v.object({ decision: v.picklist(['trust', 'decline']), at: v.number() }),
  ),
});

/** As `consents.json` holds them: `{version: 1, folders: {PATH: {decision, at}}}`. */
export function savedConsentsText(consents: readonly Consent[]): string {
  const folders = Object.fromEntries(
    consents.map(({ folder, decision, at }) => [folder, { decision, at }]),
  );
  return `${JSON.stringify({ version: 1, folders }, null, 2)}\n`;
}

/** Null for a text that is none of ours. */
export function consentsInSaved(text: string): readonly Consent[] | null {
  const { success, output } = v.safeParse(savedSchema, jsonValue(text));
  if (!success) return null;
  return Object.entries(output.folders).map(([folder, { decision, at }]) => ({
    folder,
    decision,
    at,
  }));
}

/** The newest answer about a folder replaces the one before; null forgets it. */
export function withDecision(
  consents: readonly Consent[],
  folder: string,
  answer: Pick<Consent, 'decision' | 'at'> | null,
): readonly Consent[] {
  const others = consents.filter((consent) => consent.folder !== folder);
  return answer === null ? others : [...others, { folder, ...answer }];
}
