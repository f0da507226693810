import { expect, it } from 'vitest';
import { parseCommand } from '../../src/cli/command-parser.ts';
import { settingsOf } from '../../src/cli/setting-flags.ts';

const places = { workingFolder: '/work', homeFolder: '/home/ann' };

function said(...words: readonly string[]): unknown {
  const call = parseCommand(['new', 'api', ...words], 100);
  return 'exitCode' in call ? call.problem : settingsOf(call, places);
}

it('[ST25] every setting has its flag', () => {
  expect(
    said(
      '--model=m',
      '--reasoning-effort',
      'high',
      '--sandbox',
      'workspace-write',
      '--approval',
      'never',
      '--network',
      '--add-dir',
      '../x',
      '--add-dir',
      '~/y',
      '--profile',
      'p',
      '--env',
      'A=1=2',
      '--env',
      'B=',
      '--config',
      'tui.theme=dark',
      '--config',
      'tui.notifications=false',
      '--config',
      'hide = [1, 2]',
      '--home',
      './home',
      '--worktree',
      'spike',
      '--trust',
      '--prompt',
      'go on',
      '--',
      '--search',
    ),
  ).toEqual({
    model: 'm',
    reasoningEffort: 'high',
    sandbox: 'workspace-write',
    approval: 'never',
    network: true,
    addDirs: ['/x', '/home/ann/y'],
    profile: 'p',
    env: { A: '1=2', B: '' },
    config: { tui: { theme: 'dark', notifications: false }, hide: [1, 2] },
    home: '/work/home',
    worktree: 'spike',
    trust: true,
    prompt: 'go on',
    args: ['--search'],
  });
});

it('[ST25] switches can be turned off, and what is not said is left out', () => {
  expect(said()).toEqual({});
  expect(said('--prompt', '')).toEqual({});
  expect(said('--no-network', '--no-worktree', '--no-trust')).toEqual({
    network: false,
    worktree: false,
    trust: false,
  });
  expect(said('--worktree')).toEqual({ worktree: true });
});

it.each([
  [
    ['--sandbox', 'readonly'],
    '--sandbox takes "read-only", "workspace-write" or "danger-full-access", not "readonly". Did you mean "read-only"?',
  ],
  [['--model', ''], '--model must not be empty.'],
  [['--env', 'A'], '--env takes NAME=VALUE, not "A".'],
  [['--env', 'A-B=1'], '--env A-B names no variable: use letters, digits and underscores.'],
  [['--config', 'x'], '--config takes KEY=VALUE, not "x".'],
  [
    ['--home', 'here'],
    '--home takes isolated, shared or a path that begins with /, ~ or ., not "here".',
  ],
  [
    ['--sandbox', 'read-only', '--network'],
    'network = true (--network) contradicts sandbox = "read-only" (--sandbox): commands in a read-only sandbox never reach the network. Say network = false, or sandbox = "workspace-write".',
  ],
  [
    ['--approval', 'never', '--', '--yolo'],
    'approval = "never" (--approval) and --yolo among the arguments for codex decide the same thing. Take one of them away.',
  ],
])('[ST25] %j', (words, problem) => {
  expect(said(...words)).toEqual({ problem });
});

it('[ST25] a misspelt flag is told with the nearest', () => {
  expect(said('--sandbx', 'x')).toBe(
    "Unknown option '--sandbx'. (Did you mean --sandbox?) See `codex-grid new --help`.",
  );
});
