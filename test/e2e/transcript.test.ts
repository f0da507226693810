import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { rolloutScript } from '../support/rollout-plays.ts';

let grid: GridFixture;

beforeAll(async () => {
  grid = await openGridFixture(rolloutScript, (folder) => ({
    PAGER: `tee ${folder}/paged | tail -1; sleep 0.2; true`,
  }));
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

it('[TX43] sessions before /clear are read from the list, subagents with them', async () => {
  await grid.newAgent('web');
  await grid.waitForState('web', 'ready');
  const send = (text: string) => grid.command('send', 'web', '--until', 'done', text);
  expect(await send('send a child')).toMatchObject({ exitCode: 0 });
  await grid.command('keys', 'web', '-l', '/clear');
  await expect.poll(async () => (await grid.command('screen', 'web')).stdout).toContain('› /clear');
  await grid.command('keys', 'web', 'Enter');
  await expect
    .poll(async () => (await grid.command('screen', 'web')).stdout)
    .not.toContain('send a child');
  expect(await send('explain kettles')).toMatchObject({ exitCode: 0 });

  const terminal = grid.openScreen({ columns: 100, rows: 30 });
  await terminal.waitFor('the grid', (text) => text.includes('web'));
  terminal.type('lt');
  await terminal.waitFor('what was said', (text) => /^ web {3}tools.*explain kettles/s.test(text));
  terminal.type('Ks');
  await terminal.waitFor('its sessions', (text) =>
    /\d\d:\d\d {2}explain kettles\n.*\d\d:\d\d {2}send a child\n.*\d\d:\d\d {2}⑂ \w+: run three/.test(
      text,
    ),
  );
  terminal.type('j\r');
  await terminal.waitFor('the former one', (text) => /^ web › send a child {3}tools/.test(text));
  terminal.type('s');
  await terminal.waitFor('its sessions', (text) => /Its sessions.*⑂/s.test(text));
  terminal.type('j\r');
  await terminal.waitFor('the subagent', (text) => /^ web › \w+ {3}tools.*\$ exit 3/s.test(text));
  terminal.type('\x1b');
  await terminal.waitFor('its own', (text) => /^ web {3}tools.*› explain kettles/s.test(text));
  terminal.type('qq');
  await terminal.waitFor('the question', (text) => text.includes('Detach'));
  terminal.type('\r');
  expect(await terminal.exited).toMatchObject({ code: 0 });
});

it('[TX21] [TX31] [TX33] the transcript in the grid, live while the agent works, in the pager and in a file', async () => {
  await grid.command('resume', 'api');
  await grid.waitForAgent('api', 'at rest', ({ state }) => state === 'ready' || state === 'done');
  const terminal = grid.openScreen({ columns: 100, rows: 30 });
  await terminal.waitFor('the grid', (text) => text.includes('1') && text.includes('api'));
  terminal.type('t');
  await terminal.waitFor('what was said', (text) => /^ api {3}tools/.test(text));
  await terminal.waitFor('what was done', (text) => text.includes('… 392 more lines'));
  await grid.command('send', 'api', '--until', 'done', 'explain kettles');
  await terminal.waitFor('what is said', (text) => text.includes('▎   - two'));
  terminal.type('c');
  await terminal.waitFor('the notice', (text) => text.includes('Copied 1 line.'));
  expect(terminal.copied()).toEqual(['export const boilingCelsius = 100;']);
  terminal.type('/seq\r');
  await terminal.waitFor('what was found', (text) => text.includes('/seq: 1 of 1 from the end'));
  terminal.type('o');
  await terminal.waitFor('the grid again', () => existsSync(`${grid.folder}/paged`));
  await terminal.waitFor('the transcript again', (text) => /^ api {3}tools/.test(text));
  expect(readFileSync(`${grid.folder}/paged`, 'utf8')).toContain('\n  399\n  400\n');
  terminal.type('e');
  await terminal.waitFor('the formats', (text) => text.includes('m  Markdown'));
  terminal.type('\r');
  await terminal.waitFor('where it stands', (text) => text.includes('Written to '));
  const exported = `${grid.project}/api-transcript.md`;
  expect(readFileSync(exported, 'utf8')).toContain('## You\n\n> run three commands\n');
  expect(statSync(exported).mode & 0o777).toBe(0o600);
  terminal.type('qq');
  await terminal.waitFor('the question', (text) => text.includes('Detach'));
  terminal.type('\r');
  expect(await terminal.exited).toMatchObject({ code: 0 });
});

it('[TX48] a grid whose terminal is closed over a transcript ends', async () => {
  const terminal = grid.openScreen({ columns: 100, rows: 30 });
  await terminal.waitFor('the grid', (text) => text.includes('1') && text.includes('api'));
  terminal.type('1t');
  await terminal.waitFor('the transcript', (text) => /^ api {3}tools/.test(text));
  terminal.kill('SIGHUP');
  await terminal.exited;
  expect(terminal.leftOn()).toEqual([]);
});
