import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answeringTurns } from '../../src/demo/model-script.ts';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { type LocalProvider, startLocalProvider } from '../support/local-provider.ts';
import { type Ran, runProgram } from '../support/run-program.ts';

let grid: GridFixture;
let provider: LocalProvider;
const refusal = "The 'gpt-5.5' model is not supported when using Codex with a ChatGPT account.";

beforeAll(async () => {
  provider = await startLocalProvider(() => grid.server.url);
  grid = await openGridFixture(
    answeringTurns(({ prompt }) =>
      prompt.includes('refuse')
        ? [{ type: 'http-error', status: 400, body: { detail: refusal } }]
        : [{ type: 'text', text: 'Done.', wordDelayMs: 0 }],
    ),
    () => ({ CODEX_OSS_BASE_URL: provider.url }),
  );
});

afterAll(async () => {
  await grid.close();
  await provider.close();
});

const userHome = () => `${grid.env['HOME']}/.codex`;

function withInput(stdin: string, ...words: readonly string[]): Promise<Ran> {
  return runProgram(words, { env: grid.env, cwd: grid.project, stdin });
}

it('[HL30] the refusal of a model by a ChatGPT account shows as failed, with what to do', async () => {
  await grid.newAgent('refused', '--prompt', 'please refuse');
  // The terminal says that it failed, the marker and the rollout why: either may be heard first.
  await grid.waitForAgent(
    'refused',
    'failed with what to do',
    ({ state, detail }) =>
      state === 'failed' &&
      /^gpt-5\.5 is not supported with a ChatGPT account\. .*\/model/.test(detail ?? ''),
  );
});

it('[HL28] an agent without a login stands at the sign-in, and at its composer once its user has signed in', async () => {
  const config = `${userHome()}/config.toml`;
  const before = readFileSync(config, 'utf8');
  writeFileSync(
    config,
    before.replace('requires_openai_auth = false', 'requires_openai_auth = true'),
  );
  await grid.newAgent('api');
  expect(await grid.waitForState('api', 'dialog')).toMatchObject({ detail: 'sign-in' });

  const key = 'sk-test-0123456789';
  const signedIn = await withInput(`${key}\n`, 'login', '--with-api-key');
  expect(signedIn).toEqual({
    exitCode: 0,
    stdout:
      'signed in\napi still stands at the sign-in: codex-grid stop api && codex-grid resume api\n',
    stderr: '',
  });
  expect(existsSync(`${userHome()}/auth.json`)).toBe(true);
  expect((await grid.ls()).map(({ name }) => name)).not.toContain('login');
  for (const file of ['host.log', 'roster.json']) {
    expect(readFileSync(`${grid.stateFolder}/${file}`, 'utf8')).not.toContain(key);
  }

  expect((await grid.command('stop', 'api')).exitCode).toBe(0);
  expect((await grid.command('resume', 'api')).exitCode).toBe(0);
  await grid.waitForState('api', 'ready');
  await grid.prompt('api', 'hello');
  await grid.waitForState('api', 'done');
  writeFileSync(config, before);
});

it('[HL31] another base URL with the same login, and a local provider without one, work in isolated homes', async () => {
  const url = `openai_base_url=${JSON.stringify(grid.server.url)}`;
  await grid.newAgent('base', '--', '-c', 'model_provider="openai"', '-c', url);
  await grid.waitForState('base', 'ready');
  await grid.prompt('base', 'hello');
  await grid.waitForState('base', 'done');

  rmSync(`${userHome()}/auth.json`);
  await grid.newAgent('local', '--prompt', 'hello', '--', '--oss', '--local-provider', 'ollama');
  expect(await grid.waitForState('local', 'done')).toMatchObject({ model: 'gpt-oss:20b' });
});

it('[HL29] codex login shows its address in one piece, stays when it is stopped, and refuses no key', async () => {
  const told = await grid.command('login');
  expect(told.stderr).toBe('');
  expect(told.stdout).toMatch(
    /^codex login runs in the tile login \(\d+\): .*\nOr open in a browser:\nhttps:\/\/auth\.openai\.com\/oauth\/authorize\?\S+originator=\w+\n$/,
  );
  expect(await grid.agent('login')).toMatchObject({
    state: 'dialog',
    detail: 'codex login',
    task: 'command',
  });
  expect((await grid.command('stop', 'login')).exitCode).toBe(0);
  expect(await grid.agent('login')).toMatchObject({ state: 'ended' });
  expect((await grid.command('rm', 'login')).exitCode).toBe(0);

  expect(await withInput('', 'login', '--with-api-key')).toMatchObject({ exitCode: 2 });
  expect(await grid.command('login', '--keep', 'both', 'refused')).toMatchObject({ exitCode: 2 });
  expect(await grid.command('login', 'refused', '--keep', 'mine')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('refused has no login of its own'),
  });
});
