import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PreparedFacts } from '../../src/core/host/host-events.ts';
import type { LaunchRequest } from '../../src/core/host/launch-request.ts';
import { type PreparedPlace, worktrees } from '../../src/host/git/worktrees.ts';
import { gitIn } from '../../src/system/git.ts';
import {
  gitEnv,
  repositoryIn,
  type TestRepository,
  testRepository,
} from '../support/git-repository.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

type Asked = {
  readonly name?: string;
  readonly cwd: string;
  readonly branch?: string | null;
  readonly setup?: string | null;
  readonly root?: string | null;
};

function rig() {
  const folder = scratchFolder();
  const repository = testRepository(join(folder, 'my project'));
  const state = join(folder, 'state/worktrees');
  const options = { git: gitIn(gitEnv), env: gitEnv, folder: state };
  const made = worktrees(options);
  const planned: PreparedFacts[] = [];
  return {
    folder,
    repository,
    state,
    worktrees: made,
    planned,
    make: ({ name = 'api', cwd, branch = null, setup = null, root = null }: Asked) =>
      made.prepare(request(name, cwd, { type: 'new', branch }), { folder: root, setup }, (facts) =>
        planned.push(facts),
      ),
  };
}

function request(name: string, cwd: string, worktree: LaunchRequest['worktree']): LaunchRequest {
  return {
    agent: 'a1' as LaunchRequest['agent'],
    name,
    cwd,
    home: 'isolated',
    settings: {},
    prompt: 'begin',
    session: { type: 'new' },
    task: { type: 'session' },
    worktree,
    consent: null,
  };
}

type Made = Extract<PreparedPlace, { ok: true }>;

function placed(place: PreparedPlace): Made {
  if (!place.ok) throw new Error(place.problem);
  return place;
}

function problemOf(place: PreparedPlace): string {
  return place.ok ? 'none' : place.problem;
}

function branches({ git }: TestRepository): readonly string[] {
  return git('for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n');
}

