import {
  chmodSync,
  mkdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Asker,
  findPlaces,
  makePlaces,
  runtimeFolderOf,
} from '../../src/client/places-on-disk.ts';
import type { Places } from '../../src/wire/places.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const userId = process.getuid?.() ?? 0;

function asker(env: Asker['env']): Asker {
  return { env, homeFolder: '/home/nobody', userId, workingFolder: '/' };
}

async function placesFor(env: Asker['env']): Promise<Places> {
  const places = await findPlaces(asker(env));
  if ('problem' in places) throw new Error(places.problem);
  return places;
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('finding', () => {
  it('[CL33] the places are the same before and after the folder is made, and through symbolic links', async () => {
    const folder = realpathSync(scratchFolder());
    mkdirSync(`${folder}/real`);
    symlinkSync(`${folder}/real`, `${folder}/link`);
    const before = await placesFor({ CODEX_GRID_STATE_DIR: `${folder}/link/a/b` });
    expect(before.stateFolder).toBe(`${folder}/real/a/b`);
    expect(await makePlaces(before, userId)).toBeNull();
    expect(await placesFor({ CODEX_GRID_STATE_DIR: `${folder}/real/a/b` })).toEqual(before);
  });

  it('[CL33] a relative state folder is meant from where the user stands', async () => {
    const places = await findPlaces({
      ...asker({ CODEX_GRID_STATE_DIR: 'x' }),
      workingFolder: '/usr',
    });
    expect(places).toMatchObject({ stateFolder: '/usr/x' });
  });

  it('[CL34] a runtime folder that is gone or not ours is passed over', async () => {
    const folder = scratchFolder();
    const env = { CODEX_GRID_STATE_DIR: `${folder}/state`, XDG_RUNTIME_DIR: `${folder}/run` };
    expect((await placesFor(env)).socketFolder).toBe(`${folder}/state`);
    mkdirSync(`${folder}/run`);
    expect((await placesFor(env)).socketFolder).toBe(`${folder}/run/codex-grid`);
    const stranger = await findPlaces({ ...asker(env), userId: userId + 1 });
    expect(stranger).toMatchObject({ socketFolder: `${folder}/state` });
  });
});

it('[CL36] a host that was started with another runtime folder is found all the same', async () => {
  const folder = scratchFolder();
  mkdirSync(`${folder}/run`);
  const without = { CODEX_GRID_STATE_DIR: `${folder}/state` };
  const within = { ...without, XDG_RUNTIME_DIR: `${folder}/run` };
  const places = await placesFor(without);
  await makePlaces(places, userId);
  writeFileSync(places.socket, '');
  expect(await placesFor(within)).toEqual(places);
  expect(runtimeFolderOf(places)).toBeUndefined();
  rmSync(places.socket);
  expect(runtimeFolderOf(await placesFor(within))).toBe(`${folder}/run`);
});

describe('making', () => {
  it('[CL30] state folder and socket folder are made 0700', async () => {
    const folder = scratchFolder();
    mkdirSync(`${folder}/run`);
    const places = await placesFor({
      CODEX_GRID_STATE_DIR: `${folder}/deep/state`,
      XDG_RUNTIME_DIR: `${folder}/run`,
    });
    expect(await makePlaces(places, userId)).toBeNull();
    expect([modeOf(places.stateFolder), modeOf(places.socketFolder)]).toEqual(['700', '700']);
  });

  it('[CL31] a state folder that cannot be written is one clear sentence', async () => {
    const folder = scratchFolder();
    writeFileSync(`${folder}/file`, '');
    const places = await placesFor({ CODEX_GRID_STATE_DIR: `${folder}/file/state` });
    expect(await makePlaces(places, userId)).toBe(
      `The state folder ${folder}/file/state cannot be used: a part of its path is not a folder. Make it writable, or set CODEX_GRID_STATE_DIR to another folder.`,
    );
  });

  it('[CL31] a state folder of another user is refused', async () => {
    const places = await placesFor({ CODEX_GRID_STATE_DIR: scratchFolder() });
    expect(await makePlaces(places, userId + 1)).toContain('belongs to another user');
  });

  it('[CL32] a state folder open to others is closed when it holds only ours, else refused', async () => {
    const folder = scratchFolder();
    chmodSync(folder, 0o755);
    mkdirSync(`${folder}/agents`);
    writeFileSync(`${folder}/roster.json`, '[]');
    const places = await placesFor({ CODEX_GRID_STATE_DIR: folder });
    expect(await makePlaces(places, userId)).toBeNull();
    expect(modeOf(folder)).toBe('700');
    chmodSync(folder, 0o755);
    writeFileSync(`${folder}/thesis.tex`, '');
    expect(await makePlaces(places, userId)).toContain('open to other users');
    expect(modeOf(folder)).toBe('755');
  });

  it('[BR12] all that codex-grid itself puts into the state folder counts as its own', async () => {
    const folder = scratchFolder();
    const places = await placesFor({ CODEX_GRID_STATE_DIR: folder });
    const own = Object.values(places).filter((path) => dirname(path) === folder);
    expect(own.length).toBeGreaterThan(10);
    for (const path of [...own, `${folder}/ledger.json.new`, `${folder}/hook-check-a1b2c3`]) {
      writeFileSync(path, '');
    }
    chmodSync(folder, 0o755);
    expect(await makePlaces(places, userId)).toBeNull();
    expect(modeOf(folder)).toBe('700');
  });

  it('[CL35] a socket folder open to others is refused', async () => {
    const folder = scratchFolder();
    mkdirSync(`${folder}/run/codex-grid`, { recursive: true });
    chmodSync(`${folder}/run/codex-grid`, 0o777);
    const places = await placesFor({
      CODEX_GRID_STATE_DIR: `${folder}/state`,
      XDG_RUNTIME_DIR: `${folder}/run`,
    });
    expect(await makePlaces(places, userId)).toContain('not yours alone (mode 777');
  });
});
