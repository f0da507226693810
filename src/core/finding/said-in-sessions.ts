import { rolloutName } from '../codex/rollout-head.ts';
import { sessionTitle } from '../transcript/session-title.ts';
import type { TranscriptPort } from '../transcript/transcript-port.ts';
import { type SaidMatch, saidMatches } from './said-matches.ts';

/** What was found in a session of an agent's, and where the one stands that it is on. */
export type SessionMatch = SaidMatch & {
  readonly presentPath: string;
  /** Of another session, and of a subagent's, what it is called. */
  readonly title: string | null;
};

/**
 * What has the text in an agent's present session, then in those that it had before, the last of them first, each
 * followed by its subagents; nothing where a rollout cannot be read. `formerSessions` are told oldest first.
 */
export async function saidInSessions(
  port: TranscriptPort,
  agent: { readonly rolloutPath: string; readonly formerSessions: readonly string[] },
  sought: { readonly text: string; readonly isWanted: () => boolean },
): Promise<readonly SessionMatch[]> {
  const { rolloutPath: presentPath, formerSessions } = agent;
  const found: SessionMatch[] = [];
  const look = async (path: string, title: string | null) => {
    const matches = await saidMatches(port, path, sought);
    // The transcript of a fork has the turns of what it was forked from, too.
    const others = matches.filter((match) => path === presentPath || !found.some(isSame(match)));
    found.push(...others.map((match) => ({ ...match, presentPath, title })));
  };
  await look(presentPath, null);
  if (!sought.isWanted()) return found;
  const present = rolloutName(presentPath.split('/').at(-1) ?? '')?.id;
  const sessions = [...(present ? [present] : []), ...formerSessions.toReversed()];
  for (const session of await port.listed(sessions, presentPath)) {
    if (!sought.isWanted()) break;
    if (session.path !== presentPath) await look(session.path, sessionTitle(session));
  }
  return found;
}

function isSame(match: SaidMatch): (other: SaidMatch) => boolean {
  return (other) =>
    other.saidAt === match.saidAt && other.where === match.where && other.text === match.text;
}
