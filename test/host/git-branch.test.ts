import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { branchOf } from '../../src/host/git/git-branch.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

function git(cwd: string, ...given: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...given], {
    cwd,
    stdio: 'ignore',
  });
}

describe('git branch', () => {
  it('[HO8] reads the branch from any folder of a repository, a worktree, and a detached head', async () => {
    const folder = scratchFolder();
    const repository = join(folder, 'repository');
    await mkdir(join(repository, 'deep/er'), { recursive: true });
    git(repository, 'init', '-b', 'feature/x');
    expect(await branchOf(join(repository, 'deep/er'))).toBe('feature/x');
    git(repository, 'commit', '--allow-empty', '-m', 'a');
    git(repository, 'worktree', 'add', '-b', 'other', join(folder, 'tree'));
    expect(await branchOf(join(folder, 'tree'))).toBe('other');
    git(repository, 'checkout', '--detach');
    expect(await branchOf(repository)).toMatch(/^[0-9a-f]{8}$/);
  });

  it('[HO8] is null outside a repository, and for what only looks like one', async () => {
    expect(await branchOf('/proc')).toBeNull();
    const folder = scratchFolder();
    await mkdir(join(folder, '.git'));
    execFileSync('mkfifo', [join(folder, '.git/HEAD')]);
    const within = await branchOf(folder);
    expect(within === null || typeof within === 'string').toBe(true);
    await mkdir(join(folder, 'b/.git'), { recursive: true });
    await writeFile(join(folder, 'b/.git/HEAD'), 'nonsense');
    expect(await branchOf(join(folder, 'b'))).toBeNull();
  });
});
