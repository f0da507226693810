import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { openOuterTerminal } from '../support/outer-terminal.ts';
import { programFile, type Ran, runProgram } from '../support/run-program.ts';
import { toldScript } from '../support/told-script.ts';

let grid: GridFixture;

beforeAll(async () => {
  grid = await openGridFixture(toldScript);
});

afterAll(() => grid.close());

/** One sentence or more to stderr, nothing to stdout, no stack. */
function expectWords(
  result: Ran,
  expected: { readonly exitCode: number; readonly words: RegExp },
): void {
  expect(result.stderr).toMatch(expected.words);
  expect(result.stderr).toMatch(/^codex-grid: [A-Z"].*\.\n$/s);
  expect(result.stderr).not.toMatch(/\n\s+at /);
  expect(result).toMatchObject({ exitCode: expected.exitCode, stdout: '' });
}

it('[E241] without a terminal the grid says which commands work without one', async () => {
  expectWords(await grid.command(), { exitCode: 2, words: /needs a terminal.*codex-grid ls/ });
});

it('[E242] on a dumb terminal the grid says to set TERM', async () => {
  const terminal = openOuterTerminal({
    file: process.execPath,
    arguments: [programFile],
    cwd: grid.project,
    env: { ...grid.env, TERM: 'dumb' },
  });
  expect((await terminal.exited).code).toBe(2);
  expect(terminal.text()).toContain('TERM');
});

it('[E243] an unknown agent is named, for every command that takes one', async () => {
  await grid.newAgent('here');
  for (const words of [
    ['show', 'nobody'],
    ['screen', 'nobody'],
    ['keys', 'nobody', 'Enter'],
    ['stop', 'nobody'],
    ['resume', 'nobody'],
    ['rm', 'nobody'],
  ]) {
    const result = await grid.command(...words);
    expect(result.exitCode, words.join(' ')).toBeGreaterThan(0);
    expect(result.stderr).toContain('nobody');
    expect(result.stderr).not.toMatch(/\n\s+at /);
  }
});

it('[E244] a name twice, and a name that is none, are refused and change nothing', async () => {
  await grid.newAgent('twice');
  const before = (await grid.ls()).length;
  const again = await grid.command('new', 'twice');
  expect(again.exitCode).toBeGreaterThan(0);
  expect(again.stderr).toContain('twice');
  expectWords(await grid.command('new', '../up'), { exitCode: 2, words: /cannot name an agent/ });
  expect((await grid.ls()).length).toBe(before);
});

it('[E245] a folder that does not exist, or is a file, makes no agent', async () => {
  const before = (await grid.ls()).length;
  const gone = `${grid.folder}/gone`;
  writeFileSync(`${grid.folder}/file`, '');
  for (const folder of [gone, `${grid.folder}/file`]) {
    const result = await grid.command('new', 'lost', '--cd', folder);
    expect(result.exitCode).toBeGreaterThan(0);
    expect(result.stderr).toContain(folder);
  }
  expect((await grid.ls()).length).toBe(before);
});

it('[E246] a codex that is not there is named with its path, and no agent is made', async () => {
  const env = {
    ...grid.env,
    CODEX_GRID_STATE_DIR: `${grid.folder}/no-codex`,
    CODEX_GRID_CODEX: `${grid.folder}/no/such/codex`,
  };
  const outside = { cwd: grid.project, env };
  const result = await runProgram(['new', 'lost'], outside);
  expect(result.stderr).toMatch(/codex cannot be run: CODEX_GRID_CODEX says .*no such file/);
  expect(result.exitCode).toBe(1);
  const { stdout } = await runProgram(['ls', '--json'], outside);
  expect(JSON.parse(stdout)).toEqual([]);
  expect((await runProgram(['doctor'], outside)).exitCode).toBe(1);
  await runProgram(['host', 'stop'], outside);
});

it('[E247] a state folder that cannot be written gives one sentence and nothing half-made', async () => {
  const file = `${grid.folder}/not-a-folder`;
  writeFileSync(file, '');
  const env = { ...grid.env, CODEX_GRID_STATE_DIR: `${file}/state` };
  const result = await runProgram(['new', 'lost'], { cwd: grid.project, env });
  expectWords(result, { exitCode: 1, words: /state folder .* cannot be used/ });
});

it('[E248] a state folder that others may read is closed to them', async () => {
  const folder = `${grid.folder}/open-state`;
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  const outside = { cwd: grid.project, env: { ...grid.env, CODEX_GRID_STATE_DIR: folder } };
  expect((await runProgram(['new', 'safe'], outside)).exitCode).toBe(0);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect((await runProgram(['host', 'stop'], outside)).exitCode).toBe(0);
  expect(existsSync(`${folder}/host.sock`)).toBe(false);
});

it('[E249] wrong usage exits 2 and names the help', async () => {
  for (const words of [
    ['no-such-command'],
    ['new'],
    ['ls', '--no-such-option'],
    ['new', 'x', '--count', '0'],
  ]) {
    const result = await grid.command(...words);
    expect(result.exitCode, words.join(' ')).toBe(2);
    expect(result.stderr).not.toBe('');
  }
});
