import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitIn } from '../../src/system/git.ts';
import { removeWorktree } from '../../src/system/worktree-removal.ts';
import { inspectWork } from '../../src/system/worktree-work.ts';
import {
  gitEnv,
  repositoryIn,
  type TestRepository,
  testRepository,
} from '../support/git-repository.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const git = gitIn(gitEnv);

/** A repository and a worktree of it on a branch of ours. */
function rig(branch = 'grid/api') {
  const folder = scratchFolder();
  const repository = testRepository(join(folder, 'project'));
  const place = { repository: repository.folder, folder: join(folder, 'trees/api'), branch };
  repository.git('worktree', 'add', '--quiet', '-b', branch, place.folder);
  return { folder, repository, place, worktree: repositoryIn(place.folder) };
}

function hasBranch({ git: run }: TestRepository, branch: string): boolean {
  return run('branch', '--list', branch) !== '';
}

describe('work in a worktree', () => {
  it('[WT20] is what no commit has: changed, new, deleted, renamed, in conflict', async () => {
    const { place, worktree } = rig();
    expect(await inspectWork(git, place)).toEqual({ uncommitted: [], unmerged: [] });
    worktree.write('first.txt', 'other\n');
    worktree.write('new\nname.txt', 'new\n');
    worktree.write('staged.txt', 'staged\n');
    worktree.git('add', 'staged.txt');
    worktree.git('mv', 'deep/er/file.txt', 'moved here.txt');
    expect(await inspectWork(git, place)).toEqual({
      uncommitted: [
        'changed first.txt',
        'renamed moved here.txt',
        'new staged.txt',
        'new new\nname.txt',
      ],
      unmerged: [],
    });
    rmSync(join(place.folder, 'first.txt'));
    expect(await inspectWork(git, place)).toMatchObject({
      uncommitted: expect.arrayContaining(['deleted first.txt']),
    });
  });

  it('[WT20] is not what git ignores', async () => {
    const { place, worktree } = rig();
    worktree.write('.gitignore', 'node_modules\n');
    worktree.commit('Ignore');
    worktree.git('push', '--quiet', place.repository, 'HEAD:refs/heads/kept');
    worktree.write('node_modules/x', 'x');
    expect(await inspectWork(git, place)).toEqual({ uncommitted: [], unmerged: [] });
  });

  it('[WT21] is what no other branch has, on its branch or on a detached HEAD', async () => {
    const { place, worktree, repository } = rig();
    worktree.write('a.txt', 'a');
    worktree.commit('Mend "it" *all*');
    expect(await inspectWork(git, place)).toMatchObject({
      unmerged: [expect.stringMatching(/^[0-9a-f]{7,} Mend "it" \*all\*$/)],
    });
    repository.git('branch', 'keeper', 'grid/api');
    expect(await inspectWork(git, place)).toMatchObject({ unmerged: [] });
    worktree.git('checkout', '--quiet', '--detach');
    worktree.write('b.txt', 'b');
    worktree.commit('On no branch');
    expect(await inspectWork(git, { ...place, branch: null })).toMatchObject({
      unmerged: [expect.stringMatching(/ On no branch$/)],
    });
  });

  it("[WT21] of a branch that was the user's stays with the branch", async () => {
    const { place, worktree } = rig('theirs');
    worktree.write('a.txt', 'a');
    worktree.commit('Theirs');
    expect(await inspectWork(git, place)).toEqual({ uncommitted: [], unmerged: [] });
  });

  it('[WT22] is looked for in submodules too', async () => {
    const { folder, place, worktree, repository } = rig();
    const library = testRepository(join(folder, 'library'));
    worktree.git('submodule', '--quiet', 'add', library.folder, 'lib');
    worktree.commit('Add a library');
    repository.git('merge', '--quiet', 'grid/api');
    const inside = repositoryIn(join(place.folder, 'lib'));
    expect(await inspectWork(git, place)).toEqual({ uncommitted: [], unmerged: [] });
    inside.write('new.txt', 'new');
    inside.commit('In the library');
    worktree.commit('Take the newer library');
    repository.git('merge', '--quiet', 'grid/api');
    expect(await inspectWork(git, place)).toEqual({
      uncommitted: [],
      unmerged: [expect.stringMatching(/ In the library$/)],
    });
  });

  it('[WT23] is not guessed at in a folder that is no worktree any more', async () => {
    const { place, repository } = rig();
    rmSync(join(place.folder, '.git'));
    expect(await inspectWork(git, place)).toEqual({
      problem: `git does not know ${place.folder} as a worktree of ${repository.folder}`,
    });
    expect(await removeWorktree(git, place, 'lose')).toMatch(/was not removed: git does not know/);
    expect(existsSync(join(place.folder, 'first.txt'))).toBe(true);
  });
});

