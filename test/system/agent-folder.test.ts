import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { deleteAgentFolder } from '../../src/system/agent-folder.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

it('[FL24] a purged home is deleted without following links', async () => {
  const folder = scratchFolder();
  mkdirSync(`${folder}/user/skills`, { recursive: true });
  writeFileSync(`${folder}/user/auth.json`, '{}');
  mkdirSync(`${folder}/agents/a1/home`, { recursive: true });
  symlinkSync(`${folder}/user/auth.json`, `${folder}/agents/a1/home/auth.json`);
  symlinkSync(`${folder}/user/skills`, `${folder}/agents/a1/home/skills`);
  expect(await deleteAgentFolder(`${folder}/agents/a1`)).toBeNull();
  expect(readdirSync(`${folder}/agents`)).toEqual([]);
  expect(readdirSync(`${folder}/user`).sort()).toEqual(['auth.json', 'skills']);
  expect(await deleteAgentFolder(`${folder}/agents/a1`)).toBeNull();
});

it('[FL24] one whose deletion was cut short is deleted by the next', async () => {
  const folder = scratchFolder();
  mkdirSync(`${folder}/a1.removed/home`, { recursive: true });
  expect(await deleteAgentFolder(`${folder}/a1`)).toBeNull();
  expect(existsSync(`${folder}/a1.removed`)).toBe(false);
});
