import { expect, it } from 'vitest';
import { codexCommand } from '../../src/core/codex/codex-command.ts';
import { roster } from '../../src/core/host/host-state.ts';
import {
  type HostRun,
  hostRun,
  idOf,
  processExited,
  processStarted,
  typesOf,
} from '../support/host-run.ts';
import { newCommand, resumeCommand } from '../support/some-command.ts';

const words = ['login', '--device-auth'];

function hostWithLogin(): HostRun {
  const host = hostRun();
  host.ask(0, newCommand('login', { task: { type: 'command', words } }));
  host.hear(10, idOf(host, 'login'), processStarted);
  return host;
}

it('[HL16] a command stands at a dialog while it runs, and leaves by itself once it is done', () => {
  const host = hostWithLogin();
  expect(roster(host.model())).toMatchObject([
    { name: 'login', task: 'command', state: 'dialog', detail: 'codex login' },
  ]);
  host.happens(60_000, { type: 'woke' });
  expect(roster(host.model())).toMatchObject([{ state: 'dialog' }]);
  const effects = host.hear(90_000, idOf(host, 'login'), processExited(0));
  expect(roster(host.model())).toEqual([]);
  expect(typesOf(effects)).toEqual(
    expect.arrayContaining(['forget', 'notify', 'save-roster', 'publish-roster']),
  );
});

it.each([
  [1, null],
  [0, 'SIGKILL'],
])('[HL17] a command that fails stays, and can be run again: %d, %s', (code, signal) => {
  const host = hostWithLogin();
  host.hear(20, idOf(host, 'login'), processExited(code, signal));
  expect(roster(host.model())).toMatchObject([
    { state: 'ended', detail: signal ?? `exit code ${code}`, exit: { code, signal } },
  ]);
  const effects = host.ask(30, resumeCommand('login'));
  expect(effects).toContainEqual(
    expect.objectContaining({
      type: 'start-codex',
      launch: expect.objectContaining({ task: { type: 'command', words } }),
    }),
  );
});

it('[HL18] an API key goes through a pipe, any other command to codex itself', () => {
  const codex = '/opt/co dex';
  expect(codexCommand(codex, words)).toEqual({
    file: codex,
    arguments: ['login', '-c', 'cli_auth_credentials_store="file"', '--device-auth'],
  });
  expect(codexCommand(codex, ['mcp', 'list'])).toEqual({ file: codex, arguments: ['mcp', 'list'] });
  const { file, arguments: words_ } = codexCommand(codex, ['login', '--with-api-key']);
  expect([file, words_.slice(2)]).toEqual([
    '/bin/sh',
    ['sh', codex, 'login', '-c', 'cli_auth_credentials_store="file"', '--with-api-key'],
  ]);
});
