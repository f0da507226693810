import { expect, it } from 'vitest';
import { firstPromptIn, rolloutHead, rolloutName } from '../../src/core/codex/rollout-head.ts';

const id = '01a1fcfb-b533-7d43-b73e-29f177d624d0';
const meta = (payload: object) => JSON.stringify({ type: 'session_meta', payload });

it('[SF9] a rollout is known by its name', () => {
  const known = { id, startedAt: '2026-11-21T07:21' };
  expect(rolloutName(`rollout-2026-11-21T07-21-56-${id}.jsonl`)).toEqual(known);
  expect(rolloutName(`rollout-2026-11-21T07-21-56-${id}.jsonl.zst`)).toEqual(known);
  for (const name of [
    'session.jsonl',
    `rollout-${id}.jsonl`,
    `rollout-2026-11-21T07-21-56-${id}`,
  ]) {
    expect(rolloutName(name)).toBeNull();
  }
});

it('[SF9] its first line says whose session it is and what it was forked from', () => {
  expect(rolloutHead(meta({ id, cwd: '/w' }))).toEqual({
    id,
    cwd: '/w',
    forkedFrom: null,
    isSubagent: false,
  });
  expect(rolloutHead(meta({ id, forked_from_id: 'x' }))).toMatchObject({
    forkedFrom: 'x',
    cwd: null,
  });
  expect(rolloutHead(meta({ id, thread_source: 'subagent' }))).toMatchObject({ isSubagent: true });
  expect(rolloutHead(meta({ id, source: { subagent: {} } }))).toMatchObject({ isSubagent: true });
});

it.each([
  ['', 'is no rollout of codex: its first line does not describe a session'],
  ['hello', 'is no rollout of codex: its first line does not describe a session'],
  ['null', 'is no rollout of codex: its first line does not describe a session'],
  [meta({ id }).slice(0, -9), 'is cut off in its first line'],
  [`{"id":"${id}","timestamp":"x"}`, 'is in a format so old that codex itself cannot resume it'],
])('[SF9] what is none is told from what codex cannot resume: %s', (line, problem) => {
  expect(rolloutHead(line)).toEqual({ problem });
});

it('[SF9] the first prompt is found in files of today and of before', () => {
  const content = [
    { type: 'text', text: 'Mend ' },
    { type: 'image' },
    { type: 'text', text: 'it' },
  ];
  const item = { type: 'UserMessage', content };
  const today = { type: 'event_msg', payload: { type: 'item_completed', item } };
  const before = { type: 'event_msg', payload: { type: 'user_message', message: 'Mend it' } };
  for (const line of [today, before]) {
    expect(firstPromptIn([meta({ id }), 'garbage', JSON.stringify(line)])).toBe('Mend it');
  }
  expect(firstPromptIn([meta({ id })])).toBeNull();
});
