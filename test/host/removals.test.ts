import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { deleteAgentFolder } from '../../src/host/sessions/removals.ts';
import { hostRig } from '../support/host-rig.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { newCommand, removeCommand } from '../support/some-command.ts';

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

it('[FL24] what cannot be deleted is said, and the agent is removed all the same', async () => {
  const asked: AgentId[] = [];
  const rig = hostRig({
    async deleteAgentFolder(agent) {
      asked.push(agent);
      return '/s/agents/id1 could not be deleted: permission denied. Delete it yourself.';
    },
  });
  const client = rig.join();
  client.ask(newCommand('api'));
  await rig.settle();
  rig.ptys[0]?.exits();
  await rig.settle();
  client.ask({ ...removeCommand('api'), sessions: 'purge' });
  await rig.settle();
  expect(asked).toEqual([]);
  rig.clock.passMs(10_000);
  await rig.settle();
  expect(asked).toHaveLength(1);
  expect(client.notices()).toContainEqual(
    'api is removed, but not all of it: /s/agents/id1 could not be deleted: permission denied. Delete it yourself.',
  );
  expect(client.roster()).toEqual([]);
  expect(rig.host.model().clearing).toEqual([]);
});
