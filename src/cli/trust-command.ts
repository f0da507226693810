import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { consentLine } from '../core/codex/trust-words.ts';
import { isSystemError } from '../system/system-error.ts';
import type { Call, Surroundings } from './call.ts';
import { withHost } from './host-access.ts';
import { done, failed, jsonText, type Outcome } from './outcome.ts';
import { isConsents, isSentence } from './replies.ts';

export function listTrust({ options }: Call, surroundings: Surroundings): Promise<Outcome> {
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'consents' }, isConsents, (consents) => {
        if (options['json']) return done(jsonText(consents));
        const lines = consents.map((consent) => `${consentLine(consent)}\n`);
        return done(
          lines.length > 0 ? lines.join('') : 'You were not asked about any folder yet.\n',
        );
      }),
    without: 'start',
  });
}

export function addTrust(call: Call, surroundings: Surroundings): Promise<Outcome> {
  return decide(call, surroundings, 'trust');
}

export function revokeTrust(call: Call, surroundings: Surroundings): Promise<Outcome> {
  return decide(call, surroundings, 'forget');
}

async function decide(
  { arguments: [folder = '.'] }: Call,
  surroundings: Surroundings,
  decision: 'trust' | 'forget',
): Promise<Outcome> {
  const path = resolve(surroundings.workingFolder, folder);
  // An answer about a folder that is gone can still be forgotten.
  if (decision === 'trust' && !isFolder(path)) {
    return failed(`There is no folder ${path}, so nothing is trusted. Check the path.`);
  }
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'decideTrust', folder: path, decision }, isSentence, (sentence) =>
        done(`${sentence}\n`),
      ),
    without: 'start',
  });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
