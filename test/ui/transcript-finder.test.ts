import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { saidInSessions } from '../../src/core/finding/said-in-sessions.ts';
import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import { transcripts } from '../../src/system/transcript/open-transcript.ts';
import { transcriptFinder } from '../../src/ui/transcript-finder.ts';
import type { HostPort } from '../../src/wire/host-port.ts';
import { homeOfRecorded } from '../support/recorded-home.ts';
import { recordedRollout } from '../support/recorded-rollouts.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const paths: Readonly<Record<string, string | null>> = {
  api: recordedRollout('work').path,
  web: null,
  docs: '/nowhere/rollout.jsonl',
  late: recordedRollout('work').path,
};

function searched(text: string, isWanted: (told: readonly ScreenEvent[]) => boolean) {
  const told: ScreenEvent[] = [];
  const asked: string[] = [];
  const host = {
    request(command: { readonly agent: string }) {
      asked.push(command.agent);
      return Promise.resolve({ ok: true, value: { rolloutPath: paths[command.agent] ?? null } });
    },
  } as unknown as HostPort;
  const agents = Object.keys(paths).map((name) => name as AgentId);
  return new Promise<{ told: readonly ScreenEvent[]; asked: readonly string[] }>((resolve) => {
    transcriptFinder({
      host,
      transcripts,
      isWanted: () => {
        const wanted = isWanted(told);
        if (!wanted) resolve({ told, asked });
        return wanted;
      },
      tell(event) {
        told.push(event);
        if (event.type === 'transcript-searched' && event.found === null) resolve({ told, asked });
      },
    })({ type: 'search-transcripts', text, turn: 1, agents, delayMs: 0 });
  });
}

const matchesOf = (event: ScreenEvent | undefined) =>
  event?.type === 'transcript-searched' ? event.found?.matches : undefined;

it('[TX41] finds what was said and done, newest first, with what it is and where', async () => {
  const { told } = await searched('boilingcelsius', () => true);
  expect(told).toHaveLength(4);
  const [newest] = matchesOf(told[0]) ?? [];
  expect(newest).toMatchObject({ where: 'answer', text: 'export const boilingCelsius = 100;' });
  expect(newest?.text.slice(newest.at, newest.at + newest.length)).toBe('boilingCelsius');
  expect(newest?.position).toBeGreaterThan(0);
  expect(matchesOf(told[1])).toEqual([]);
});

it('[TX41] finds what was said in earlier sessions, and the turns of a fork once', async () => {
  const { rolloutPath, formerSessions, former } = homeOfRecorded('forks-2', 'forks', 'work');
  const find = async (text: string) => {
    const sought = { text, isWanted: () => true };
    const sessions = { rolloutPath, formerSessions };
    return (await saidInSessions(transcripts, sessions, sought)).filter(
      ({ where }) => where === 'prompt',
    );
  };
  const [earlier] = await find('patch some files');
  expect(earlier).toMatchObject({ path: former[1]?.path, presentPath: rolloutPath });
  const inherited = (await find('explain kettles')).map(({ path }) => path);
  expect([...new Set(inherited)]).toEqual([rolloutPath, former[1]?.path]);
});

it('[TX41] finds what subagents said and did, under their names', async () => {
  const { rolloutPath, former } = homeOfRecorded('subagents', 'subagents-2');
  const sessions = { rolloutPath, formerSessions: [] };
  const sought = { text: 'run three commands', isWanted: () => true };
  const found = await saidInSessions(transcripts, sessions, sought);
  const theirs = found.filter(({ path }) => path === former[0]?.path);
  expect(theirs.map(({ where, title }) => [where, title])).toContainEqual(['prompt', 'Halley']);
});

it('[TX42] stops reading once nobody waits for it', async () => {
  const { asked, told } = await searched('boilingcelsius', (events) => events.length === 0);
  expect([asked, told.length]).toEqual([['api'], 1]);
  const path = `${scratchFolder()}/rollout.jsonl`;
  const line = JSON.stringify({
    type: 'event_msg',
    payload: { type: 'agent_message', message: 'x' },
  });
  writeFileSync(path, `${line}\n`.repeat(40_000));
  const transcript = await transcripts.open(path);
  if ('problem' in transcript) throw new Error(transcript.problem);
  let looked = 0;
  const isWanted = () => {
    looked += 1;
    return looked < 3;
  };
  const { positions, isCut } = await transcript.search('nowhere', 'text', { most: 20, isWanted });
  expect([positions, isCut, looked]).toEqual([[], true, 3]);
  await transcript.close();
});
