import type { TranscriptPort } from '../transcript/transcript-port.ts';
import { type SaidMatch, saidMatches } from './said-matches.ts';

/** What was found in a session of an agent's, and where the one stands that it is on. */
export type SessionMatch = SaidMatch & { readonly presentPath: string };

/**
 * What has the text in an agent's present session, then in those that it had before, the last of them first; nothing
 * where a rollout cannot be read. `formerSessions` are told oldest first.
 */
export async function saidInSessions(
  port: TranscriptPort,
  agent: { readonly rolloutPath: string; readonly formerSessions: readonly string[] },
  sought: { readonly text: string; readonly isWanted: () => boolean },
): Promise<readonly SessionMatch[]> {
  const { rolloutPath, formerSessions } = agent;
  const found: SessionMatch[] = [];
  const look = async (path: string) => {
    const matches = await saidMatches(port, path, sought);
    // The transcript of a fork has the turns of what it was forked from, too.
    const others = matches.filter((match) => path === rolloutPath || !found.some(isSame(match)));
    found.push(...others.map((match) => ({ ...match, presentPath: rolloutPath })));
  };
  await look(rolloutPath);
  for (const session of formerSessions.toReversed()) {
    if (!sought.isWanted()) break;
    const path = await port.pathOf(session, rolloutPath);
    if (path !== null && path !== rolloutPath) await look(path);
  }
  return found;
}

function isSame(match: SaidMatch): (other: SaidMatch) => boolean {
  return (other) =>
    other.saidAt === match.saidAt && other.where === match.where && other.text === match.text;
}
