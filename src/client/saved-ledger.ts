import { readFile } from 'node:fs/promises';
import type { Ledger } from '../core/ledger/ledger.ts';
import { ledgerFromSaved } from '../core/ledger/saved-ledger.ts';

/** What the last host kept of its agents' time; empty where there is none that can be read. */
export async function savedLedger(path: string): Promise<Ledger> {
  const text = await readFile(path, 'utf8').catch(noneYet);
  return ledgerFromSaved(text) ?? [];
}

function noneYet(): string {
  return '';
}
