import { existsSync, readFileSync } from 'node:fs';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import type { EvidenceLine, Made } from '../../src/core/lifecycle/evidence-line.ts';
import { evidenceLogParts } from '../../src/wire/places.ts';

/** What an agent's host heard, oldest first. `heardAt` is the host's clock, epoch ms. */
export type LoggedEvidence = Made & { readonly heardAt: number; readonly evidence: Evidence };

/** Of an agent on a state folder; a host writes it a tenth of a second late. */
export function evidenceLog(stateFolder: string, agentId: string): readonly LoggedEvidence[] {
  return evidenceLines(stateFolder, agentId).flatMap((line) => {
    if (line.type !== 'heard') return [];
    const { at, type: _type, ...heard } = line;
    return [{ ...heard, heardAt: at }];
  });
}

/** All of the log, with what was known when it began and where time alone decided. */
export function evidenceLines(stateFolder: string, agentId: string): readonly EvidenceLine[] {
  const { former, present } = evidenceLogParts(`${stateFolder}/agents`, agentId);
  return [former, present]
    .filter((part) => existsSync(part))
    .flatMap((part) => readFileSync(part, 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as EvidenceLine);
}
