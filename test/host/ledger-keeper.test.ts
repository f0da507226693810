import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { AgentStep } from '../../src/core/host/host-steps.ts';
import { newLifecycle } from '../../src/core/lifecycle/lifecycle-memory.ts';
import type { LifecycleName } from '../../src/core/lifecycle/lifecycle-table.ts';
import { ledgerKeeper } from '../../src/host/ledger-keeper.ts';
import { hostClock } from '../support/host-clock.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const noon = Date.parse('2026-01-05T12:00:00Z');

function step(at: number, name: LifecycleName): AgentStep {
  const after = { ...newLifecycle(noon), name };
  return { agent: 'a1' as AgentId, at, before: null, after, cause: { type: 'elapsed' } };
}

function keeperAt(path: string, now: () => number) {
  const clock = hostClock();
  const problems: string[] = [];
  const onProblem = (message: string) => problems.push(message);
  return { clock, problems, open: () => ledgerKeeper({ path, timers: clock, now, onProblem }) };
}

it('[NO24] a host goes on with the ledger of the one before, which it alone may read', async () => {
  const path = `${scratchFolder()}/ledger.json`;
  let now = noon;
  const { open } = keeperAt(path, () => now);
  const first = await open();
  first.note(step(now, 'working'), 'api');
  now += 60_000;
  await first.close();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  now += 3_600_000;
  const next = await open();
  expect(next.stats(0)).toMatchObject([{ id: 'a1', name: 'api', workingMs: 60_000, idleMs: 0 }]);
  next.note(step(now, 'ready'), 'web');
  now += 1_000;
  expect(next.stats(0)).toMatchObject([{ name: 'web', workingMs: 60_000, idleMs: 1_000 }]);
});

it('[NO24] it is on the disk half a minute after something was noted', async () => {
  const path = `${scratchFolder()}/ledger.json`;
  const { open, clock } = keeperAt(path, () => noon);
  const keeper = await open();
  keeper.note(step(noon - 5_000, 'working'), 'api');
  expect(clock.planned()).toBe(1);
  clock.passMs(30_000);
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('"api"');
});

it('[NO24] a file that is no ledger, or that cannot be written, stops nothing', async () => {
  const folder = scratchFolder();
  writeFileSync(`${folder}/ledger.json`, 'rubbish');
  const { open } = keeperAt(`${folder}/ledger.json`, () => noon);
  expect((await open()).stats(0)).toEqual([]);
  mkdirSync(`${folder}/taken.new`);
  const blocked = keeperAt(`${folder}/taken`, () => noon);
  const keeper = await blocked.open();
  keeper.note(step(noon - 1, 'working'), 'api');
  await keeper.close();
  await keeper.close();
  expect(blocked.problems).toEqual([expect.stringContaining('it is a folder')]);
  expect(keeper.stats(0)).toHaveLength(1);
});
