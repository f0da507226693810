import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { findSession } from '../../src/cli/session-search.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const kettle = '01a1fcfb-b533-7d43-b73e-29f177d624d0';
const cups = '01a1fcfb-c644-7d43-b73e-29f177d624d0';

function store() {
  const folder = scratchFolder();
  const stores = { userHome: `${folder}/user`, agents: `${folder}/agents` };
  return {
    folder,
    rollout(
      place: string,
      id: string,
      payload: object = {},
      ...prompts: readonly string[]
    ): string {
      const path = `${folder}/${place}/rollout-2026-11-21T07-21-56-${id}.jsonl`;
      const lines = [
        { type: 'session_meta', payload: { id, cwd: '/work/api', ...payload } },
        ...prompts.map((message) => ({ payload: { type: 'user_message', message } })),
      ];
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
      return path;
    },
    find: (wanted: string) => findSession(wanted, stores, folder),
  };
}

const day = 'sessions/2026/11/21';

it('[SF13] a session is found by the beginning of its id, in the user’s home and in those of agents', async () => {
  const { rollout, find } = store();
  const path = rollout('user/archived_sessions', kettle);
  const other = rollout(`agents/a1/home/${day}`, cups);
  expect(await find('01A1FCFB-B')).toEqual({ id: kettle, rollout: path, cwd: '/work/api' });
  expect(await find(cups)).toMatchObject({ rollout: other });
});

it('[SF13] of two copies the one that went on is meant', async () => {
  const { rollout, find } = store();
  utimesSync(rollout(`user/${day}`, kettle), 1000, 1000);
  const newer = rollout(`agents/a1/home/${day}`, kettle);
  expect(await find(kettle)).toMatchObject({ rollout: newer });
});

it('[SF13] a path is taken as it is, from the working folder', async () => {
  const { rollout, find, folder } = store();
  const path = rollout('backup', kettle);
  expect(await find(path.slice(folder.length + 1))).toMatchObject({ id: kettle, rollout: path });
});

it('[SF14] an id that begins several is answered with each, its time, folder and first prompt', async () => {
  const { rollout, find } = store();
  rollout(`user/${day}`, kettle, {}, 'Remember\nthe kettle');
  rollout(`agents/a1/home/${day}`, kettle);
  rollout(`user/${day}`, cups);
  rollout(`user/${day}`, kettle.replace('b533', 'd755'), { thread_source: 'subagent' });
  expect(await find('01a1fcfb')).toEqual({
    problem: `Several sessions begin with "01a1fcfb". Say more of the id:
  ${cups}  2026-11-21 07:21  /work/api  (no prompt yet)
  ${kettle}  2026-11-21 07:21  /work/api  Remember the kettle`,
  });
});

it('[SF14] an unknown id is answered with where it was looked for, and the newest there are', async () => {
  const { rollout, find, folder } = store();
  expect(await find('ffff')).toEqual({
    problem: `There is no session "ffff" in ${folder}/user or in a home of codex-grid, archived ones included.`,
  });
  rollout(`user/${day}`, kettle, {}, 'Hi');
  expect(await find('ffff')).toMatchObject({
    problem: expect.stringMatching(/The newest there are:\n {2}01a1fcfb-b533.* Hi$/),
  });
});

it.each([
  ['notes.jsonl', 'is not named like a rollout'],
  ['./gone', 'is not named like a rollout'],
  [`rollout-2026-11-21T07-21-56-${cups}.jsonl`, 'cannot be read: it does not exist'],
])('[SF15] a file that is no rollout is refused: %s', async (wanted, reason) => {
  expect(await store().find(wanted)).toMatchObject({ problem: expect.stringContaining(reason) });
});

it('[SF15] a subagent’s session is refused', async () => {
  const { rollout, find } = store();
  rollout(`user/${day}`, kettle, { thread_source: 'subagent' });
  expect(await find(kettle)).toMatchObject({
    problem: expect.stringContaining('is the session of a subagent'),
  });
});
