import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { openOuterTerminal } from '../support/outer-terminal.ts';
import { realCodex } from '../support/real-codex.ts';
import { toldScript } from '../support/told-script.ts';

async function freshGrid(): Promise<GridFixture> {
  const grid = await openGridFixture(toldScript);
  onTestFinished(grid.close);
  return grid;
}

const screenOf = async (grid: GridFixture, name: string) =>
  (await grid.command('screen', name)).stdout;

const shows = (grid: GridFixture, name: string, text: string) =>
  expect.poll(() => screenOf(grid, name), { timeout: 20_000 }).toContain(text);

const lastTurn = (grid: GridFixture) => grid.requests.findLast(({ kind }) => kind === 'turn');

const isReady = ({ state }: { readonly state: string }) => state === 'ready' || state === 'done';

it('[FL30] a fork begins where the original stands in the middle of a turn, and neither hears of the other', async () => {
  const grid = await freshGrid();
  await grid.newAgent('api', '--prompt', 'say Remember the kettle.');
  await grid.waitForState('api', 'done');
  await grid.prompt('api', 'wait at the end');
  await grid.waitForState('api', 'working');
  await shows(grid, 'api', 'I wait.');

  expect((await grid.command('fork', 'api')).stdout).toBe('forked api-2 (2)\n');
  await grid.waitForAgent('api-2', 'at its composer', isReady);
  await shows(grid, 'api-2', 'Remember the kettle.');
  await grid.prompt('api-2', 'say And the cups.');
  const fork = await grid.waitForState('api-2', 'done');
  expect(lastTurn(grid)?.promptNumber).toBe(3);

  const original = await grid.waitForState('api', 'working');
  expect(fork.sessionId).not.toBe(original.sessionId);
  grid.server.release('the end');
  await grid.waitForState('api', 'done');
  expect(await screenOf(grid, 'api')).not.toContain('And the cups.');

  // Its own rollout holds only its own turns: the other has come along.
  await grid.command('stop', 'api-2');
  expect((await grid.command('resume', 'api-2')).exitCode).toBe(0);
  await grid.waitForAgent('api-2', 'back', isReady);
  await shows(grid, 'api-2', 'And the cups.');
});

it('[FL31] a session of the user’s own codex goes on in an agent, and its own file is never changed', async () => {
  const grid = await freshGrid();
  const home = `${grid.folder}/home/.codex`;
  const bare = openOuterTerminal({
    file: await realCodex(),
    arguments: ['--no-daemon'],
    cwd: grid.project,
    env: grid.env,
  });
  onTestFinished(bare.close);
  await bare.waitFor('the composer', (text) => text.includes('Ask Codex to do anything'));
  bare.type('\x1b[200~say Remember the kettle.\x1b[201~');
  await bare.waitFor('the prompt', (text) => text.includes('› say Remember the kettle.'));
  bare.type('\r');
  await bare.waitFor('the answer', (text) => text.includes('• Remember the kettle.'));
  await untilTrue('the end of the turn in the rollout', async () =>
    readFileSync(rolloutIn(home), 'utf8').includes('task_complete'),
  );
  const rollout = rolloutIn(home);
  const id = /([0-9a-f-]{36})\.jsonl$/.exec(rollout)?.[1] ?? '';

  const refused = await grid.command('adopt', id.slice(0, 13), 'kettle');
  expect(refused.stderr).toContain(`Session ${id} is open in process ${bare.pid}`);
  expect(await grid.ls()).toEqual([]);
  await bare.close();

  const before = { text: readFileSync(rollout, 'utf8'), at: statSync(rollout).mtimeMs };
  const adopted = await grid.command('adopt', id.slice(0, 13));
  expect(adopted).toMatchObject({ stdout: 'adopted project (1)\n', stderr: '' });
  const { sessionId } = await grid.waitForAgent('project', 'at its composer', isReady);
  expect(sessionId).toBe(id);
  await shows(grid, 'project', 'Remember the kettle.');
  await grid.prompt('project', 'say And the cups.');
  await grid.waitForState('project', 'done');
  expect(lastTurn(grid)?.promptNumber).toBe(2);
  expect({ text: readFileSync(rollout, 'utf8'), at: statSync(rollout).mtimeMs }).toEqual(before);

  const again = await grid.command('adopt', id);
  expect(again.stderr).toContain(`Session ${id} is that of project (1, `);
});

