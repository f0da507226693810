import { dirname } from 'node:path';
import { shellQuoted } from '../core/text/shell-quote.ts';
import { trustAnswer } from './ask-trust.ts';
import type { Surroundings } from './call.ts';
import { type Ask, replyOf } from './host-access.ts';
import { failed, type Outcome } from './outcome.ts';
import { isInspectedFolder, isSentence } from './replies.ts';

/**
 * A fleet file may take away all that guards its agents, so one that came with a repository counts only once
 * that is trusted: the user is asked, where that can be. Null when it counts; else what `up` comes to.
 */
export async function fleetRefusal(
  ask: Ask,
  file: string,
  terminal: Pick<Surroundings, 'stdin' | 'stdout'>,
): Promise<Outcome | null> {
  const cwd = dirname(file);
  const inspected = await replyOf(ask, { type: 'inspectFolder', cwd }, isInspectedFolder);
  if ('exitCode' in inspected) return inspected;
  const folder = inspected.value;
  if (folder.trust === 'trusted') return null;
  const decision = await trustAnswer(folder, terminal, {
    reason: `${file} says how its agents are started, also what they may do.`,
    decline: 'nothing of the file is started',
  });
  if (decision !== null) {
    const kept = await replyOf(ask, { type: 'decideTrust', folder: cwd, decision }, isSentence);
    if ('exitCode' in kept) return kept;
  }
  if (decision === 'trust') return null;
  const root = folder.trustRoot ?? cwd;
  return failed(
    `nothing was done: ${file} says how its agents are started, also what they may do, and ${root} is not trusted. Read the file, then: codex-grid trust add ${shellQuoted(root)}`,
  );
}
