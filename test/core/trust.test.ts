import { expect, it } from 'vitest';
import {
  type Consent,
  type FolderFacts,
  inspectedFolder,
  projectTrustIn,
  trustedPaths,
  trustOf,
  trustTable,
} from '../../src/core/codex/trust.ts';

const noSettings = { folder: 'none', hasConfig: false, hooks: 0 } as const;
const plain: FolderFacts = {
  folder: '/notes',
  checkout: null,
  repository: null,
  ownSettings: noSettings,
};
const inRepository: FolderFacts = {
  folder: '/api/src',
  checkout: '/api',
  repository: '/api',
  ownSettings: noSettings,
};
const inWorktree: FolderFacts = {
  folder: '/state/worktrees/fix/src',
  checkout: '/state/worktrees/fix',
  repository: '/api',
  ownSettings: noSettings,
};

function projects(levels: Readonly<Record<string, string>>) {
  return projectTrustIn({
    projects: Object.fromEntries(
      Object.entries(levels).map(([path, level]) => [path, { trust_level: level }]),
    ),
  });
}

const nothing = { projects: new Map(), consents: [] };

function trustWith(
  facts: FolderFacts,
  levels: Readonly<Record<string, string>> = {},
  decisions: Readonly<Record<string, Consent['decision']>> = {},
) {
  const consents = Object.entries(decisions).map(([folder, decision]) => ({
    folder,
    decision,
    at: 1,
  }));
  return trustOf(facts, { projects: projects(levels), consents });
}

it('[TR1] where codex asks nothing, nobody is asked and nothing is written', () => {
  const trust = trustWith(plain);
  expect(trust).toEqual({ root: null, trust: 'trusted' });
  expect(trustedPaths(plain, trust, nothing)).toEqual([]);
  expect(trustTable([])).toEqual({});
});

it('[TR2] in git the answer is for the main worktree, elsewhere for the folder with a .codex', () => {
  expect(trustWith(inRepository)).toEqual({ root: '/api', trust: 'unasked' });
  expect(trustWith(inWorktree)).toEqual({ root: '/api', trust: 'unasked' });
  const own = { folder: 'own', hasConfig: true, hooks: 2 } as const;
  const withSettings = { ...plain, ownSettings: own };
  const trust = trustWith(withSettings);
  expect(trust).toEqual({ root: '/notes', trust: 'unasked' });
  expect(inspectedFolder(withSettings, trust)).toEqual({
    cwd: '/notes',
    trustRoot: '/notes',
    trust: 'unasked',
    repository: null,
    hasConfig: true,
    hooks: 2,
  });
});

it.each([
  ['the folder', '/state/worktrees/fix/src'],
  ['the checkout', '/state/worktrees/fix'],
  ['the main worktree', '/api'],
])('[TR3] what codex trusts by %s is trusted, silently', (_, path) => {
  const trust = trustWith(inWorktree, { [path]: 'trusted' });
  expect(trust).toEqual({ root: '/api', trust: 'trusted' });
  const known = { projects: projects({ [path]: 'trusted' }), consents: [] };
  expect(trustedPaths(inWorktree, trust, known)).toEqual([path]);
});

it('[TR4] no other path of the config counts: not the one above, none that is written otherwise', () => {
  const others = { '/': 'trusted', '/api/': 'trusted', '/api/src/x': 'trusted', '/API': 'trusted' };
  expect(trustWith(inRepository, others).trust).toBe('unasked');
  expect(trustWith(inRepository, { '/api': 'maybe' }).trust).toBe('unasked');
  expect(projectTrustIn({ projects: { '/api': 'trusted' } }).size).toBe(0);
  expect(projectTrustIn({ projects: 7 }).size).toBe(0);
});

it('[TR5] the nearest path decides, and untrusted in the config of the user is a no', () => {
  const near = { '/api/src': 'untrusted', '/api': 'trusted' };
  expect(trustWith(inRepository, near)).toEqual({ root: '/api', trust: 'declined' });
  const far = { '/api/src': 'trusted', '/api': 'untrusted' };
  const trust = trustWith(inRepository, far);
  expect(trust.trust).toBe('trusted');
  // The rest of the repository stays as it is.
  expect(trustedPaths(inRepository, trust, { projects: projects(far), consents: [] })).toEqual([
    '/api/src',
  ]);
  const consents = [{ folder: '/api', decision: 'trust', at: 1 }] as const;
  expect(trustedPaths(inRepository, trust, { projects: projects(far), consents })).toEqual([
    '/api',
  ]);
});

it('[TR6] an answer is kept for the whole repository, its worktrees, and nothing else', () => {
  const yes = { '/api': 'trust' } as const;
  for (const facts of [inRepository, inWorktree]) {
    expect(trustWith(facts, {}, yes)).toEqual({ root: '/api', trust: 'trusted' });
    expect(trustWith(facts, {}, { '/api': 'decline' }).trust).toBe('declined');
  }
  const other = { ...inRepository, folder: '/web', checkout: '/web', repository: '/web' };
  expect(trustWith(other, {}, yes).trust).toBe('unasked');
  expect(trustWith(inRepository, {}, { '/api/src': 'trust' }).trust).toBe('unasked');
});

it('[TR7] a yes wins over untrusted in the config, and then names that path to codex as well', () => {
  const levels = { '/state/worktrees/fix': 'untrusted' };
  const yes = { '/api': 'trust' } as const;
  const trust = trustWith(inWorktree, levels, yes);
  const known = {
    projects: projects(levels),
    consents: [{ folder: '/api', decision: 'trust', at: 1 }],
  } as const;
  const paths = trustedPaths(inWorktree, trust, known);
  expect(trustTable(paths)).toEqual({
    projects: {
      '/api': { trust_level: 'trusted' },
      '/state/worktrees/fix': { trust_level: 'trusted' },
    },
  });
});

it('[TR8] without a yes nothing is written for codex', () => {
  for (const trust of [trustWith(inRepository), trustWith(inRepository, {}, { '/api': 'decline' })])
    expect(trustedPaths(inRepository, trust, nothing)).toEqual([]);
});

it('[TR9] the home folder is not asked about because of the Codex home in it', () => {
  const home = { ...plain, folder: '/home/ann', ownSettings: { ...noSettings, folder: 'users' } };
  const trust = trustWith(home as FolderFacts);
  expect(trust).toEqual({ root: '/home/ann', trust: 'trusted' });
  expect(trustedPaths(home as FolderFacts, trust, nothing)).toEqual(['/home/ann']);
  const inGit = { ...home, checkout: '/home/ann', repository: '/home/ann' } as FolderFacts;
  expect(trustWith(inGit).trust).toBe('unasked');
});
