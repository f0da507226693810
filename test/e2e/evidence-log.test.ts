import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReplayedStep } from '../../src/core/run/replayed-states.ts';
import { evidenceLines } from '../support/evidence-log.ts';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { toldScript } from '../support/told-script.ts';

let grid: GridFixture;

beforeAll(async () => {
  grid = await openGridFixture(toldScript);
});

afterAll(() => grid.close());

async function record(name: string, ...words: readonly string[]): Promise<string> {
  const file = `${grid.folder}/${name}-${words.length}.jsonl`;
  const { exitCode, stderr } = await grid.command('record', name, '--out', file, ...words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return file;
}

async function replay(file: string): Promise<readonly ReplayedStep[]> {
  const { exitCode, stdout, stderr } = await grid.command('replay', file, '--json');
  expect(stderr).toBe('');
  const { steps }: { readonly steps: readonly ReplayedStep[] } = JSON.parse(stdout);
  expect(steps.filter(({ difference }) => difference === 'state')).toEqual([]);
  expect(exitCode).toBe(0);
  return steps;
}

const told = (steps: readonly ReplayedStep[]) =>
  steps.map(({ at, made, difference }) => [at, made.state, made.rule, made.subagents, difference]);

it('[EL20] a real run, with its texts or without, replays to the states that the host told', async () => {
  await grid.newAgent('runs', '--prompt', 'ask leave for touch approved');
  await grid.waitForState('runs', 'approval');
  await grid.command('keys', 'runs', 'y');
  await grid.waitForState('runs', 'done');
  await grid.prompt('runs', 'ask me');
  await grid.waitForState('runs', 'question');
  await grid.command('keys', 'runs', 'Enter');
  const { id } = await grid.waitForState('runs', 'done');
  const kept = await record('runs', '--with-text');
  const blanked = await record('runs');

  const steps = await replay(kept);
  expect(steps.filter(({ difference }) => difference !== null)).toEqual([]);
  const states = steps.map(({ made }) => made.state);
  expect(states.filter((state, at) => state !== states[at - 1])).toEqual(
    'starting ready working approval working done working question working done'.split(' '),
  );
  expect(told(await replay(blanked))).toEqual(told(steps));

  expect(readFileSync(kept, 'utf8')).toMatch(/touch approved[\s\S]*Which colour/);
  expect(readFileSync(blanked, 'utf8')).not.toMatch(/approved|Which|colour|ask me|project/);

  // What was heard outlives the host, and the next one goes on with it.
  await grid.command('host', 'stop');
  const after = await replay(await record('runs', '--force', '--with-text'));
  expect(after.length).toBeGreaterThan(steps.length);
  expect(after.at(-1)?.made.state).toBe('ended');
  expect((await grid.command('resume', 'runs')).exitCode).toBe(0);
  await grid.waitForState('runs', 'ready');
  const because = evidenceLines(grid.stateFolder, id).flatMap((line) =>
    line.type === 'from' ? [line.because] : [],
  );
  expect(because).toEqual(['new agent', 'host started', 'restarted']);
});
