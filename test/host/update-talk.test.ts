import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ProgramSettings } from '../../src/core/settings/agent-settings.ts';
import { newerCodex } from '../../src/host/codex/newer-codex.ts';
import { updateTalk } from '../../src/host/codex/update-talk.ts';
import type { HostMessage } from '../../src/wire/messages.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** A user whose codex has noted a newer version, and what a screen and all of them are told. */
function talkIn(folder: string, policy: ProgramSettings['update'], installed = '0.169.0') {
  mkdirSync(`${folder}/codex`, { recursive: true });
  writeFileSync(`${folder}/codex/version.json`, '{"latest_version":"0.170.0"}');
  const newer = newerCodex({
    userHome: `${folder}/codex`,
    memoryPath: `${folder}/update.json`,
    installed: async () => installed,
  });
  const told: HostMessage[] = [];
  const toldAll: HostMessage[] = [];
  let looked = Promise.resolve<unknown>(null);
  const talk = updateTalk({
    newerCodex: {
      find: () => {
        const found = newer.find();
        looked = found;
        return found;
      },
      mentioned: (update) => {
        looked = newer.mentioned(update);
        return looked.then(() => undefined);
      },
    },
    policy: () => policy,
    tellAll: (message) => toldAll.push(message),
    onProblem(error) {
      throw error;
    },
  });
  return {
    told,
    toldAll,
    /** A screen comes, and everything that follows has happened. */
    async screenComes() {
      talk.look((message) => told.push(message));
      let before: Promise<unknown>;
      do {
        before = looked;
        await before;
      } while (before !== looked);
    },
    async answer() {
      talk.answered();
      await looked;
    },
  };
}

const update = { installed: '0.169.0', latest: '0.170.0' };

it('[TR53] under ask every screen is asked until one has answered, and then never again', async () => {
  const folder = scratchFolder();
  const talk = talkIn(folder, 'ask');
  await talk.screenComes();
  await talk.screenComes();
  expect(talk.told).toEqual(Array(2).fill({ type: 'update', update }));
  await talk.answer();
  expect(talk.toldAll).toEqual([{ type: 'update', update: null }]);
  await talk.screenComes();
  expect(talk.told).toHaveLength(2);
  const nextHost = talkIn(folder, 'ask');
  await nextHost.screenComes();
  expect(nextHost.told).toEqual([]);
});

it('[TR54] under notify one screen hears of it, once', async () => {
  const folder = scratchFolder();
  const talk = talkIn(folder, 'notify');
  await talk.screenComes();
  await talk.screenComes();
  const nextHost = talkIn(folder, 'notify');
  await nextHost.screenComes();
  expect([...talk.told, ...nextHost.told]).toEqual([
    { type: 'notice', message: expect.stringContaining('codex 0.170.0 is out') },
  ]);
});

it('[TR54] under never, or when nothing is newer, nobody hears anything', async () => {
  for (const talk of [
    talkIn(scratchFolder(), 'never'),
    talkIn(scratchFolder(), 'ask', '0.170.0'),
  ]) {
    await talk.screenComes();
    expect(talk.told).toEqual([]);
  }
});
