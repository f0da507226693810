import * as v from 'valibot';
import { saidInSessions } from '../core/finding/said-in-sessions.ts';
import type { ScreenEffect, ScreenEvent } from '../core/screen/screen-state.ts';
import type { TranscriptPort } from '../core/transcript/transcript-port.ts';
import type { HostPort } from '../wire/host-port.ts';

export type TranscriptSearch = Extract<ScreenEffect, { type: 'search-transcripts' }>;

const shownSchema = v.object({
  rolloutPath: v.nullable(v.string()),
  formerSessions: v.optional(v.array(v.string()), []),
});

/** Looks through one rollout after the other, so that the screen has time for its keys, and no further than is wanted. */
export function transcriptFinder(parts: {
  readonly host: HostPort;
  readonly transcripts: TranscriptPort;
  readonly isWanted: (turn: number) => boolean;
  readonly tell: (event: ScreenEvent) => void;
}): (search: TranscriptSearch) => void {
  const { host, transcripts, tell } = parts;
  const find = async ({ text, turn, agents }: TranscriptSearch) => {
    const isWanted = () => parts.isWanted(turn);
    for (const agent of agents) {
      if (!isWanted()) return;
      const reply = await host.request({ type: 'show', agent });
      const shown = v.safeParse(shownSchema, reply.ok ? reply.value : null);
      if (!shown.success) continue;
      const { rolloutPath, formerSessions } = shown.output;
      if (rolloutPath === null) continue;
      const sessions = { rolloutPath, formerSessions };
      const matches = await readable(saidInSessions(transcripts, sessions, { text, isWanted }));
      tell({ type: 'transcript-searched', turn, found: { agent, matches } });
    }
    tell({ type: 'transcript-searched', turn, found: null });
  };
  return (search) => void find(search);
}

/** Nothing for a disk that fails under a rollout: that hides none of the others. */
async function readable<Match>(found: Promise<readonly Match[]>): Promise<readonly Match[]> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}
