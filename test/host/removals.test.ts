import { expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { hostRig } from '../support/host-rig.ts';
import { newCommand, removeCommand } from '../support/some-command.ts';

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
