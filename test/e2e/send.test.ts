import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { runProgram } from '../support/run-program.ts';
import { toldScript } from '../support/told-script.ts';

let grid: GridFixture;

/** What the model was told by its user, oldest first. */
function heard(): readonly string[] {
  return grid.requests.flatMap(({ kind, prompt, outputs }) =>
    kind === 'turn' && outputs.length === 0 ? [prompt] : [],
  );
}

beforeAll(async () => {
  grid = await openGridFixture(toldScript);
  await grid.newAgent('api');
  await grid.newAgent('web');
  await grid.waitForState('api', 'ready');
  await grid.waitForState('web', 'ready');
});

afterAll(() => grid.close());

it('[SB70] send --until done brings a prompt from stdin whole, and prints the answer and nothing else', async () => {
  const lines = Array.from({ length: 60 }, (_, at) => `line ${at} \\ {name} 茶🍵`);
  const text = `say ${lines.join('\n')}\nthe end`;
  const ran = await runProgram(['send', 'api', '--until', 'done', '-'], {
    env: grid.env,
    cwd: grid.project,
    stdin: `${text}\n`,
  });
  expect(ran).toEqual({ exitCode: 0, stdout: `${text.slice('say '.length)}\n`, stderr: '' });
  expect(heard()).toEqual([text]);
});

it('[SB71] of several prompts to one agent each sender gets its own answer', async () => {
  const ran = await Promise.all(
    ['one', 'two', 'three'].map((word) =>
      grid.command('send', 'api', '--until', 'done', `say ${word}`),
    ),
  );
  expect(ran.map(({ stdout }) => stdout)).toEqual(['one\n', 'two\n', 'three\n']);
});

it('[SB72] while an agent works a prompt is held and told of, can be changed and taken back, and the turn interrupted', async () => {
  expect(await grid.command('send', 'api', '--wait', 'wait at noon')).toMatchObject({
    exitCode: 0,
    stdout: 'accepted api (1)\n',
  });
  await grid.waitForState('api', 'working');
  const late = await grid.command('send', 'api', '--timeout', '1.5', 'say later');
  expect(late).toMatchObject({ exitCode: 1, stdout: 'held api (1)\n' });
  expect(late.stderr).toContain('codex-grid: api cannot take it yet: it works; it is sent as soon');
  expect((await grid.command('queue')).stdout).toMatch(/held: it works .*say later/);
  expect((await grid.command('queue', 'api', 'edit', 'say sooner')).exitCode).toBe(0);
  await grid.command('send', 'api', 'say never');
  const queue = JSON.parse((await grid.command('queue', 'api', '--json')).stdout);
  expect(queue).toMatchObject([{ text: 'say sooner' }, { text: 'say never' }]);
  const cancelled = await grid.command('queue', 'api', 'cancel', queue[1].id);
  expect(cancelled).toMatchObject({ exitCode: 0, stdout: 'cancelled api (1)\n' });

  const before = heard().length;
  expect(await grid.command('interrupt', 'state=working')).toMatchObject({
    exitCode: 0,
    stdout: 'interrupted api (1)\n',
  });
  await untilTrue('the changed prompt', async () => heard().length > before);
  await grid.waitForState('api', 'done');
  expect(heard().slice(before)).toEqual(['say sooner']);
});

it('[SB73] a prompt for now joins the turn, and its answer is that of the turn', async () => {
  await grid.command('send', 'api', '--wait', 'run sleep 2');
  const ran = await grid.command('send', 'api', '--when', 'now', '--until', 'done', 'say now');
  expect(ran).toEqual({ exitCode: 0, stdout: 'now\n', stderr: '' });
});

it('[SB74] a broadcast accounts for every agent, and one key sends once', async () => {
  const before = heard().length;
  await grid.command('stop', 'web');
  const words = [
    'broadcast',
    '--to',
    'all',
    '--template',
    '--key',
    'k',
    '--json',
    'say I am {name}',
  ];
  const ran = await grid.command(...words, '--wait');
  expect(ran).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('web was not sent it: web has ended.'),
  });
  expect(JSON.parse(ran.stdout)).toMatchObject([
    { name: 'api', state: 'accepted' },
    { name: 'web', state: 'refused' },
  ]);
  await grid.command('resume', 'web');
  await grid.waitForState('web', 'ready');
  const again = await grid.command(...words, '--until', 'done');
  expect(again).toMatchObject({ exitCode: 0, stderr: '' });
  expect(heard().slice(before)).toEqual(['say I am api', 'say I am web']);
});
