import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Worktree } from '../../src/core/agent/agent.ts';
import { readGitFacts } from '../../src/host/git/git-facts.ts';
import { gitIn } from '../../src/system/git.ts';
import { gitEnv, repositoryIn, testRepository } from '../support/git-repository.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const git = gitIn(gitEnv);

function rig() {
  const folder = scratchFolder();
  const repository = testRepository(join(folder, 'project'));
  const place = join(folder, 'tree');
  const base = repository.git('rev-parse', 'HEAD');
  repository.git('worktree', 'add', '--quiet', '-b', 'grid/api', place);
  const worktree: Worktree = {
    folder: place,
    branch: 'grid/api',
    repository: repository.folder,
    source: repository.folder,
    base,
    baseBranch: 'main',
    unstarted: null,
  };
  return { folder, repository, worktree, tree: repositoryIn(place) };
}

describe('git facts', () => {
  it('[WT34] of a worktree are lines since it left its base branch, committed or not', async () => {
    const { repository, worktree, tree } = rig();
    const facts = () => readGitFacts(git, { cwd: worktree.folder, worktree });
    expect(await facts()).toMatchObject({
      branch: 'grid/api',
      changes: { added: 0, deleted: 0, dirty: false },
    });
    tree.write('first.txt', 'one\n2\nthree\nfour\n');
    tree.commit('Second');
    expect(await facts()).toMatchObject({ changes: { added: 2, deleted: 1, dirty: false } });
    tree.write('deep/er/file.txt', '');
    expect(await facts()).toMatchObject({ changes: { added: 2, deleted: 2, dirty: true } });
    repository.write('first.txt', 'others\n');
    repository.commit('Of others');
    expect(await facts()).toMatchObject({ changes: { added: 2, deleted: 2, dirty: true } });
  });

  it('[WT34] do not count what was merged from the base branch', async () => {
    const { repository, worktree, tree } = rig();
    repository.write('others.txt', '1\n2\n3\n');
    repository.commit('Of others');
    tree.git('merge', '--quiet', 'main');
    const facts = await readGitFacts(git, { cwd: worktree.folder, worktree });
    expect(facts?.changes).toEqual({ added: 0, deleted: 0, dirty: false });
  });

  it('[WT34] fall back to the commit that it began at when the base branch is gone', async () => {
    const { worktree, tree } = rig();
    tree.write('first.txt', '');
    const gone = { ...worktree, baseBranch: 'gone' };
    const facts = await readGitFacts(git, { cwd: worktree.folder, worktree: gone });
    expect(facts?.changes).toEqual({ added: 0, deleted: 3, dirty: true });
  });

  it('[WT35] outside a worktree are what is in no commit; new files count as dirty', async () => {
    const { folder, repository } = rig();
    repository.write('first.txt', 'one\n');
    repository.git('add', 'first.txt');
    repository.write('new.txt', 'n\n');
    const cwd = join(repository.folder, 'deep');
    expect(await readGitFacts(git, { cwd, worktree: null })).toMatchObject({
      branch: 'main',
      changes: { added: 0, deleted: 2, dirty: true },
    });
    mkdirSync(join(folder, 'unborn'));
    repositoryIn(join(folder, 'unborn')).git('init', '--quiet', '--initial-branch=first');
    writeFileSync(join(folder, 'unborn/a'), 'a');
    expect(await readGitFacts(git, { cwd: join(folder, 'unborn'), worktree: null })).toMatchObject({
      branch: 'first',
      changes: { added: 0, deleted: 0, dirty: true },
    });
  });

  it('[DF11] name the files that the work changes, and where', async () => {
    const { repository, worktree, tree } = rig();
    tree.write('first.txt', 'one\n');
    tree.git('mv', 'deep/er/file.txt', 'moved.txt');
    tree.commit('Second');
    tree.write('new/file.txt', 'n\n');
    repository.write('own.txt', 'o\n');
    const shared = join(repository.folder, '.git');
    const facts = await readGitFacts(git, { cwd: join(worktree.folder, 'new'), worktree });
    expect(facts?.work).toEqual({
      repository: shared,
      worktree: worktree.folder,
      paths: ['first.txt', 'deep/er/file.txt', 'moved.txt', 'new/file.txt'],
    });
    const others = await readGitFacts(git, { cwd: repository.folder, worktree: null });
    expect(others?.work).toEqual({
      repository: shared,
      worktree: repository.folder,
      paths: ['own.txt'],
    });
  });

  it('[WT36] are left out when git is late or missing; the branch is still known', async () => {
    const { folder, repository } = rig();
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const where = { cwd: repository.folder, worktree: null };
    const without = { branch: 'main', changes: null, work: null };
    expect(await readGitFacts(gitIn({ PATH: bin }), where)).toEqual(without);
    writeFileSync(join(bin, 'git'), '#!/bin/sh\nexec /bin/sleep 60\n');
    chmodSync(join(bin, 'git'), 0o755);
    const hasty: typeof git = (at, words) => gitIn({ PATH: bin })(at, words, { limitMs: 50 });
    expect(await readGitFacts(hasty, where)).toEqual(without);
  });

  it('[WT36] change nothing in the repository and run nothing of its choice', async () => {
    const { folder, repository } = rig();
    const ran = join(folder, 'ran');
    for (const key of ['core.fsmonitor', 'diff.external', 'core.pager']) {
      repository.git('config', key, `touch '${ran}' #`);
    }
    repository.write('first.txt', 'x\n');
    const index = () => readFileSync(join(repository.folder, '.git/index'));
    const before = index();
    await readGitFacts(git, { cwd: repository.folder, worktree: null });
    expect(index()).toEqual(before);
    expect(existsSync(ran)).toBe(false);
  });
});