describe('making a worktree', () => {
  it('[WT1] makes a branch of its own from HEAD, in a folder of the state folder', async () => {
    const { repository, state, make } = rig();
    const {
      facts,
      request: launch,
      notices,
      setup,
    } = placed(await make({ cwd: repository.folder }));
    expect(launch.cwd).toBe(facts.cwd);
    expect(facts.worktree?.folder).toMatch(new RegExp(`^${state}/my-project-[0-9a-f]{8}/api$`));
    expect(facts.worktree).toEqual({
      folder: facts.cwd,
      branch: 'grid/api',
      repository: repository.folder,
      source: repository.folder,
      base: repository.git('rev-parse', 'HEAD'),
      baseBranch: 'main',
      unstarted: null,
    });
    const made = repositoryIn(facts.cwd ?? '');
    expect(made.git('branch', '--show-current')).toBe('grid/api');
    expect(existsSync(join(made.folder, 'first.txt'))).toBe(true);
    expect({ notices, setup }).toEqual({ notices: [], setup: null });
  });

  it('[WT2] works in the counterpart of a subfolder', async () => {
    const { repository, make } = rig();
    const { facts } = placed(await make({ cwd: join(repository.folder, 'deep/er') }));
    expect(facts.cwd).toBe(join(facts.worktree?.folder ?? '', 'deep/er'));
    mkdirSync(join(repository.folder, 'unknown/sub'), { recursive: true });
    const refused = await make({ name: 'b', cwd: join(repository.folder, 'unknown/sub') });
    expect(problemOf(refused)).toMatch(/unknown\/sub is not in the last commit of .*Commit it/);
    expect(branches(repository)).toEqual(['grid/api', 'main']);
  });

  it('[WT3] uses a branch that exists, and makes one that does not', async () => {
    const { repository, make } = rig();
    const first = repository.git('rev-parse', 'HEAD');
    repository.git('branch', 'fix/login');
    repository.write('second.txt', '2\n');
    repository.commit('Second');
    const { facts } = placed(await make({ cwd: repository.folder, branch: 'fix/login' }));
    expect(facts.worktree).toMatchObject({ branch: 'fix/login', base: first });
    const other = placed(await make({ name: 'b', cwd: repository.folder, branch: 'new/one' }));
    expect(other.facts.worktree).toMatchObject({
      branch: 'new/one',
      base: repository.git('rev-parse', 'HEAD'),
    });
  });

  it('[WT3] follows a branch that only one remote has', async () => {
    const { folder, repository, make } = rig();
    repository.git('branch', 'theirs');
    repository.git('clone', '--quiet', repository.folder, join(folder, 'clone'));
    const clone = repositoryIn(join(folder, 'clone'));
    const { facts } = placed(await make({ cwd: clone.folder, branch: 'theirs' }));
    expect(repositoryIn(facts.cwd ?? '').git('rev-parse', '--abbrev-ref', '@{u}')).toBe(
      'origin/theirs',
    );
    clone.git('remote', 'add', 'second', repository.folder);
    clone.git('fetch', '--quiet', 'second');
    repository.git('branch', 'other');
    clone.git('fetch', '--quiet', '--all');
    const refused = await make({ name: 'b', cwd: clone.folder, branch: 'other' });
    expect(problemOf(refused)).toMatch(/More than one remote has a branch other/);
  });

  it('[WT4] refuses a branch that is checked out, and says where', async () => {
    const { repository, make } = rig();
    expect(problemOf(await make({ cwd: repository.folder, branch: 'main' }))).toBe(
      `The branch main is checked out in ${repository.folder}. Start the agent there, or name another branch.`,
    );
    const { facts } = placed(await make({ cwd: repository.folder }));
    expect(problemOf(await make({ cwd: repository.folder }))).toBe(
      `The branch grid/api is checked out in ${facts.worktree?.folder}. Choose another name.`,
    );
    rmSync(facts.worktree?.folder ?? '', { recursive: true });
    expect(problemOf(await make({ cwd: repository.folder }))).toBe(
      `The branch grid/api was checked out in ${facts.worktree?.folder}, which is gone. Have git forget that with: git worktree prune`,
    );
  });

  it('[WT4] refuses a branch of its own that exists, and names that no branch can have', async () => {
    const { repository, make } = rig();
    repository.git('branch', 'grid/api');
    expect(problemOf(await make({ cwd: repository.folder }))).toMatch(
      /^The branch grid\/api exists already\. Go on with it: --worktree grid\/api\./,
    );
    repository.git('branch', '-d', 'grid/api');
    repository.git('branch', 'grid');
    expect(problemOf(await make({ cwd: repository.folder }))).toMatch(/there is a branch grid\./);
    for (const branch of ['-x', 'a..b', 'a b', 'HEAD', '@{-1}', 'x.lock', 'a\nb']) {
      expect(problemOf(await make({ cwd: repository.folder, branch }))).toMatch(
        /cannot name a branch/,
      );
    }
    expect(branches(repository)).toEqual(['grid', 'main']);
  });

  it('[WT5] refuses a folder that exists', async () => {
    const { repository, make } = rig();
    const { facts, takeBack } = placed(await make({ cwd: repository.folder }));
    await takeBack();
    mkdirSync(facts.cwd ?? '', { recursive: true });
    writeFileSync(join(facts.cwd ?? '', 'mine'), 'mine');
    const refused = await make({ cwd: repository.folder });
    expect(problemOf(refused)).toMatch(/exists already: .*\/api\. .*choose another name/);
    expect(branches(repository)).toEqual(['main']);
  });

  it('[WT6] says in one sentence why no worktree can be made', async () => {
    const { folder, repository, make } = rig();
    // The other test folders lie in a repository: this one's.
    const outside = scratchFolder(tmpdir());
    expect(problemOf(await make({ cwd: outside }))).toMatch(
      /: it is in no git repository\. .*git init/,
    );
    mkdirSync(join(folder, 'unborn'));
    repositoryIn(join(folder, 'unborn')).git('init', '--quiet');
    expect(problemOf(await make({ cwd: join(folder, 'unborn') }))).toMatch(/has no commit yet/);
    expect(problemOf(await make({ cwd: join(repository.folder, '.git/hooks') }))).toMatch(
      /it lies in the \.git folder/,
    );
    expect(problemOf(await make({ cwd: join(folder, 'gone') }))).toMatch(/cannot change to/);
  });

  it('[WT6] says that git is missing, too old, or does not trust the repository', async () => {
    const { folder, repository } = rig();
    const withGit = async (text: string | null) => {
      const bin = join(folder, 'bin');
      mkdirSync(bin, { recursive: true });
      if (text !== null) writeFileSync(join(bin, 'git'), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
      const env = { ...gitEnv, PATH: text === null ? join(folder, 'none') : bin };
      const place = await worktrees({ git: gitIn(env), env, folder: join(folder, 's') }).prepare(
        request('api', repository.folder, { type: 'new', branch: null }),
        { folder: null, setup: null },
        () => undefined,
      );
      return problemOf(place);
    };
    expect(await withGit(null)).toMatch(/git is not installed, or not in the PATH/);
    expect(await withGit('echo git version 2.30.2')).toMatch(/^git 2\.30\.2 is too old/);
    const asStranger = `PATH='${gitEnv.PATH}' GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git "$@"`;
    expect(await withGit(asStranger)).toMatch(/belongs to another user.*safe\.directory/);
  });

  it('[WT7] makes one of a bare repository, of a detached HEAD and of another worktree', async () => {
    const { folder, repository, make } = rig();
    repository.git('clone', '--quiet', '--bare', repository.folder, join(folder, 'bare.git'));
    const bare = placed(await make({ name: 'bare', cwd: join(folder, 'bare.git') }));
    expect(bare.facts.worktree).toMatchObject({
      repository: join(folder, 'bare.git'),
      baseBranch: 'main',
    });
    expect(bare.facts.worktree?.folder).toMatch(/\/bare-[0-9a-f]{8}\/bare$/);
    const first = placed(await make({ name: 'first', cwd: repository.folder }));
    const nested = placed(await make({ name: 'nested', cwd: first.facts.cwd ?? '' }));
    expect(nested.facts.worktree).toMatchObject({
      repository: repository.folder,
      baseBranch: 'grid/first',
      source: first.facts.cwd,
    });
    repository.git('checkout', '--quiet', '--detach');
    const detached = placed(await make({ name: 'detached', cwd: repository.folder }));
    expect(detached.facts.worktree?.baseBranch).toBeNull();
  });

  it('[WT8] bears any path and any name of an agent', async () => {
    const { folder, make } = rig();
    const repository = testRepository(join(folder, 'häß\nlich "x" $(y)'));
    repository.write('a b\nc/file', 'x');
    repository.commit('Odd');
    const { facts } = placed(
      await make({ name: 'Über..x.lock', cwd: join(repository.folder, 'a b\nc') }),
    );
    expect(facts.cwd).toBe(join(facts.worktree?.folder ?? '', 'a b\nc'));
    expect(facts.worktree).toMatchObject({
      branch: 'grid/Über.x-lock',
      repository: repository.folder,
    });
    expect(existsSync(join(facts.cwd ?? '', 'file'))).toBe(true);
  });

  it('[WT9] says how many uncommitted changes are not in it', async () => {
    const { repository, make } = rig();
    repository.write('first.txt', 'other\n');
    repository.write('new.txt', 'new\n');
    const { notices } = placed(await make({ cwd: repository.folder }));
    expect(notices).toEqual([
      `api starts from the last commit: 2 uncommitted changes of ${repository.folder} are not in its worktree.`,
    ]);
  });

  it('[WT9] says that submodules are empty in it, unless the setup fills them', async () => {
    const { folder, repository, make } = rig();
    const library = testRepository(join(folder, 'library'));
    repository.git('submodule', '--quiet', 'add', library.folder, 'lib');
    repository.commit('Add a library');
    const { notices } = placed(await make({ cwd: repository.folder }));
    expect(notices).toEqual([expect.stringMatching(/^The submodules of .* are empty/)]);
    const setup = 'git submodule update --init';
    expect(placed(await make({ name: 'b', cwd: repository.folder, setup })).notices).toEqual([]);
    const inLibrary = join(repository.folder, 'lib');
    const { facts } = placed(await make({ name: 'c', cwd: inLibrary }));
    expect(existsSync(join(facts.cwd ?? '', 'first.txt'))).toBe(true);
  });

  it('[WT10] leaves nothing behind when git cannot make it', async () => {
    const { repository, make } = rig();
    repository.write('.gitattributes', '*.txt filter=broken\n');
    repository.git('config', 'filter.broken.clean', 'cat');
    repository.commit('Attributes');
    repository.git('config', 'filter.broken.smudge', 'false');
    repository.git('config', 'filter.broken.required', 'true');
    const refused = await make({ cwd: repository.folder });
    expect(problemOf(refused)).toMatch(/^No worktree could be made of .*: /);
    expect(branches(repository)).toEqual(['main']);
    expect(repository.git('worktree', 'list', '--porcelain').match(/^worktree/gm)).toHaveLength(1);
  });

  it('[WT10] says that files kept with Git LFS could not be fetched', async () => {
    const { repository, make } = rig();
    repository.write('.gitattributes', '*.bin filter=lfs\n');
    repository.write('large.bin', 'version https://git-lfs.github.com/spec/v1\n');
    repository.commit('Large');
    repository.git('config', 'filter.lfs.process', 'git-lfs-is-not-there filter-process');
    repository.git('config', 'filter.lfs.required', 'true');
    expect(problemOf(await make({ cwd: repository.folder }))).toMatch(/install git-lfs/);
    expect(branches(repository)).toEqual(['main']);
  });

  it('[WT10] keeps one whose post-checkout hook failed, and says so', async () => {
    const { repository, make } = rig();
    repository.write('.git/hooks/post-checkout', '#!/bin/sh\necho "no node_modules" >&2\nexit 1\n');
    chmodSync(join(repository.folder, '.git/hooks/post-checkout'), 0o755);
    const { facts, notices } = placed(await make({ cwd: repository.folder }));
    expect(existsSync(join(facts.cwd ?? '', 'first.txt'))).toBe(true);
    expect(notices).toEqual([
      'A git hook failed when the worktree of api was made: no node_modules.',
    ]);
  });

  it('[WT11] makes many of one repository at once', async () => {
    const { repository, make } = rig();
    const places = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => make({ name, cwd: repository.folder })),
    );
    expect(places.map((place) => placed(place).facts.worktree?.branch)).toEqual([
      'grid/a',
      'grid/b',
      'grid/c',
      'grid/d',
    ]);
  });

  it('[WT12] keeps them in the folder of the settings', async () => {
    const { folder, repository, make } = rig();
    const { facts } = placed(await make({ cwd: repository.folder, root: join(folder, 'else') }));
    expect(facts.cwd).toMatch(/\/else\/my-project-[0-9a-f]{8}\/api$/);
  });
});

