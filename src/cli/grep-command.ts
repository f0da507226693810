import type { Agent } from '../core/agent/agent.ts';
import { saidInSessions } from '../core/finding/said-in-sessions.ts';
import type { GrepReply } from '../core/finding/screen-matches.ts';
import { rosterEntry } from '../core/host/host-state.ts';
import { transcripts as rollouts } from '../system/transcript/open-transcript.ts';
import type { Call, Surroundings } from './call.ts';
import { grepText } from './grep-text.ts';
import { type Ask, withHost, withSavedAgents } from './host-access.ts';
import { done, failed, jsonText, type Outcome, wrongUsage } from './outcome.ts';
import { isRoster, isShown } from './replies.ts';
import { selectedOf } from './selecting.ts';
import { lookOf } from './table-look.ts';

/** One place where the text was found, as `grep --json` prints it. */
export type GrepMatch = Pick<Agent, 'name' | 'number' | 'id'> & {
  /** `screen`, or what it is in the transcript: `prompt`, `answer`, `command` and so on. */
  readonly where: string;
  /** Of the screen, from 1. */
  readonly row: number | null;
  /** When it was said; epoch ms. */
  readonly at: number | null;
  readonly text: string;
};

type Searched = {
  readonly agent: Agent;
  readonly rolloutPath: string | null;
  /** Oldest first. */
  readonly formerSessions: readonly string[];
};

/** Never starts the host, and never changes anything. */
export async function grepAgents(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [text = '', ...given] = call.arguments;
  const { screens, transcripts, json } = call.options;
  if (text.trim() === '') return wrongUsage('Say what to look for.');
  const words = given.length > 0 ? given : ['all'];
  const print = (matches: readonly GrepMatch[]) => {
    if (matches.length === 0) return failed(`"${text}" was not found.`);
    return done(json ? jsonText(matches) : grepText(matches, text, lookOf(surroundings)));
  };
  const inTranscripts = async (searched: readonly Searched[]) =>
    screens ? [] : (await Promise.all(searched.map((one) => transcriptMatches(one, text)))).flat();
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'list' }, isRoster, async (roster) => {
        const selected = selectedOf(roster, words, surroundings);
        if ('exitCode' in selected) return selected;
        const { agents } = selected;
        const onScreens = transcripts ? [] : await screenMatches(ask, agents, text);
        const paths = screens ? [] : await rolloutsOf(ask, agents);
        return print([...onScreens, ...(await inTranscripts(paths))]);
      }),
    without: (places) =>
      withSavedAgents(places, surroundings, async (saved) => {
        const selected = selectedOf(saved.map(rosterEntry), words, surroundings);
        if ('exitCode' in selected) return selected;
        const searched = selected.agents.map((agent) => {
          const record = saved.find(({ id }) => id === agent.id);
          return {
            agent,
            rolloutPath: record?.lifecycle.rolloutPath ?? null,
            formerSessions: record?.formerSessions ?? [],
          };
        });
        return print(await inTranscripts(searched));
      }),
  });
}

async function screenMatches(
  ask: Ask,
  agents: readonly Agent[],
  text: string,
): Promise<readonly GrepMatch[]> {
  let found: readonly GrepMatch[] = [];
  const command = { type: 'grep', text, agents: agents.map(({ id }) => id) } as const;
  await ask(command, isGrepReply, ({ matches }) => {
    found = matches.flatMap(({ agent: id, row, text: line }) => {
      const agent = agents.find((one) => one.id === id);
      return agent ? [matchOf(agent, { where: 'screen', row, at: null, text: line })] : [];
    });
    return done('');
  });
  return found;
}

function isGrepReply(value: unknown): value is GrepReply {
  return typeof value === 'object' && value !== null && 'matches' in value;
}

async function rolloutsOf(ask: Ask, agents: readonly Agent[]): Promise<readonly Searched[]> {
  const searched: Searched[] = [];
  for (const agent of agents) {
    await ask({ type: 'show', agent: agent.id }, isShown, ({ rolloutPath, formerSessions }) => {
      searched.push({ agent, rolloutPath, formerSessions });
      return done('');
    });
  }
  return searched;
}

async function transcriptMatches(
  { agent, rolloutPath, formerSessions }: Searched,
  text: string,
): Promise<readonly GrepMatch[]> {
  if (rolloutPath === null) return [];
  const sessions = { rolloutPath, formerSessions };
  const found = await saidInSessions(rollouts, sessions, { text, isWanted: () => true });
  return found
    .toReversed()
    .map(({ where, saidAt: at, text: line }) =>
      matchOf(agent, { where, at, text: line, row: null }),
    );
}

function matchOf(
  { name, number, id }: Agent,
  found: Pick<GrepMatch, 'where' | 'row' | 'at' | 'text'>,
): GrepMatch {
  return { name, number, id, ...found };
}
