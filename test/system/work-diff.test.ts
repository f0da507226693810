import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DiffFile, WorkDiff } from '../../src/core/diff/diff.ts';
import { filesIn } from '../../src/core/diff/diff-parser.ts';
import { gitIn } from '../../src/system/git.ts';
import { workCounts, workDiff, workFiles } from '../../src/system/work-diff.ts';
import { gitEnv, repositoryIn, testRepository } from '../support/git-repository.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const git = gitIn(gitEnv);

function rig() {
  const folder = scratchFolder();
  const repository = testRepository(join(folder, 'project'));
  const base = repository.git('rev-parse', 'HEAD');
  return { folder, repository, base };
}

async function diffOf(...[folder, since]: [string, Parameters<typeof workDiff>[2]]) {
  const diff = await workDiff(git, folder, since);
  if ('problem' in diff) throw new Error(diff.problem);
  return diff;
}

function namesIn({ patch }: WorkDiff): readonly string[] {
  return filesIn(patch).map(({ path, added, deleted }) => `${path} +${added} -${deleted}`);
}

describe('diffs of work', () => {
  it('[DF4] in a worktree begin where it left its base branch', async () => {
    const { folder, repository, base } = rig();
    const place = join(folder, 'tree');
    repository.git('worktree', 'add', '--quiet', '-b', 'grid/api', place);
    const tree = repositoryIn(place);
    tree.write('first.txt', 'one\n2\nthree\n');
    tree.commit('Second');
    tree.write('deep/er/file.txt', '');
    tree.write('new.txt', 'n\n');
    repository.write('others.txt', 'others\n');
    repository.commit('Of others');
    const since = { base, baseBranch: 'main' };
    const diff = await diffOf(join(place, 'deep'), since);
    expect(diff).toMatchObject({ folder: place, against: 'main', notes: [] });
    expect(namesIn(diff)).toEqual(['deep/er/file.txt +0 -1', 'first.txt +1 -1', 'new.txt +1 -0']);
    const gone = await diffOf(place, { base, baseBranch: 'gone' });
    expect(gone.against).toBe(base.slice(0, 8));
    expect(namesIn(gone)).toEqual(namesIn(diff));
  });

  it('[DF5] elsewhere are what is in no commit, in the whole repository', async () => {
    const { folder, repository } = rig();
    repository.write('first.txt', 'one\n');
    repository.git('add', 'first.txt');
    repository.write('deep/new file.txt', 'n');
    const diff = await diffOf(join(repository.folder, 'deep'), null);
    expect(diff.against).toBe('the last commit');
    expect(namesIn(diff)).toEqual(['first.txt +0 -2', 'deep/new file.txt +1 -0']);
    mkdirSync(join(folder, 'unborn'));
    const unborn = repositoryIn(join(folder, 'unborn'));
    unborn.git('init', '--quiet', '--initial-branch=first');
    unborn.write('a', 'a\n');
    unborn.git('add', 'a');
    unborn.write('b', 'b\n');
    expect(namesIn(await diffOf(unborn.folder, null))).toEqual(['a +1 -0', 'b +1 -0']);
  });

  it('[DF6] can be applied, whatever the config says', async () => {
    const { folder, repository } = rig();
    const copy = join(folder, 'copy');
    repository.git('clone', '--quiet', repository.folder, copy);
    for (const [key = '', value = ''] of [
      ['diff.noprefix', 'true'],
      ['diff.relative', 'true'],
      ['diff.external', 'false'],
      ['color.diff', 'always'],
      ['core.quotePath', 'true'],
      ['diff.suppressBlankEmpty', 'true'],
    ]) {
      repository.git('config', key, value);
    }
    repository.write('first.txt', 'one\n\ntwo');
    repository.write('ünü "x".txt', 'no end');
    repository.write('empty', '');
    repository.write('run me.sh', '#!/bin/sh\n\n');
    chmodSync(join(repository.folder, 'run me.sh'), 0o755);
    symlinkSync('first.txt', join(repository.folder, 'link'));
    repository.git('mv', 'deep/er/file.txt', 'moved.txt');
    mkdirSync(join(repository.folder, 'inside'));
    const { patch } = await diffOf(join(repository.folder, 'inside'), null);
    execFileSync('git', ['-C', copy, 'apply', '--index'], { env: gitEnv, input: patch });
    const listed = (of: string) => repositoryIn(of).git('ls-files', '--stage');
    repository.git('add', '--all');
    expect(listed(copy)).toBe(listed(repository.folder));
  });

  it('[DF29] are counted without their lines', async () => {
    const { repository } = rig();
    repository.write('gone', 'g\n');
    repository.write('lines', Array.from({ length: 50 }, (_, at) => `${at}\n`).join(''));
    repository.write('tab\there', 't\n');
    repository.write('cup.png', 'a\0b');
    repository.commit('Second');
    repository.git('rm', '--quiet', 'gone');
    repository.git('mv', 'lines', 'more lines');
    repository.write('more lines', Array.from({ length: 51 }, (_, at) => `${at}\n`).join(''));
    repository.write('tab\there', 't\nt\n');
    chmodSync(join(repository.folder, 'tab\there'), 0o755);
    repository.write('cup.png', 'a\0c');
    repository.write('added', 'a\n');
    repository.git('add', 'added');
    repository.write('new', 'n\nn\n');
    const counts = await workCounts(git, repository.folder, null);
    const diff = await diffOf(repository.folder, null);
    if ('problem' in counts) throw new Error(counts.problem);
    const facts = (file: DiffFile) => ({ ...file, hunks: [], hidden: 0 });
    expect(counts.files.map(facts)).toEqual(filesIn(diff.patch).map(facts));
    expect(counts.files.map(({ path, hidden }) => [path, hidden])).toEqual([
      ['added', 1],
      ['cup.png', 0],
      ['gone', 1],
      ['more lines', 1],
      ['tab\there', 1],
      ['new', 0],
    ]);
    expect(counts).toMatchObject({ against: 'the last commit', notes: [] });
  });

  it('[DF29] are told in counts where the lines are too many', async () => {
    const { repository } = rig();
    // More than 16 MB of a patch, in files that are not too large each.
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      repository.write(name, `${name.repeat(99)}\n`.repeat(35_000));
      repository.git('add', name);
    }
    repository.write('first.txt', 'one\n');
    const read = await workFiles(git, repository.folder, null);
    if ('problem' in read) throw new Error(read.problem);
    expect(read.files.map(({ path, added, hidden }) => [path, added, hidden])).toEqual([
      ...['a', 'b', 'c', 'd', 'e'].map((name) => [name, 35_000, 35_000]),
      ['first.txt', 0, 2],
    ]);
    expect(read.notes).toEqual([
      'Too much is changed for its lines to be shown: see them with git diff there.',
    ]);
    expect(await workDiff(git, repository.folder, null)).toMatchObject({
      problem: expect.stringContaining('too many to be shown'),
    });
  });

  it('[DF7] leave out what is ignored, and name what is too large or too many', async () => {
    const { repository } = rig();
    repository.write('.gitignore', 'ignored\n');
    repository.write('ignored', 'i\n');
    repository.write('large.log', 'x'.repeat(600_000));
    repository.write('picture.png', 'a\0b');
    mkdirSync(join(repository.folder, 'inner'));
    testRepository(join(repository.folder, 'inner'));
    const diff = await diffOf(repository.folder, null);
    expect(filesIn(diff.patch).map(({ path, content }) => [path, content])).toEqual([
      ['.gitignore', 'text'],
      ['picture.png', 'binary'],
    ]);
    expect(diff.notes).toEqual([
      'New, and too large to be shown or no plain file: inner/, large.log.',
    ]);
    for (let count = 0; count < 510; count += 1) repository.write(`many/${count}`, '');
    expect((await diffOf(repository.folder, null)).notes).toContain(
      '14 more new files are not shown.',
    );
  });

  it('[DF8] that cannot be had say why', async () => {
    const { folder, repository } = rig();
    expect(await workDiff(git, join(folder, 'nowhere'), null)).toEqual({
      problem: `The folder ${folder}/nowhere is gone.`,
    });
    expect(await workDiff(git, '/', null)).toEqual({
      problem: 'There is no diff of /: it is in no git repository.',
    });
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    expect(await workDiff(gitIn({ PATH: bin }), repository.folder, null)).toMatchObject({
      problem: expect.stringContaining('git is not installed'),
    });
    writeFileSync(join(bin, 'git'), '#!/bin/sh\nexec /bin/sleep 60\n');
    chmodSync(join(bin, 'git'), 0o755);
    const hasty: typeof git = (at, words) => gitIn({ PATH: bin })(at, words, { limitMs: 50 });
    expect(await workDiff(hasty, repository.folder, null)).toMatchObject({
      problem: expect.stringContaining('took too long'),
    });
  });
});
