import { expect, it } from 'vitest';
import { modelFromSaved } from '../../src/core/host/saved-roster.ts';
import { hostRig } from '../support/host-rig.ts';
import { newCommand } from '../support/some-command.ts';

async function threeAgents() {
  const rig = hostRig();
  rig.host.start();
  const ann = rig.join();
  for (const name of ['api', 'web', 'docs']) {
    ann.ask(newCommand(name));
    await rig.settle();
  }
  return { ...rig, ann, bob: rig.join() };
}

it('[FN17] the host keeps the order for every screen and the next host; numbers stay', async () => {
  const { ann, bob, saved, settle, clock } = await threeAgents();
  const moved = ann.ask({ type: 'place', agent: 'docs', beside: 'api', side: 'before' });
  await settle();
  clock.passMs(1000);
  await settle();
  expect(ann.reply(moved)).toMatchObject({ ok: true });
  expect(bob.roster().map(({ name, number }) => `${number} ${name}`)).toEqual([
    '3 docs',
    '1 api',
    '2 web',
  ]);
  const next = modelFromSaved(saved.at(-1) ?? '', 0);
  if ('problem' in next) throw new Error(next.problem);
  expect(next.agents.map(({ name }) => name)).toEqual(['docs', 'api', 'web']);
  const behind = ann.ask({ type: 'place', agent: 'docs', beside: 'web', side: 'behind' });
  expect(ann.reply(behind)).toMatchObject({
    value: [{ name: 'api' }, { name: 'web' }, { name: 'docs' }],
  });
  const alone = ann.ask({ type: 'place', agent: 'api', beside: 'api', side: 'behind' });
  expect(ann.reply(alone)).toMatchObject({ ok: true });
  const unknown = ann.ask({ type: 'place', agent: 'api', beside: 'nobody', side: 'behind' });
  expect(ann.reply(unknown)).toMatchObject({ ok: false });
});

it('[FN18] the host keeps who is pinned, also for the next host', async () => {
  const { ann, bob, saved, settle, clock } = await threeAgents();
  ann.ask({ type: 'pin', agents: ['web'], place: 'pinned' });
  await settle();
  clock.passMs(1000);
  await settle();
  expect(bob.roster().map(({ pinned }) => pinned)).toEqual([false, true, false]);
  expect(bob.roster()[1]?.badges).toContainEqual({ text: 'pinned', tone: 'quiet' });
  const next = modelFromSaved(saved.at(-1) ?? '', 0);
  if ('problem' in next) throw new Error(next.problem);
  expect(next.agents.map(({ pinned }) => pinned)).toEqual([false, true, false]);
  ann.ask({ type: 'pin', agents: ['web', 'api'], place: 'free' });
  expect(ann.roster().every(({ pinned }) => !pinned)).toBe(true);
});