it('[FL32] a removed agent comes back by undo and by adopt, and a purged one leaves the disk, if need be with the next host', async () => {
  const grid = await freshGrid();
  await grid.newAgent('api', '--prompt', 'say Remember the kettle.');
  const { sessionId } = await grid.waitForState('api', 'done');
  expect((await grid.command('rm', 'api')).stderr).toContain('still runs');
  await grid.command('stop', 'api');
  const removed = await grid.command('rm', 'api');
  expect(removed.stdout).toContain(`codex-grid adopt ${sessionId}`);
  expect(await grid.ls()).toEqual([]);
  expect((await grid.command('undo')).stdout).toBe('api is back.\n');
  expect(await grid.agent('api')).toMatchObject({ number: 1, sessionId, state: 'ended' });
  expect((await grid.command('undo')).exitCode).toBe(1);

  await grid.command('rm', 'api');
  expect((await grid.command('adopt', `${sessionId}`, 'back')).stderr).toBe('');
  await grid.waitForAgent('back', 'at its composer', isReady);
  await shows(grid, 'back', 'Remember the kettle.');

  await grid.command('stop', 'back');
  const asked = await grid.command('rm', 'back', '--purge');
  expect(asked).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('1 session, ') });
  expect((await grid.command('rm', 'back', '--purge', '--yes')).exitCode).toBe(0);
  const agents = () => readdirSync(`${grid.stateFolder}/agents`);
  expect(agents()).toHaveLength(2);
  await grid.command('host', 'stop');
  await grid.newAgent('next');
  await untilTrue('the purged home to be gone', async () => agents().length === 2);
  const left = readdirSync(`${grid.stateFolder}/agents`, { recursive: true }).map(String);
  expect(left.filter((name) => name.includes(`${sessionId}.jsonl`))).toHaveLength(1);
});

it('[FL33] a fleet goes up, down and up again on its sessions, by groups, and says what its file has changed', async () => {
  const grid = await freshGrid();
  const file = `${grid.project}/codex-grid.toml`;
  const fleet = (model: string) => `model = "${model}"
[[agent]]
name = "api"
group = "back"
prompt = "say Remember the kettle."
[[agent]]
name = "web"
`;
  writeFileSync(file, fleet('gpt-5.5').replace('name = "web"', 'nmae = "web"'));
  const mistaken = await grid.command('up');
  expect(mistaken.stderr).toContain(`${file}:7: nmae is unknown`);
  expect(mistaken.stderr).toContain('Did you mean "name"?');

  writeFileSync(file, fleet('gpt-5.5'));
  expect((await grid.command('up', '--dry-run')).stdout).toBe('would start api\nwould start web\n');
  expect((await grid.command('up', '--group', 'back')).stdout).toBe('started api\n');
  expect((await grid.command('up')).stdout).toBe('runs api\nstarted web\n');
  const { sessionId } = await grid.waitForState('api', 'done');
  await grid.waitForState('web', 'ready');

  expect((await grid.command('down')).stdout).toBe('stopped api (1)\nstopped web (2)\n');
  writeFileSync(file, fleet('gpt-6-sol'));
  const up = await grid.command('up');
  expect(up.stdout).toBe(
    ['api', 'web']
      .map((name) => `resumed ${name}\n  model was "gpt-5.5", is "gpt-6-sol"\n`)
      .join(''),
  );
  await grid.waitForAgent('api', 'back', isReady);
  expect((await grid.agent('api')).sessionId).toBe(sessionId);
  await shows(grid, 'api', 'Remember the kettle.');
  // The first prompt was for its first start.
  expect(grid.requests.filter(({ kind }) => kind === 'turn')).toHaveLength(1);

  expect((await grid.command('save')).stderr).toContain('is there already');
  await grid.command('save', 'other.toml');
  const again = await grid.command('up', 'other.toml', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject([
    { name: 'api', did: 'kept', changes: [] },
    { name: 'web', did: 'kept', changes: [] },
  ]);
  expect((await grid.command('up')).stdout).toContain(`belongs to ${grid.project}/other.toml`);
});

function rolloutIn(home: string): string {
  const names = readdirSync(`${home}/sessions`, { recursive: true }).map(String);
  const [name = ''] = names.filter((each) => each.endsWith('.jsonl'));
  return `${home}/sessions/${name}`;
}
