import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  furnish,
  leftDemoFolders,
  makeDemoFolder,
  removeDemoFolder,
  workFolder,
} from '../../src/demo/demo-folder.ts';
import { scenes } from '../../src/demo/scenes.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const modelUrl = 'http://127.0.0.1:1/v1';

it('[DM9] every scene has a worktree of the teahouse on a branch of its own, and git is clean', async () => {
  const folder = await makeDemoFolder(`${scratchFolder()}/demos`, 'me');
  await furnish(folder, { modelUrl, env: { PATH: process.env['PATH'] } });
  for (const { branch } of scenes) {
    const status = execFileSync('git', ['-C', workFolder(folder, branch), 'status', '-sb'], {
      encoding: 'utf8',
    });
    expect(status).toBe(`## ${branch}\n`);
  }
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  expect(statSync(folder.codexHome).mode & 0o777).toBe(0o700);
});

it('[DM10] without git every scene has a copy of the teahouse', async () => {
  const folder = await makeDemoFolder(`${scratchFolder()}/demos`, 'me');
  await furnish(folder, { modelUrl, env: { PATH: '/nowhere' } });
  for (const { branch } of scenes) {
    expect(readFileSync(`${workFolder(folder, branch)}/README.md`, 'utf8')).toContain('# Teahouse');
  }
});

it('[DM11] only folders whose demo is gone are left ones, and the last removal takes the parent', async () => {
  const parent = `${scratchFolder()}/demos`;
  expect(await leftDemoFolders(parent, () => false)).toEqual([]);
  const mine = await makeDemoFolder(parent, 'alive');
  const dead = await makeDemoFolder(parent, 'dead');
  const left = await leftDemoFolders(parent, (owner) => owner === 'alive');
  expect(left).toEqual([dead]);
  await removeDemoFolder(parent, dead);
  expect(existsSync(parent)).toBe(true);
  await removeDemoFolder(parent, mine);
  expect(existsSync(parent)).toBe(false);
});
