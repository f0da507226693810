import { describe, expect, it } from 'vitest';
import {
  lineCountsIn,
  statusIn,
  versionProblem,
  worktreesIn,
} from '../../src/core/git/git-output.ts';
import { gitProblem } from '../../src/core/git/git-problem.ts';

const z = (...records: readonly string[]) => records.map((record) => `${record}\0`).join('');

describe('what git prints', () => {
  it('[WT30] worktrees are read with any path, locks and those that are missing', () => {
    const output = z(
      'worktree /a\nb',
      'HEAD 0123',
      'branch refs/heads/grid/x',
      '',
      'worktree /bare',
      'bare',
      '',
      'worktree /c',
      'HEAD 0123',
      'detached',
      'locked on a stick',
      '',
      'worktree /d',
      'branch refs/heads/d',
      'locked',
      'prunable gitdir file points to non-existent location',
      '',
    );
    expect(worktreesIn(output)).toEqual([
      { folder: '/a\nb', branch: 'grid/x', lock: null, isMissing: false },
      { folder: '/bare', branch: null, lock: null, isMissing: false },
      { folder: '/c', branch: null, lock: 'on a stick', isMissing: false },
      { folder: '/d', branch: 'd', lock: '', isMissing: true },
    ]);
    expect(worktreesIn('')).toEqual([]);
  });

  it('[WT30] a status is read with odd paths, renames, conflicts and no commit yet', () => {
    const fields = 'N... 100644 100644 100644 a b';
    const output = z(
      '# branch.oid (initial)',
      '# branch.head (detached)',
      `1 .M ${fields} a b\nc`,
      `2 R. ${fields} R100 new name`,
      '? old name that looks untracked',
      'u UU N... 1 1 1 1 a b c both',
      '? # branch.head x',
    );
    expect(statusIn(output)).toEqual({
      branch: null,
      commit: null,
      changes: ['changed a b\nc', 'renamed new name', 'in conflict both', 'new # branch.head x'],
      untracked: ['# branch.head x'],
    });
    expect(statusIn(z('# branch.oid 0123', '# branch.head a b'))).toMatchObject({
      branch: 'a b',
      commit: '0123',
    });
  });

  it('[WT30] lines are counted over binary files, renames and paths that look like counts', () => {
    const output = z('1\t2\ta', '-\t-\tb.png', '3\t0\t', '9\t9\told', '9\t9\tnew', '4\t4\t5\t5\tx');
    expect(lineCountsIn(output)).toMatchObject({ added: 8, deleted: 6 });
    expect(lineCountsIn(output).paths).toEqual(['a', 'b.png', '9\t9\told', '9\t9\tnew', '5\t5\tx']);
    expect(lineCountsIn('')).toEqual({ added: 0, deleted: 0, paths: [] });
  });

  it('[WT30] a version is enough, too old, or not to be read', () => {
    expect(versionProblem('git version 2.39.5 (Apple Git-154)\n')).toBeNull();
    expect(versionProblem('git version 3.0.0-rc1')).toBeNull();
    expect(versionProblem('git version 2.35.8')).toMatch(/^git 2\.35\.8 is too old.*2\.36/);
    expect(versionProblem('git version 1.90')).toMatch(/too old/);
    expect(versionProblem('git of unknown make')).toBeNull();
  });

  it('[WT30] of all that git complains about, the last that stopped it is told', () => {
    const refused = (errors: string) => gitProblem({ type: 'refused', code: 128, errors });
    expect(refused('Preparing worktree\nfatal: first\nfatal: no space\nhint: x\n')).toBe(
      'no space',
    );
    expect(refused('husky: no node\n')).toBe('husky: no node');
    expect(refused('')).toBe('git ended with code 128');
    expect(gitProblem({ type: 'late' })).toBe('git took too long');
    expect(
      refused("fatal: Unable to create '/r/.git/index.lock': File exists.\n\nAnother"),
    ).toMatch(/another git is at work/);
  });
});