describe('an earlier worktree', () => {
  it('[WT13] is made again from its branch, or its first commit, when it is gone', async () => {
    const { repository, make, worktrees: own } = rig();
    const { facts } = placed(await make({ cwd: join(repository.folder, 'deep') }));
    const again = async () =>
      placed(
        await own.prepare(
          request('api', facts.cwd ?? '', { type: 'own', worktree: facts.worktree! }),
          { folder: null, setup: null },
          () => undefined,
        ),
      );
    expect((await again()).notices).toEqual([]);
    rmSync(facts.worktree!.folder, { recursive: true });
    expect((await again()).notices).toEqual([
      'The worktree of api was gone. It was made again from the branch grid/api.',
    ]);
    expect(existsSync(join(facts.cwd!, 'er/file.txt'))).toBe(true);
    repository.git('worktree', 'remove', facts.worktree!.folder);
    repository.git('branch', '-D', 'grid/api');
    expect((await again()).notices).toEqual([
      expect.stringMatching(/made again from commit [0-9a-f]{8}\.$/),
    ]);
  });
});

describe('a worktree whose making is broken off', () => {
  it('[WT13] is known before it is made, and made whole by a resume', async () => {
    const { repository, planned, make, worktrees: own } = rig();
    const { facts } = placed(await make({ cwd: repository.folder }));
    const [plan] = planned;
    expect(plan).toEqual({
      cwd: facts.cwd,
      worktree: {
        ...facts.worktree,
        unstarted: { session: { type: 'new' }, prompt: 'begin' },
      },
    });
    // As git leaves it when the machine goes down in the midst.
    repository.git('worktree', 'lock', '--reason', 'initializing', plan!.worktree!.folder);
    rmSync(join(plan!.cwd!, 'first.txt'));
    const again = placed(
      await own.prepare(
        request('api', plan!.cwd!, { type: 'own', worktree: plan!.worktree! }),
        { folder: null, setup: null },
        () => undefined,
      ),
    );
    expect(existsSync(join(plan!.cwd!, 'first.txt'))).toBe(true);
    expect(again.facts.worktree?.unstarted).toBeNull();
  });
});

