import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { SessionId } from '../../src/core/agent/agent.ts';
import { resumeRefusal } from '../../src/host/sessions/resume-step.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const id = '01a1fcfb-b533-7d43-b73e-29f177d624d0' as SessionId;
const parent = '01a1fd3c-7bdc-75a3-8c66-8326c2bb2626';

function meta(facts: Readonly<Record<string, unknown>> = {}): string {
  return `${JSON.stringify({ type: 'session_meta', payload: { id, ...facts } })}\n`;
}

/** What is said of a session whose rollout holds this; null when it can be resumed. */
async function refusalOf(text: string | null) {
  const home = scratchFolder();
  const day = `${home}/sessions/2026/11/21`;
  mkdirSync(day, { recursive: true });
  if (text !== null) writeFileSync(`${day}/rollout-2026-11-21T07-21-56-${id}.jsonl`, text);
  return resumeRefusal({ name: 'api', session: { type: 'resume', id } }, home);
}

it('[SE14] a rollout that codex takes up is resumed, whatever its end looks like', async () => {
  expect(await refusalOf(`${meta()}{"type":"event_m`)).toBeNull();
});

it.each([
  ['there is no rollout of it', null],
  ['is cut off in its first line', meta().slice(0, 40)],
  ['does not describe a session', ''],
  ['does not describe a session', `\n${meta()}`],
  ['in a format so old that codex itself cannot resume it', '{"id":"1","timestamp":"2025"}\n'],
  [`was forked from session ${parent}`, meta({ forked_from_id: parent })],
])('[SE17] one that codex would not find is unknown, and told why: %s', async (why, text) => {
  expect(await refusalOf(text)).toEqual({
    ok: false,
    kind: 'unknown-session',
    problem: expect.stringMatching(new RegExp(`^api cannot go on with session ${id}: .*${why}`)),
  });
});