describe('removing a worktree', () => {
  it('[WT24] takes the folder and the branch of ours, and what git noted of the branch', async () => {
    const { place, repository } = rig();
    repository.git('config', 'branch.grid/api.remote', '.');
    expect(await removeWorktree(git, place, 'keep')).toBeNull();
    expect(existsSync(place.folder)).toBe(false);
    expect(hasBranch(repository, 'grid/api')).toBe(false);
    expect(repository.git('config', '--list')).not.toMatch(/grid\/api/);
  });

  it("[WT24] leaves the user's branch", async () => {
    const { place, repository } = rig('theirs');
    expect(await removeWorktree(git, place, 'keep')).toBeNull();
    expect(hasBranch(repository, 'theirs')).toBe(true);
  });

  it('[WT25] refuses when work would be lost, and removes nothing', async () => {
    const { place, worktree, repository } = rig();
    worktree.write('new.txt', 'new');
    worktree.git('commit', '--quiet', '--allow-empty', '-m', 'Alone');
    expect(await removeWorktree(git, place, 'keep')).toBe(
      `The worktree ${place.folder} was not removed: it holds 1 uncommitted change and 1 commit in no other branch.`,
    );
    expect(existsSync(join(place.folder, 'new.txt'))).toBe(true);
    expect(await removeWorktree(git, place, 'lose')).toBeNull();
    expect([existsSync(place.folder), hasBranch(repository, 'grid/api')]).toEqual([false, false]);
  });

  it('[WT26] refuses a locked one, whatever was said', async () => {
    const { place, repository } = rig();
    repository.git('worktree', 'lock', '--reason', 'on a stick', place.folder);
    expect(await removeWorktree(git, place, 'lose')).toMatch(/it is locked \(on a stick\)/);
    expect(existsSync(place.folder)).toBe(true);
  });

  it('[WT27] of a folder that is gone takes what git noted of it, and the branch', async () => {
    const { place, repository } = rig();
    rmSync(place.folder, { recursive: true });
    expect(await removeWorktree(git, place, 'keep')).toBeNull();
    expect(repository.git('worktree', 'list')).not.toMatch(/trees/);
    expect(hasBranch(repository, 'grid/api')).toBe(false);
    expect(await removeWorktree(git, place, 'keep')).toBeNull();
  });

  it('[WT27] keeps a branch that somebody has checked out elsewhere', async () => {
    const { folder, place, repository } = rig();
    repository.git('worktree', 'remove', place.folder);
    repository.git('worktree', 'add', '--quiet', join(folder, 'mine'), 'grid/api');
    expect(await removeWorktree(git, { ...place, folder: null }, 'lose')).toBeNull();
    expect(hasBranch(repository, 'grid/api')).toBe(true);
  });

  it('[WT28] takes one with submodules, once nothing in them would be lost', async () => {
    const { folder, place, worktree, repository } = rig();
    const library = testRepository(join(folder, 'library'));
    worktree.git('submodule', '--quiet', 'add', library.folder, 'lib');
    worktree.commit('Add a library');
    repository.git('merge', '--quiet', 'grid/api');
    worktree.write('lib/first.txt', 'changed');
    expect(await removeWorktree(git, place, 'keep')).toMatch(/1 uncommitted change/);
    worktree.git('-C', 'lib', 'checkout', '--quiet', 'first.txt');
    expect(await removeWorktree(git, place, 'keep')).toBeNull();
    expect(existsSync(place.folder)).toBe(false);
  });
});
