import { expect, it } from 'vitest';
import { laidOver, projectConfig } from '../../src/core/codex/project-config.ts';
import type { FolderFacts } from '../../src/core/codex/trust.ts';

const facts: FolderFacts = {
  folder: '/wt/sub',
  checkout: '/wt',
  repository: '/repo',
  ownSettings: { folder: 'own', hasConfig: true, hooks: 0 },
};
const layers = [
  { folder: '/wt', config: { model: 'top', sandbox_mode: 'read-only' } },
  { folder: '/wt/sub', config: { model: 'sub' } },
];
const top = { model: 'top', sandbox_mode: 'read-only' };
const both = { model: 'sub', sandbox_mode: 'read-only' };

it.each([
  ['by its main worktree', { '/repo': 'trusted' }, both],
  ['itself alone', { '/wt/sub': 'trusted' }, { model: 'sub' }],
  ['but not the top', { '/wt/sub': 'trusted', '/wt': 'untrusted' }, { model: 'sub' }],
  ['but not in the middle', { '/wt': 'trusted', '/repo': 'untrusted' }, both],
  // Codex asks, and goes on once its user has trusted the repository.
  ['not at all', {}, both],
  ['no longer', { '/wt/sub': 'untrusted', '/repo': 'trusted' }, both],
] as const)('[HL33] a folder that is trusted %s', (_, projects, expected) => {
  expect(projectConfig(layers, facts, new Map(Object.entries(projects)))).toEqual(expected);
});

it('[HL33] a folder between that is not trusted does not count', () => {
  const deep = { ...facts, folder: '/wt/sub/deep' };
  const projects = new Map([
    ['/wt/sub', 'untrusted'],
    ['/repo', 'trusted'],
  ] as const);
  expect(projectConfig(layers, deep, projects)).toEqual(top);
});

it('[HL33] a sandbox of an upper layer wins over permissions of a lower one, not beside it', () => {
  const permissions = { default_permissions: ':read-only' };
  const sandbox = { sandbox_mode: 'workspace-write' };
  expect(laidOver(permissions, sandbox)).toEqual(sandbox);
  expect(laidOver(sandbox, permissions)).toEqual({ ...sandbox, ...permissions });
  expect(laidOver({}, { ...sandbox, ...permissions })).toEqual({ ...sandbox, ...permissions });
});
