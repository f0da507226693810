import { rename } from 'node:fs/promises';
import {
  consentsInSaved,
  savedConsentsText,
  withDecision,
} from '../../core/codex/saved-consents.ts';
import type { Consent } from '../../core/codex/trust.ts';
import { errorText, isSystemError } from '../../system/system-error.ts';
import { damagedSuffix } from '../sessions/saved-roster-file.ts';
import { textIfAny, writeWhole } from '../whole-file.ts';

/** What the user answered about folders; ours alone, never in anybody's codex config. */
export type Consents = {
  /** Oldest answer first. */
  readonly all: () => Promise<readonly Consent[]>;
  /** Null forgets the answer. Resolves to the sentence that says why it could not be kept, or null. */
  readonly decide: (folder: string, decision: Consent['decision'] | null) => Promise<string | null>;
};

export type ConsentsOptions = {
  /** `consents.json` in the state folder. */
  readonly path: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** A sentence that a person should read. */
  readonly onProblem: (message: string) => void;
};

/** Reads the file once; the host is the only one that writes it. */
export function consentsFile({ path, now, onProblem }: ConsentsOptions): Consents {
  let queue: Promise<readonly Consent[]> | null = null;
  const known = () => {
    queue ??= read(path, onProblem);
    return queue;
  };
  return {
    all: known,
    async decide(folder, decision) {
      const answer = decision === null ? null : { decision, at: now() };
      const written = known().then(async (before) => {
        const consents = withDecision(before, folder, answer);
        try {
          await writeWhole(path, savedConsentsText(consents));
          return { consents, problem: null };
        } catch (error) {
          if (!isSystemError(error)) throw error;
          const problem = `The answer about ${folder} could not be kept in ${path}: ${errorText(error)}. It holds until the host ends.`;
          return { consents, problem };
        }
      });
      queue = written.then(({ consents }) => consents);
      return (await written).problem;
    },
  };
}

/** A file that cannot be understood is kept aside: no answer is better than a wrong yes. */
async function read(
  path: string,
  onProblem: ConsentsOptions['onProblem'],
): Promise<readonly Consent[]> {
  try {
    const text = await textIfAny(path);
    if (text === null) return [];
    const consents = consentsInSaved(text);
    if (consents !== null) return consents;
    await rename(path, `${path}${damagedSuffix}`);
    onProblem(
      `The answers about trusted folders could not be understood; they are kept as ${path}${damagedSuffix}, and you are asked again.`,
    );
  } catch (error) {
    if (!isSystemError(error)) throw error;
    onProblem(
      `The answers about trusted folders in ${path} could not be read: ${errorText(error)}. You are asked again.`,
    );
  }
  return [];
}
