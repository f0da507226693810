import { expect, it, onTestFinished } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { looksScenes } from '../support/looks-scenes.ts';
import { screenRig } from '../support/screen-rig.ts';

it('[LK24] 64 digests cost nothing at rest, and news of one no more than its line, five times a second', async () => {
  const agents = looksScenes['digest-64-200x60']?.agents ?? [];
  const saying = (said: string): readonly Agent[] =>
    agents.map((agent, at) => (at === 2 ? { ...agent, digest: { ...agent.digest, said } } : agent));
  const rig = await screenRig({ columns: 200, rows: 60 });
  onTestFinished(rig.stop);
  rig.publish(...saying('Water first.'));
  rig.clock.advance(1_000);
  expect(rig.clock.alarms()).toHaveLength(1);
  const [writes, commits] = [rig.writes.length, rig.commits.length];
  for (let tick = 0; tick < 50; tick += 1) {
    rig.publish(...saying(`Tea ${tick}.`));
    rig.clock.advance(20);
  }
  expect(rig.commits.length - commits).toBeLessThanOrEqual(6);
  for (const { bytes } of rig.writes.slice(writes)) expect(bytes.length).toBeLessThan(100);
  expect((await rig.lines()).join('\n')).toContain('• Tea 4');
});
