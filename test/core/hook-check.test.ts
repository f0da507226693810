import { expect, it } from 'vitest';
import { hooksListAnswer, hooksListLines, hooksVerdict } from '../../src/core/codex/hook-check.ts';
import { expectedHooks } from '../../src/core/codex/hook-trust.ts';

const hook = { script: '/p/mark', markersFolder: '/s/markers', agent: 'a1', ask: null };
const expected = expectedHooks(hook, (text) => `hash of ${text}`);
const listed = expected.map(({ key, command, hash }) => ({
  key,
  command,
  enabled: true,
  currentHash: hash,
  trustStatus: 'trusted',
}));
type Listed = (typeof listed)[number];

function verdictOn(change: (hook: Listed, at: number) => readonly Listed[]) {
  const hooks = listed.flatMap(change);
  return hooksVerdict(expected, { data: [{ cwd: '/', hooks, errors: [] }] });
}

it('[TR20] all handlers listed, enabled and trusted by our hash: trusted, whatever else is listed', () => {
  const other = { ...(listed[0] as Listed), key: '/home/ann/hooks.json:stop:0:0' };
  expect(
    verdictOn((one, at) => (at === 0 ? [one, { ...other, trustStatus: 'untrusted' }] : [one])),
  ).toEqual({ type: 'trusted' });
});

it.each([
  ['one is missing', (one: Listed, at: number) => (at === 0 ? [] : [one]), 'missing: SessionStart'],
  [
    'one is switched off',
    (one: Listed, at: number) => [{ ...one, enabled: at !== 0 }],
    'switched off: SessionStart',
  ],
  [
    'one is not trusted',
    (one: Listed, at: number) => [at === 0 ? { ...one, trustStatus: 'modified' } : one],
    'not trusted: SessionStart',
  ],
  [
    'one has another hash',
    (one: Listed, at: number) => [at === 0 ? { ...one, currentHash: 'x' } : one],
    'not trusted: SessionStart',
  ],
  [
    'another command stands in its place',
    (one: Listed, at: number) => [at === 0 ? { ...one, command: 'true' } : one],
    'missing: SessionStart',
  ],
  ['hooks are off', () => [], 'codex has no hooks switched on'],
] as const)('[TR21] hooks are off, with the reason, when %s', (_, change, reason) => {
  const verdict = verdictOn(change);
  expect(verdict).toMatchObject({ type: 'off', reason: expect.stringContaining(reason) });
});

it('[TR21] a config that codex refuses is the reason', () => {
  const result = { data: [{ hooks: [], errors: [{ message: 'Model provider `x` not found' }] }] };
  expect(hooksVerdict(expected, result)).toEqual({
    type: 'off',
    reason: 'codex refuses its config: Model provider `x` not found',
  });
});

it.each([undefined, null, 7, {}, { data: 7 }, { data: [{ hooks: [{}] }] }])(
  '[TR22] what is no list of hooks verifies nothing: %j',
  (result) => {
    expect(hooksVerdict(expected, result)).toEqual({ type: 'unverified' });
  },
);

it('[TR22] the answer is found among other lines, an error is one without a result', () => {
  const [, , ask] = hooksListLines({ cwd: '/s', version: '1' }).map((line) => JSON.parse(line));
  expect(ask).toMatchObject({ method: 'hooks/list', params: { cwds: ['/s'] } });
  for (const line of ['', 'WARNING', '7', '{"method":"x"}', '{"id":1,"result":{}}']) {
    expect(hooksListAnswer(line)).toBeNull();
  }
  const answer = JSON.stringify({ id: ask.id, result: { data: [] } });
  expect(hooksListAnswer(answer)).toEqual({ result: { data: [] } });
  const error = JSON.stringify({ id: ask.id, error: { code: -32601 } });
  expect(hooksListAnswer(error)).toEqual({ result: undefined });
});
