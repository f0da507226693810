import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { consentsFile } from '../../src/host/codex/consents.ts';
import { folderTrust } from '../../src/host/codex/folder-trust.ts';
import { trustReply } from '../../src/host/codex/trust-replies.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** A user with a Codex home, and a repository. */
function userIn(folder: string, config = '') {
  const [userHome, repo] = [`${folder}/codex`, `${folder}/repo`];
  mkdirSync(userHome);
  writeFileSync(`${userHome}/config.toml`, config);
  mkdirSync(`${repo}/src`, { recursive: true });
  execFileSync('git', ['init', '--quiet', repo]);
  const onProblem = (message: string) => {
    throw new Error(message);
  };
  const consents = consentsFile({ path: `${folder}/consents.json`, now: () => 1, onProblem });
  return { repo, userHome, trust: folderTrust({ consents, userHome }) };
}

const launch = { consent: null, trust: false };

it('[TR67] the setting trust holds where nobody has answered, never against a no, and a launch without trust says so', async () => {
  const { repo, trust } = userIn(scratchFolder(tmpdir()));
  const prepared = (given: Partial<typeof launch>) =>
    trust.prepare({ cwd: repo, ...launch, ...given });
  expect(await prepared({})).toEqual({
    trustedPaths: [],
    notices: [
      expect.stringContaining(`${repo} is not trusted yet: codex asks in the agent's tile`),
    ],
  });
  expect((await prepared({ trust: true })).trustedPaths).toEqual([repo]);
  const ask = async (defaults: { readonly trust?: boolean }) =>
    trustReply({ type: 'inspectFolder', cwd: repo }, trust, defaults);
  expect(await ask({})).toMatchObject({ value: { trust: 'unasked', trustRoot: repo } });
  expect(await ask({ trust: true })).toMatchObject({ value: { trust: 'trusted' } });
  await trust.decide(repo, 'decline');
  expect(await prepared({ trust: true })).toEqual({
    trustedPaths: [],
    notices: [expect.stringMatching(`is not to be trusted: .*codex-grid trust add ${repo}$`)],
  });
  expect(await ask({ trust: true })).toMatchObject({ value: { trust: 'declined' } });
});

it('[TR68] an answer given with a launch is kept, and holds in its worktrees', async () => {
  const folder = scratchFolder(tmpdir());
  const { repo, trust } = userIn(folder);
  const first = await trust.prepare({ ...launch, cwd: `${repo}/src`, consent: 'trust' });
  expect(first).toEqual({ trustedPaths: [repo], notices: [] });
  expect(await trust.all()).toEqual([{ folder: repo, decision: 'trust', at: 1 }]);
  const person = ['-c', 'user.name=ann', '-c', 'user.email=ann@example.org'];
  execFileSync('git', [...person, 'commit', '-q', '--allow-empty', '-m', 'x'], { cwd: repo });
  const tree = `${folder}/tree`;
  execFileSync('git', ['worktree', 'add', '--quiet', '-b', 'fix', tree], {
    cwd: repo,
    stdio: 'ignore',
  });
  expect((await trust.prepare({ ...launch, cwd: tree })).trustedPaths).toEqual([repo]);
});

it('[TR68] the config of the user is looked at anew each time, and one that is broken trusts nothing', async () => {
  const { repo, trust, userHome } = userIn(scratchFolder(tmpdir()));
  const config = `${userHome}/config.toml`;
  expect((await trust.inspect(repo)).trust).toBe('unasked');
  writeFileSync(config, `[projects."${repo}"]\ntrust_level = "trusted"\n`);
  expect((await trust.inspect(repo)).trust).toBe('trusted');
  writeFileSync(config, `[projects."${repo}"]\ntrust_level = "trusted\n`);
  expect((await trust.inspect(repo)).trust).toBe('unasked');
});
