import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type TestRepository = {
  readonly folder: string;
  /** Fails when git does; its output without the last line break. */
  readonly git: (...words: readonly string[]) => string;
  readonly write: (path: string, text: string) => void;
  readonly commit: (message: string) => void;
};

/** What git sees of the world in tests: nothing of the user's. */
export const gitEnv = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** A repository on `main` with one commit that holds `first.txt` and `deep/er/file.txt`. */
export function testRepository(folder: string): TestRepository {
  mkdirSync(folder, { recursive: true });
  const repository = repositoryIn(folder);
  repository.git('init', '--quiet', '--initial-branch=main');
  repository.write('first.txt', 'one\ntwo\nthree\n');
  repository.write('deep/er/file.txt', 'deep\n');
  repository.commit('First');
  return repository;
}

/** One that exists: a worktree, a clone. */
export function repositoryIn(folder: string): TestRepository {
  const real = realpathSync(folder);
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-C', real, ...identity, ...words], {
      env: gitEnv,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).replace(/\n$/, '');
  return {
    folder: real,
    git,
    write(path, text) {
      mkdirSync(dirname(join(real, path)), { recursive: true });
      writeFileSync(join(real, path), text);
    },
    commit(message) {
      git('add', '--all');
      git('commit', '--quiet', '-m', message);
    },
  };
}

/** Submodules of a test are folders beside it. */
const identity = ['user.name=t', 'user.email=t@example.org', 'protocol.file.allow=always'].flatMap(
  (setting) => ['-c', setting],
);
