import { describe, expect, it } from 'vitest';
import type { GitFacts } from '../../src/core/agent/agent.ts';
import { factsAbout } from '../../src/core/agent/agent-facts.ts';
import { conflictBadges, conflictsAmong } from '../../src/core/git/conflicts.ts';
import { roster } from '../../src/core/host/host-state.ts';
import { idOf, runningHost } from '../support/host-run.ts';
import { someAgent } from '../support/some-agent.ts';

function workIn(worktree: string, ...paths: readonly string[]) {
  return { repository: '/r/.git', worktree, paths };
}

function gitIn(worktree: string, ...paths: readonly string[]): GitFacts {
  return { branch: 'b', changes: null, work: workIn(worktree, ...paths) };
}

describe('conflicts', () => {
  it('[DF12] are told to both, with the first file and how many', () => {
    const works = [
      { name: 'api', work: workIn('/a', 'src/b', 'src/a', 'own') },
      { name: 'web', work: workIn('/b', 'src/a', 'src/b', 'other', 'new/') },
      { name: 'docs', work: workIn('/c', 'new/page') },
    ];
    expect(conflictsAmong(works)).toEqual([
      [{ name: 'web', path: 'src/a', count: 2 }],
      [
        { name: 'api', path: 'src/a', count: 2 },
        { name: 'docs', path: 'new/page', count: 1 },
      ],
      [{ name: 'web', path: 'new/page', count: 1 }],
    ]);
  });

  it('[DF13] are none in one worktree, in different repositories, or of unknown work', () => {
    const work = workIn('/a', 'src/a');
    const works = [
      { name: 'api', work },
      { name: 'beside', work },
      { name: 'elsewhere', work: { ...work, repository: '/other/.git', worktree: '/o' } },
      { name: 'unknown', work: null },
    ];
    expect(conflictsAmong(works)).toEqual([[], [], [], []]);
  });

  it('[DF14] stand on the roster until one of the works changes', () => {
    const host = runningHost('api', 'web');
    const [api, web] = [idOf(host, 'api'), idOf(host, 'web')];
    const marks = () => roster(host.model()).map(({ badges }) => badges.map(({ text }) => text));
    host.happens(20, { type: 'git-read', agent: api, git: gitIn('/a', 'x') });
    expect(marks()).toEqual([[], []]);
    const effects = host.happens(30, { type: 'git-read', agent: web, git: gitIn('/b', 'x', 'y') });
    expect(effects.map(({ type }) => type)).toContain('publish-roster');
    expect(marks()).toEqual([['same file as web'], ['same file as api']]);
    host.ask(40, { type: 'rename', agent: 'web', name: 'front' });
    expect(marks()).toEqual([['same file as front'], ['same file as api']]);
    host.happens(50, { type: 'git-read', agent: web, git: gitIn('/b', 'y') });
    expect(marks()).toEqual([[], []]);
  });

  it('[DF12] are told in words', () => {
    const one = { name: 'web', path: 'src/a', count: 1 };
    const many = { name: 'docs', path: 'b', count: 3 };
    expect(conflictBadges([many])[0]?.text).toBe('same files as docs');
    expect(conflictBadges([one, many])[0]?.text).toBe('same files as 2 others');
    const facts = factsAbout(someAgent({ conflicts: [one, many] }), null, 'UTC');
    expect(facts.filter(({ label }) => label === 'same files').map(({ text }) => text)).toEqual([
      'web also changes src/a',
      'docs also changes b and 2 more',
    ]);
  });
});
