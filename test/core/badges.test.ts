import { expect, it } from 'vitest';
import type { LaunchFacts } from '../../src/core/agent/agent.ts';
import { badgesOf } from '../../src/core/agent/badges.ts';

const usual: LaunchFacts = {
  codexHome: '/state/agents/a1/home',
  codexVersion: '0.169.0',
  model: 'gpt-5.5',
  reasoningEffort: 'high',
  sandbox: 'workspace-write',
  approval: 'on-request',
  network: false,
  hooks: { type: 'trusted' },
  dangerous: [],
};

it.each<readonly [string, Partial<LaunchFacts>, readonly string[]]>([
  ['the usual', {}, []],
  [
    'what is not known',
    { sandbox: null, approval: null, network: null, hooks: { type: 'unverified' } },
    [],
  ],
  ['read-only', { sandbox: 'read-only' }, ['quiet read-only']],
  [
    'read-only that never asks',
    { sandbox: 'read-only', approval: 'never' },
    ['quiet read-only', 'quiet never asks'],
  ],
  ['full access', { sandbox: 'danger-full-access', network: true }, ['warning full access']],
  [
    'full access that never asks',
    { sandbox: 'danger-full-access', approval: 'never' },
    ['danger full access', 'danger never asks'],
  ],
  ['never asks', { approval: 'never' }, ['warning never asks']],
  ['network', { network: true }, ['warning network']],
  [
    'everything bypassed',
    {
      dangerous: ['--yolo', '--dangerously-bypass-approvals-and-sandbox'],
      sandbox: 'danger-full-access',
      approval: 'never',
    },
    ['danger no sandbox, never asks'],
  ],
  [
    'hook trust bypassed',
    { dangerous: ['--dangerously-bypass-hook-trust'] },
    ['danger runs any hook'],
  ],
  ['a flag of a later codex', { dangerous: ['--dangerously-fast'] }, ['danger --dangerously-fast']],
  ['hooks off', { hooks: { type: 'off', reason: 'x' } }, ['warning hooks off: in-band only']],
])('[ST20] %s', (_name, change, badges) => {
  expect(badgesOf({ ...usual, ...change }).map(({ tone, text }) => `${tone} ${text}`)).toEqual(
    badges,
  );
});

it('[ST20] an agent that was never started has none', () => {
  expect(badgesOf(null)).toEqual([]);
});
