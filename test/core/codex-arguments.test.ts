import { expect, it } from 'vitest';
import type { SessionId } from '../../src/core/agent/agent.ts';
import { abilitiesIn, codexArguments } from '../../src/core/codex/codex-arguments.ts';
import type { LaunchRequest } from '../../src/core/host/launch-request.ts';
import { someLaunch } from '../support/some-command.ts';

const help = `Options:
  -c, --config <key=value>
          Override a configuration value, e.g. --no-such <x>
      --enable <FEATURE>
          Enable a feature
  -i, --image <FILE>...
          Images
  -m, --model <MODEL>
      --search
          Enable search
      --no-daemon
          Run without the shared background server
  -h, --help
`;
const abilities = abilitiesIn(help);
const hooks = ['-c', 'hooks'];
const ours = ['--no-daemon', '-c', 'check_for_update_on_startup=false', ...hooks];
const request = someLaunch();
const argumentsOf = (change: Partial<LaunchRequest>) =>
  codexArguments({ ...request, ...change }, { abilities, hooks, settings: [] });

it('[LA2] what a version of codex understands is read from its own help', () => {
  expect([...abilities.valueOptions]).toEqual([
    '-c',
    '--config',
    '--enable',
    '-i',
    '--image',
    '-m',
    '--model',
  ]);
  expect(abilities.noDaemon).toBe(true);
  expect(abilitiesIn('garbage').noDaemon).toBe(false);
});

it('[LA3] the shared daemon is refused where codex knows how, and the user did not choose a server', () => {
  expect(argumentsOf({})).toEqual(ours);
  const older = { abilities: abilitiesIn(''), hooks, settings: [] };
  expect(codexArguments(request, older)).toEqual(ours.slice(1));
  expect(argumentsOf({ settings: { args: ['--no-daemon'] } })).toEqual([
    ...ours.slice(1),
    '--no-daemon',
  ]);
  expect(argumentsOf({ settings: { args: ['--remote', 'unix://'] } })).not.toContain('--no-daemon');
  expect(argumentsOf({ settings: { args: ['--remote=unix://'] } })).not.toContain('--no-daemon');
});

it('[LA4] a prompt comes last and is never taken for an option or a subcommand', () => {
  expect(argumentsOf({ prompt: '-x', settings: { args: ['-i', 'a.png'] } })).toEqual([
    ...ours,
    '-i',
    'a.png',
    '--',
    '-x',
  ]);
});

it('[PD38] the first prompt is text: what codex would run in a shell is kept from it', () => {
  const last = (prompt: string) => argumentsOf({ prompt }).at(-1);
  expect(last('!rm -r .')).toBe(' !rm -r .');
  expect(last(' \n!rm')).toBe(' !rm');
  expect(last('/quit')).toBe('/quit');
  expect(last('one\r\n\ttwo\x1b[201~ ')).toBe('one\n\ttwo');
  expect(argumentsOf({ prompt: ' ' })).not.toContain('--');
});

it('[LA5] a resumed session gets the options again, and neither prompt, images nor another session', () => {
  const session = { type: 'resume', id: '01a1' as SessionId } as const;
  const words = 'resume --last -m gpt-5.5 --image a.png --search 1st -c a=1 --image=b -- -m';
  expect(argumentsOf({ session, settings: { args: words.split(' ') } })).toEqual(
    ['resume', ours, '-C', request.cwd, '-m gpt-5.5 --search -c a=1 -- 01a1'.split(' ')].flat(),
  );
  expect(argumentsOf({ session, prompt: 'go on' }).slice(-3)).toEqual(['--', '01a1', 'go on']);
});

it('[SF1] a session goes on in the folder of its agent, and a fork is told apart from a resumption', () => {
  const fork = { type: 'fork', id: '01a1' as SessionId, rollout: '/r' } as const;
  expect(argumentsOf({ session: fork, cwd: '/w' })).toEqual(
    ['fork', ours, '-C', '/w', '--', '01a1'].flat(),
  );
  const adopt = { ...fork, type: 'adopt' } as const;
  expect(argumentsOf({ session: adopt, cwd: '/w' })[0]).toBe('resume');
  expect(argumentsOf({ session: adopt, settings: { args: ['--cd', '/own'] } })).not.toContain('-C');
});
