import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { rolloutScript } from '../support/rollout-plays.ts';

let grid: GridFixture;

beforeAll(async () => {
  grid = await openGridFixture(rolloutScript);
  await grid.newAgent('api');
  await grid.waitForState('api', 'ready');
});

afterAll(() => grid.close());

it('[TX20] the transcript of a real agent, with its host and without', async () => {
  expect((await grid.command('transcript', 'api')).stderr).toContain('api has no transcript yet');
  expect(await grid.command('send', 'api', '--until', 'done', 'run three commands')).toMatchObject({
    exitCode: 0,
  });
  const { stdout } = await grid.command('transcript', 'api');
  expect(stdout).toContain(
    '› run three commands\n\n• First I look.\n\n$ echo hello; echo oops >&2\n',
  );
  expect(stdout).toContain('$ exit 3\n  exit code 3\n');
  await grid.command('host', 'stop');
  expect((await grid.command('transcript', 'api')).stdout).toBe(stdout);
});