describe('setting up', () => {
  it('[WT14] gives the command the source, the worktree and the name', async () => {
    const { repository, make } = rig();
    const cwd = join(repository.folder, 'deep');
    const { setup, facts } = placed(
      await make({
        cwd,
        setup: 'pwd; echo "$CODEX_GRID_SOURCE|$CODEX_GRID_WORKTREE|$CODEX_GRID_NAME"',
      }),
    );
    const { file, arguments: words, cwd: at, env } = setup!.program;
    expect(execFileSync(file, [...words], { cwd: at, env, encoding: 'utf8' })).toBe(
      `${facts.cwd}\n${cwd}|${facts.worktree?.folder}|api\n`,
    );
  });

  it('[WT15] is due until it has succeeded, with what codex was to begin with', async () => {
    const { repository, make, worktrees: own } = rig();
    const place = placed(await make({ cwd: repository.folder, setup: 'npm ci' }));
    expect(place.facts.worktree?.unstarted).toEqual({ session: { type: 'new' }, prompt: 'begin' });
    const later = async (worktree: NonNullable<Made['facts']['worktree']>) =>
      placed(
        await own.prepare(
          request('api', place.facts.cwd!, { type: 'own', worktree }),
          {
            folder: null,
            setup: 'npm ci',
          },
          () => undefined,
        ),
      ).setup?.command ?? null;
    expect(await later(place.facts.worktree!)).toBe('npm ci');
    expect(await later(place.setup!.facts.worktree!)).toBeNull();
  });
});
