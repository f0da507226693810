import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { realCodex } from '../support/real-codex.ts';
import { toldScript } from '../support/told-script.ts';

let grid: GridFixture;
let file: string;

beforeAll(async () => {
  grid = await openGridFixture(toldScript);
  file = `${grid.env['HOME']}/.config/codex-grid/config.toml`;
  mkdirSync(dirname(file), { recursive: true });
});
afterAll(() => grid.close());

async function shown(name: string) {
  const { stdout } = await grid.command('show', name, '--json');
  return JSON.parse(stdout);
}

it('[ST23] a start right after an edit has the new defaults, and says where they stand', async () => {
  writeFileSync(file, 'model = "gpt-5.5"\n');
  await grid.newAgent('one');
  writeFileSync(file, '# careful\nmodel = "gpt-5.5"\nsandbox = "read-only"\n');
  await grid.newAgent('two', '--reasoning-effort', 'high');
  const { settings, launch, badges } = await shown('two');
  expect(settings).toEqual([
    { key: 'model', value: 'gpt-5.5', origin: `${file}:2` },
    { key: 'reasoning_effort', value: 'high', origin: '--reasoning-effort' },
    { key: 'sandbox', value: 'read-only', origin: `${file}:3` },
    { key: 'home', value: 'isolated', origin: 'chosen when it was made' },
  ]);
  expect(launch).toMatchObject({ sandbox: 'read-only', reasoningEffort: 'high' });
  expect(badges).toContainEqual({ text: 'read-only', tone: 'quiet' });
  expect((await shown('one')).badges).not.toContainEqual({ text: 'read-only', tone: 'quiet' });
  await grid.waitForState('two', 'ready');
  expect((await grid.command('show', 'two')).stdout).toMatch(
    /\n {2}sandbox = "read-only" +~\/\.config\/codex-grid\/config\.toml:3\n/,
  );
});

it('[ST24] while the config cannot be read nothing starts or resumes, and screens say why', async () => {
  const screen = grid.openScreen({ columns: 200, rows: 40 });
  await screen.waitFor('the tiles', (text) => text.includes('one') && text.includes('two'));
  await grid.command('stop', 'one');
  writeFileSync(file, 'sandbox = "readonly"\n');
  await screen.waitFor('the problem', (text) => text.includes('config.toml:1'));
  for (const words of [
    ['new', 'three'],
    ['resume', 'one'],
  ]) {
    const { exitCode, stderr } = await grid.command(...words);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${file}:1: sandbox takes "read-only", "workspace-write" or`);
    expect(stderr).toContain('No agent is started until the file is mended');
  }
  expect((await grid.command('ls')).exitCode).toBe(0);
  writeFileSync(file, 'sandbox = "workspace-write"\n');
  expect(await grid.command('resume', 'one')).toMatchObject({ exitCode: 0 });
  expect((await shown('one')).launch).toMatchObject({ sandbox: 'workspace-write' });
  writeFileSync(file, 'sandbox = "read-only"\n');
  await screen.waitFor('the notice', (text) =>
    text.includes('sandbox was changed in the config: agents that run take it up'),
  );
});

it('[ST18] a contradiction between config and flags is refused with where each stands', async () => {
  writeFileSync(file, 'sandbox = "read-only"\n');
  const { exitCode, stderr } = await grid.command('new', 'four', '--network');
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    `network = true (--network) contradicts sandbox = "read-only" (${file}:1)`,
  );
  expect(await grid.command('new', 'four', '--', '--yolo')).toMatchObject({ exitCode: 1 });
  expect((await grid.ls()).map(({ name }) => name)).not.toContain('four');
});

it('[ST32] config, fleet, its agent and flags lie over each other, and all over the repository', async () => {
  const repository = `${grid.folder}/layers`;
  mkdirSync(`${repository}/.codex`, { recursive: true });
  execFileSync('git', ['init', '--quiet', repository]);
  writeFileSync(
    `${repository}/.codex/config.toml`,
    'model = "gpt-repository"\nmodel_reasoning_effort = "low"\napproval_policy = "never"\n',
  );
  writeFileSync(file, 'model = "gpt-config"\nsandbox = "read-only"\nenv = { A = "1", B = "1" }\n');
  const fleet = `${repository}/codex-grid.toml`;
  writeFileSync(
    fleet,
    'sandbox = "workspace-write"\nenv = { B = "2" }\n[[agent]]\nname = "six"\n[[agent]]\nname = "seven"\nmodel = "gpt-agent"\n',
  );
  expect(await grid.command('trust', 'add', repository)).toMatchObject({ exitCode: 0 });
  expect(await grid.command('up', fleet)).toMatchObject({ exitCode: 0 });
  await grid.newAgent('eight', '--cd', repository, '--trust', '--model', 'gpt-flag');
  const runs = async (name: string) => {
    const { settings, launch } = await shown(name);
    const said = settings.map(({ key, origin }: { key: string; origin: string }) => [key, origin]);
    return { said: Object.fromEntries(said), launch };
  };
  const fromRepository = { reasoningEffort: 'low', approval: 'never' };
  expect(await runs('six')).toMatchObject({
    said: { model: `${file}:1`, sandbox: fleet, 'env.A': `${file}:3`, 'env.B': fleet },
    launch: { model: 'gpt-config', sandbox: 'workspace-write', ...fromRepository },
  });
  expect(await runs('seven')).toMatchObject({
    said: { model: fleet, sandbox: fleet },
    launch: { model: 'gpt-agent', sandbox: 'workspace-write', ...fromRepository },
  });
  expect(await runs('eight')).toMatchObject({
    said: { model: '--model', sandbox: `${file}:2` },
    launch: { model: 'gpt-flag', sandbox: 'read-only', ...fromRepository },
  });
  // What the real codex says of itself, below its composer.
  for (const [name, model] of [
    ['six', 'gpt-config low'],
    ['seven', 'gpt-agent low'],
    ['eight', 'gpt-flag low'],
  ] as const) {
    // Its composer comes before the line below that says which model it is.
    await untilTrue(`${name} to run ${model}`, async () =>
      (await grid.command('screen', name)).stdout.includes(model),
    );
  }
});

it('[ST30] the codex of the config is the one that runs, from the next start on', async () => {
  writeFileSync(file, 'codex = "/nowhere/codex"\n');
  expect(await grid.command('new', 'five')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('the config says /nowhere/codex, and there is no such file'),
  });
  const path = await realCodex();
  writeFileSync(file, `codex = "${path}"\n`);
  await grid.newAgent('five');
  const { stdout } = await grid.command('host', 'status', '--json');
  expect(JSON.parse(stdout).codex).toMatchObject({ path });
});
