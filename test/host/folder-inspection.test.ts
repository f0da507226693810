import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { folderFacts } from '../../src/host/codex/folder-inspection.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

function git(cwd: string, ...words: readonly string[]): void {
  const person = ['-c', 'user.name=ann', '-c', 'user.email=ann@example.org'];
  execFileSync('git', [...person, '-c', 'protocol.file.allow=always', ...words], {
    cwd,
    stdio: 'ignore',
  });
}

function folderIn(parent: string, name: string): string {
  mkdirSync(`${parent}/${name}`, { recursive: true });
  return `${parent}/${name}`;
}

function repositoryIn(parent: string, name: string): string {
  const folder = folderIn(parent, name);
  git(folder, 'init', '--quiet');
  git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'x');
  return folder;
}

/** Outside of any repository, unlike the other scratch folders. */
const elsewhere = () => scratchFolder(tmpdir());
const factsOf = (folder: string, userHome = '/nowhere') => folderFacts(folder, { userHome });

it('[TR70] a folder outside git has neither a checkout nor a repository', async () => {
  const folder = elsewhere();
  mkdirSync(`${folder}/.git`);
  expect(await factsOf(folder)).toEqual({
    folder,
    checkout: null,
    repository: null,
    ownSettings: { folder: 'none', hasConfig: false, hooks: 0 },
  });
});

it('[TR71] the checkout is found upward, and of a worktree the main one, by real paths', async () => {
  const folder = elsewhere();
  const main = repositoryIn(folder, 'my repo');
  const deep = folderIn(main, 'src/deep');
  expect(await factsOf(deep)).toMatchObject({ folder: deep, checkout: main, repository: main });
  const tree = `${folder}/fix it`;
  git(main, 'worktree', 'add', '--quiet', '-b', 'fix', tree);
  const inside = folderIn(tree, 'src');
  expect(await factsOf(inside)).toMatchObject({ checkout: tree, repository: main });
  symlinkSync(inside, `${folder}/link`);
  expect(await factsOf(`${folder}/link`)).toMatchObject({ folder: inside, repository: main });
});

it('[TR72] a submodule and a worktree of a bare repository stand for themselves, as to codex', async () => {
  const folder = elsewhere();
  const library = repositoryIn(folder, 'library');
  const main = repositoryIn(folder, 'main');
  git(main, 'submodule', 'add', '--quiet', library, 'library');
  const module = `${main}/library`;
  expect(await factsOf(module)).toMatchObject({ checkout: module, repository: module });
  git(folder, 'clone', '--quiet', '--bare', library, 'bare.git');
  expect(await factsOf(`${folder}/bare.git`)).toMatchObject({ repository: null });
  const tree = `${folder}/of-bare`;
  git(`${folder}/bare.git`, 'worktree', 'add', '--quiet', '-b', 'w', tree);
  expect(await factsOf(tree)).toMatchObject({ checkout: tree, repository: tree });
});

it('[TR73] config and hooks of its own are counted from the top of the checkout down', async () => {
  const main = repositoryIn(elsewhere(), 'main');
  const deep = folderIn(main, 'src/deep');
  const group = (count: number) => ({
    hooks: Array(count).fill({ type: 'command', command: 'x' }),
  });
  folderIn(main, '.codex');
  writeFileSync(
    `${main}/.codex/hooks.json`,
    JSON.stringify({ hooks: { Stop: [group(1), group(1)], PreToolUse: [group(1)] } }),
  );
  folderIn(main, 'src/.codex');
  writeFileSync(
    `${main}/src/.codex/config.toml`,
    '[[hooks.Stop]]\n[[hooks.Stop.hooks]]\ntype = "command"\ncommand = "x"\n',
  );
  const settings = async (folder: string) => (await factsOf(folder)).ownSettings;
  expect(await settings(main)).toEqual({ folder: 'own', hasConfig: false, hooks: 3 });
  expect(await settings(deep)).toEqual({ folder: 'own', hasConfig: true, hooks: 4 });
});

it('[TR74] settings that cannot be read or understood are settings all the same', async () => {
  const folder = elsewhere();
  folderIn(folder, '.codex');
  expect((await factsOf(folder)).ownSettings).toEqual({
    folder: 'own',
    hasConfig: false,
    hooks: 0,
  });
  writeFileSync(`${folder}/.codex/config.toml`, 'x = [');
  writeFileSync(`${folder}/.codex/hooks.json`, '{"hooks":{"Stop":7,"x":[null,{"hooks":{}}]}}');
  expect((await factsOf(folder)).ownSettings).toEqual({ folder: 'own', hasConfig: true, hooks: 0 });
  mkdirSync(`${folder}/sub/.codex/config.toml`, { recursive: true });
  const { ownSettings } = await factsOf(`${folder}/sub`);
  expect(ownSettings).toEqual({ folder: 'own', hasConfig: false, hooks: 0 });
});

it('[TR75] the Codex home of the user is known as theirs', async () => {
  const home = elsewhere();
  folderIn(home, '.codex');
  writeFileSync(`${home}/.codex/config.toml`, '');
  symlinkSync(`${home}/.codex`, `${home}/linked`);
  for (const userHome of [`${home}/.codex`, `${home}/linked`]) {
    expect((await factsOf(home, userHome)).ownSettings).toMatchObject({ folder: 'users' });
  }
});
