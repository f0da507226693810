import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ModelScript } from '../../src/demo/model-script.ts';
import { repositoryIn, type TestRepository } from '../support/git-repository.ts';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';

const patch = `*** Begin Patch
*** Update File: first.txt
@@
-one
+eins
*** Add File: new.txt
+new
*** End Patch
`;

const script: ModelScript = ({ outputs }) =>
  outputs.length === 0
    ? [{ type: 'patch', patch }]
    : [{ type: 'text', text: 'Written.', wordDelayMs: 0 }];

/** Says that it runs, waits until it may go on, and does what the folder that it came from says. */
const setup =
  'echo setting up; until [ -e "$CODEX_GRID_SOURCE/go" ]; do sleep 0.1; done; . "$CODEX_GRID_SOURCE/setup.sh"';

let grid: GridFixture;
let project: TestRepository;
/** The folder of the worktree that was removed with its work. */
let lost: string;

beforeAll(async () => {
  grid = await openGridFixture(script, (folder) => {
    mkdirSync(join(folder, 'home/.config/codex-grid'), { recursive: true });
    const config = `[worktree]\nsetup = ${JSON.stringify(setup)}\n`;
    writeFileSync(join(folder, 'home/.config/codex-grid/config.toml'), config);
    return {};
  });
  project = repositoryIn(grid.project);
  project.write('.gitignore', '.env\n');
  project.write('first.txt', 'one\ntwo\n');
  project.commit('First');
  project.write('.env', 'secret\n');
  project.write('setup.sh', 'cp "$CODEX_GRID_SOURCE/.env" .\n');
});

afterAll(() => grid.close());

it('[WT40] a worktree is set up in the tile, worked in, and goes only when its work may be lost', async () => {
  await grid.newAgent('api', '--worktree', '--prompt', 'write');
  const starting = await grid.waitForAgent(
    'api',
    'in its setup',
    ({ detail }) => detail?.startsWith('setup: ') === true,
  );
  expect(starting.state).toBe('starting');
  await untilTrue('the setup to be seen', async () =>
    (await grid.command('screen', 'api')).stdout.includes('setting up'),
  );
  project.write('go', '');
  const { worktree, cwd, branch } = await grid.waitForState('api', 'done');
  expect({ cwd, branch }).toEqual({ cwd: worktree, branch: 'grid/api' });
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toBe('secret\n');
  expect(readFileSync(join(cwd, 'first.txt'), 'utf8')).toBe('eins\ntwo\n');
  await grid.waitForAgent('api', 'seen with its changes', ({ git }) => git?.dirty === true);
  expect((await grid.agent('api')).git).toEqual({ added: 1, deleted: 1, dirty: true });
  expect((await grid.command('show', 'api')).stdout).toMatch(/branch +grid\/api\* \+1 -1/);
  expect((await grid.command('worktrees')).stdout).toMatch(
    /api +grid\/api +\+1 -1 \* +used by api/,
  );

  await grid.command('stop', 'api');
  const refused = await grid.command('rm', 'api');
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toMatch(
    /holds 2 uncommitted changes:\n {2}changed first\.txt\n {2}new new\.txt\n.*--force/,
  );
  expect(existsSync(cwd)).toBe(true);
  expect(await grid.command('rm', 'api', '--force')).toMatchObject({ exitCode: 0 });
  lost = cwd;
});

it('[WT41] a setup that fails keeps its output, and is done over by a resume', async () => {
  project.write('setup.sh', 'echo no way >&2; exit 3\n');
  project.write('go', '');
  await grid.newAgent('web', '--worktree', '--prompt', 'write');
  const failed = await grid.waitForState('web', 'ended');
  expect(failed).toMatchObject({ exit: { code: 3, signal: null } });
  expect(failed.detail).toMatch(/^exit code 3 of setup: echo setting up/);
  expect((await grid.command('screen', 'web')).stdout).toMatch(/setting up\nno way/);
  project.write('setup.sh', '');
  await grid.command('resume', 'web');
  await grid.waitForState('web', 'done');
  expect(readFileSync(join(failed.cwd, 'new.txt'), 'utf8')).toBe('new\n');
  await grid.command('stop', 'web');
  project.write('setup.sh', 'exit 4\n');
  await grid.command('resume', 'web');
  await grid.waitForState('web', 'ready');
});

it('[WT42] a stop ends the setup', async () => {
  project.git('clean', '--quiet', '--force', 'go');
  await grid.newAgent('cli', '--worktree');
  await grid.waitForAgent('cli', 'in its setup', ({ pid }) => pid !== null);
  await grid.command('stop', 'cli');
  expect((await grid.agent('cli')).state).toBe('ended');
});

it('[WT43] what may be lost is gone once it cannot be undone any more', async () => {
  await untilTrue('the worktree to be gone', async () => !existsSync(lost));
  await untilTrue(
    'its branch to be gone',
    async () => project.git('branch', '--list', 'grid/api') === '',
  );
  expect((await grid.command('worktrees')).stdout).not.toMatch(/grid\/api/);
});
