import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { branchPlan, ownBranch, repositoryFolderName } from '../../src/core/git/worktree.ts';
import {
  type FoundWorktree,
  orphansIn,
  worktreeEntries,
} from '../../src/core/git/worktree-entries.ts';
import { noWork, workList, workText } from '../../src/core/git/worktree-work.ts';
import { someAgent } from '../support/some-agent.ts';

const found = (remarkable: Partial<FoundWorktree>): FoundWorktree => ({
  repository: '/r',
  folder: '/trees/r-01234567/api',
  branch: 'grid/api',
  state: 'there',
  lock: null,
  changes: null,
  work: noWork,
  ...remarkable,
});

const agent = (remarkable: Partial<Agent>) => someAgent(remarkable);

describe('names', () => {
  it('[WT8] every name of an agent gives a branch that git takes', () => {
    expect(['api', 'a..b', 'x.lock', 'end.', 'Über', 'a...'].map(ownBranch)).toEqual([
      'grid/api',
      'grid/a.b',
      'grid/x-lock',
      'grid/end',
      'grid/Über',
      'grid/a',
    ]);
  });

  it('[WT1] the folder of a repository begins with its name, whatever that is', () => {
    const folders = ['/a/my project', '/a/bare.git', '/a/b/.git', '/', '/a/.hidden', '/a/x\ny/'];
    expect(folders.map((folder) => repositoryFolderName(folder, '01234567'))).toEqual([
      'my-project-01234567',
      'bare-01234567',
      'b-01234567',
      'repository-01234567',
      'hidden-01234567',
      'x-y-01234567',
    ]);
    expect(repositoryFolderName(`/${'x'.repeat(200)}`, '01234567')).toHaveLength(49);
  });

  it('[WT4] no branch is made that is a folder of another, or in one', () => {
    const facts = { local: ['feature/x'], remote: [], checkedOut: [] };
    expect(branchPlan('api', 'feature', facts)).toMatchObject({ type: 'problem' });
    expect(branchPlan('api', 'feature/x/y', facts)).toMatchObject({ type: 'problem' });
    expect(branchPlan('api', 'feature/y', facts)).toMatchObject({ type: 'make', start: 'HEAD' });
  });
});

describe('what is listed', () => {
  it('[WT31] a worktree is its agent’s by its folder, a lone branch by its name', () => {
    const [used] = worktreeEntries([found({})], [agent({ worktree: '/trees/r-01234567/api' })]);
    expect(used).toMatchObject({ agent: 'api', removable: false, reason: 'used by api' });
    const lone = found({ folder: null, state: 'branch alone' });
    const [itsBranch] = worktreeEntries([lone], [agent({ worktree: '/trees/r-01234567/api' })]);
    expect(itsBranch?.agent).toBe('api');
    const without = agent({ worktree: null });
    expect(orphansIn(worktreeEntries([found({}), lone], [without]))).toHaveLength(2);
  });

  it('[WT32] without an agent it may go unless something would be lost with it', () => {
    const reasons = worktreeEntries(
      [
        found({}),
        found({ state: 'folder gone' }),
        found({ work: { uncommitted: ['new a'], unmerged: ['01 b', '02 c'] } }),
        found({ lock: 'stick' }),
        found({ work: { problem: 'git took too long' } }),
        found({ state: 'leftover' }),
      ],
      [],
    );
    expect(reasons.map(({ removable, reason }) => [removable, reason])).toEqual([
      [true, 'clean and merged'],
      [true, 'clean and merged'],
      [false, '1 uncommitted change and 2 commits in no other branch'],
      [false, 'locked: stick'],
      [false, 'git took too long'],
      [false, 'git does not know it; look into it, and delete it yourself'],
    ]);
  });

  it('[WT25] work is listed on plain lines, and not endlessly', () => {
    const uncommitted = Array.from({ length: 22 }, (_, at) => `new \x1b[31mfile\n${at}`);
    const lines = workList({ uncommitted, unmerged: ['01 Mend'] }).split('\n');
    expect(lines).toHaveLength(21);
    expect([lines[0], lines.at(-1)]).toEqual(['  new file 0', '  and 3 more']);
    expect(workText({ uncommitted: [], unmerged: ['a'] })).toBe('1 commit in no other branch');
  });
});
