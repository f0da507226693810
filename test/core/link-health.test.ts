import { expect, it } from 'vitest';
import { failureText } from '../../src/core/codex/failure-hints.ts';
import {
  keyringNotice,
  type LoginFile,
  linkHealth,
  linkNotice,
  signedInNotice,
} from '../../src/core/codex/link-health.ts';
import { loginStore, needsLogin } from '../../src/core/codex/sign-in.ts';

const file = (sizeBytes: number, isReadable = true): LoginFile => ({
  type: 'file',
  sizeBytes,
  isReadable,
});
const missing: LoginFile = { type: 'missing' };
const link: LoginFile = { type: 'link', leadsTo: 'users' };
const about = {
  name: 'api',
  agentsFile: '/agent/auth.json',
  usersFile: '/user/auth.json',
  needsLogin: true,
};
const noticeOf = (agents: LoginFile, users: LoginFile, more: Partial<typeof about> = {}) =>
  linkNotice(linkHealth({ agents, users }), { ...about, ...more });

it('[HL12] a missing link and one elsewhere are to be made, a login of its own is asked about', () => {
  expect(linkHealth({ agents: missing, users: file(9) })).toEqual({ type: 'unlinked' });
  const elsewhere: LoginFile = { type: 'link', leadsTo: 'elsewhere' };
  expect(linkHealth({ agents: elsewhere, users: file(9) })).toEqual({ type: 'unlinked' });
  expect(linkHealth({ agents: link, users: file(9) })).toEqual({ type: 'linked', login: 'there' });
  expect(noticeOf(link, file(9))).toBeNull();
  for (const users of [missing, file(9)]) {
    expect(noticeOf(file(9), users)).toContain('codex-grid login api --keep agent');
  }
  expect(noticeOf(file(9), file(9))).toContain('codex-grid login api --keep mine');
  expect(noticeOf(file(9), missing)).not.toContain('--keep mine');
  expect(noticeOf({ type: 'other' }, file(9))).toContain('/agent/auth.json is no file');
});

it('[BR10] of many agents that start without a login the same is said, so that it is said once', () => {
  expect(noticeOf(link, missing, { name: 'web' })).toBe(noticeOf(link, missing));
});

it.each([
  [missing, 'You are not signed in to Codex, so agents show its sign-in'],
  [file(0), 'is empty'],
  [file(1), 'is empty'],
  [file(9, false), 'cannot be read'],
  [{ type: 'other' } as const, 'cannot be read'],
])('[HL13] a login that cannot be used is said: %j', (users, words) => {
  expect(noticeOf(link, users)).toContain(words);
});

it.each([
  [{}, true],
  [{ model_provider: 'openai' }, true],
  [{ model_provider: 'ollama' }, false],
  [{ model_provider: 'p', model_providers: { p: { name: 'p' } } }, false],
  [{ model_provider: 'p', model_providers: { p: { requires_openai_auth: true } } }, true],
  [{ model_provider: '__proto__', model_providers: {} }, false],
])('[HL14] whether codex asks for a login with %j: %s', (config, needs) => {
  expect(needsLogin(config, [])).toBe(needs);
  expect(needsLogin(config, ['--oss'])).toBe(false);
  const notice = noticeOf(link, missing, { needsLogin: needs });
  expect(notice === null).toBe(!needs);
});

it('[HL15] a login that codex keeps elsewhere than in a file is named, with both ways out', () => {
  expect(loginStore({})).toBe('file');
  expect(loginStore({ cli_auth_credentials_store: 'nonsense' })).toBe('file');
  for (const store of ['keyring', 'auto', 'ephemeral'] as const) {
    expect(loginStore({ cli_auth_credentials_store: store })).toBe(store);
    expect(keyringNotice('api', store)).toMatch(
      /api cannot find it.*codex-grid login,.*--home shared/,
    );
  }
});

it('[HL13] once signed in, those that still stand at the sign-in are named with what to press', () => {
  expect(signedInNotice([])).toBe('You are signed in to Codex.');
  expect(signedInNotice(['api'])).toContain('api still stands at the sign-in: stop it with x');
  expect(signedInNotice(['api', 'web'])).toContain(
    'api, web still stand at the sign-in: stop them',
  );
});

const refusal = "The 'gpt-5.5' model is not supported when using Codex with a ChatGPT account.";

it('[HL19] a model that a ChatGPT account may not use fails with what to do', () => {
  for (const message of [refusal, `5a\n{"detail":"${refusal}"}\n0`]) {
    expect(failureText(message)).toMatch(/^gpt-5\.5 is not supported .*\/model, or set model/);
  }
  expect(failureText('something else')).toBe('something else');
  expect(failureText(null)).toBeNull();
});
