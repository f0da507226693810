import { expect, it } from 'vitest';
import type { Evidence, HookEvidence } from '../../src/core/lifecycle/evidence.ts';
import { openHookWaits } from '../../src/core/lifecycle/lifecycle-hook-waits.ts';
import {
  atOnce,
  bash,
  exited,
  inBand,
  marker,
  other,
  rollout,
  settled,
  turn,
  turnBegins,
} from '../support/evidence.ts';
import { recordedAt, statesThrough } from '../support/recorded-evidence.ts';

const hook = (at: number, wait: string, fact: HookEvidence['fact']): Evidence => ({
  witness: 'hook',
  at: recordedAt + at,
  wait,
  fact,
});
const waits = (
  at: number,
  askedAt: number,
  { wait = 'w1', subagentId = null as string | null } = {},
) => hook(at, wait, { type: 'waits', askedAt: recordedAt + askedAt, subagentId });
const left = (at: number, wait = 'w1') => hook(at, wait, { type: 'left' });
const answered = (at: number, wait = 'w1') => hook(at, wait, { type: 'answered', answer: 'allow' });
const asks = (at: number, command: string, subagentId: string | null = null) =>
  marker(at, 'PermissionRequest', { tool: bash(command), subagentId });

const asked = [...turnBegins, asks(1_200, 'rm x')];
const held = [...asked, waits(1_210, 1_200)];
const states = (...evidence: readonly Evidence[]) =>
  statesThrough(evidence, { restMs: 5_000 }).steps.map(({ name }) => name);

it('[HQ40] while its hook waits the agent waits for an approval, whatever codex says of itself', () => {
  expect(settled(...asked).name).toBe('working');
  expect(settled(...held)).toMatchObject({
    name: 'approval',
    detail: 'rm x',
    rule: 'hook-waits',
    wakeAt: null,
  });
  expect(states(...held)).toEqual(['starting', 'ready', 'working', 'approval']);
});

it('[HQ41] once it is answered codex works', () => {
  const allowed = [...held, answered(3_000)];
  expect(atOnce(...allowed).name).toBe('working');
  expect(settled(...allowed).name).toBe('working');
  expect(openHookWaits(atOnce(...allowed).memory)).toEqual([]);
});

it('[HQ42] left without an answer it is an approval until codex is heard of, for a second at most', () => {
  const open = [...held, left(3_000)];
  expect(states(...open, inBand(3_060, 'blocked', 'permission')).slice(-2)).toEqual([
    'working',
    'approval',
  ]);
  expect(atOnce(...open)).toMatchObject({ name: 'approval', rule: 'hook-left-settles' });
  expect(settled(...open).name).toBe('working');
  // Codex was told by another hook of its user's.
  expect(atOnce(...open, marker(3_050, 'PostToolUse', { tool: bash('rm x') })).name).toBe(
    'working',
  );
});

it('[HQ43] the end of the turn, of the process or of the session ends the wait', () => {
  const interrupted = [...held, marker(3_000, 'Interrupt'), inBand(3_010, 'idle')];
  expect(states(...interrupted).at(-1)).toBe('interrupted');
  // Its marker is late, or lost.
  expect(settled(...held, inBand(3_010, 'idle')).name).toBe('interrupted');
  expect(atOnce(...held, rollout(3_000, { type: 'turn-aborted', reason: 'x' })).name).not.toBe(
    'approval',
  );
  expect(atOnce(...held, exited(3_000)).name).toBe('ended');
  const next = marker(3_000, 'UserPromptSubmit', { turnId: turn(2) });
  expect(atOnce(...held, next).name).toBe('working');
  for (const end of [interrupted, [...held, exited(3_000)], [...held, next]]) {
    expect(openHookWaits(atOnce(...end).memory)).toEqual([]);
  }
});

it('[HQ44] a request of no turn of ours, of another session or an answered one cannot wait', () => {
  const unknown = [
    [...turnBegins, waits(1_210, 1_200)],
    [...turnBegins, marker(1_200, 'PermissionRequest', { sessionId: other }), waits(1_210, 1_200)],
    [...asked, marker(1_205, 'PostToolUse', { tool: bash('rm x') }), waits(1_210, 1_200)],
    [...asked, waits(1_210, 1_201)],
    [...asked, waits(1_210, 1_200, { subagentId: 'a1' })],
  ];
  for (const evidence of unknown) {
    const lifecycle = atOnce(...evidence);
    expect(lifecycle).toMatchObject({ name: 'working' });
    expect(lifecycle.why.at(-1)?.rule).toBe('hook-of-unknown-request');
  }
  expect(atOnce(...held, left(3_000), left(3_001)).why.at(-1)?.rule).toBe('hook-wait-is-over');
});

it('[HQ45] of requests side by side each waits for itself', () => {
  const both = [...held, asks(1_220, 'rm y'), waits(1_230, 1_220, { wait: 'w2' })];
  expect(atOnce(...both)).toMatchObject({ name: 'approval', detail: 'rm x (and 1 more)' });
  expect(settled(...both, answered(3_000))).toMatchObject({ name: 'approval', detail: 'rm y' });
  const shown = [...both, left(3_000), inBand(3_050, 'blocked', 'permission')];
  const decided = [...shown, inBand(4_000, 'working')];
  expect(settled(...decided)).toMatchObject({ name: 'approval', detail: 'rm y' });
  expect(settled(...decided, answered(5_000, 'w2')).name).toBe('working');
});

it('[HQ45] more than a model asks for at once do not wait', () => {
  const many = Array.from({ length: 17 }, (_, n) => [
    asks(1_200 + n, `rm ${n}`),
    waits(1_200 + n, 1_200 + n, { wait: `w${n}` }),
  ]).flat();
  const lifecycle = atOnce(...turnBegins, ...many);
  expect(lifecycle.memory.hookWaits).toHaveLength(16);
  expect(lifecycle.why.at(-1)?.rule).toBe('too-many-hook-waits');
});

it('[HQ46] a subagent whose hook waits makes it an approval, also with the root at rest', () => {
  const child = [
    ...turnBegins,
    marker(1_100, 'SubagentStart', { subagentId: 'a1', turnId: turn(3) }),
    marker(1_200, 'PermissionRequest', {
      subagentId: 'a1',
      turnId: turn(3),
      tool: bash('rm x'),
    }),
    waits(1_210, 1_200, { subagentId: 'a1' }),
  ];
  expect(settled(...child)).toMatchObject({ name: 'approval', detail: 'rm x', subagents: 1 });
  const rests = [...child, marker(2_000, 'Stop'), inBand(2_015, 'done')];
  expect(settled(...rests)).toMatchObject({ name: 'approval', detail: 'rm x' });
});

it('[HQ47] where a model reviews in the place of the user nobody is waited for', () => {
  const reviewed = (reviewer: string) =>
    rollout(1_060, { type: 'model', model: 'gpt-5.5', reviewer });
  const [begun, ...rest] = [turnBegins, asks(1_200, 'rm x'), waits(1_210, 1_200)] as const;
  expect(settled(...begun, reviewed('auto_review'), ...rest).name).toBe('working');
  expect(settled(...begun, reviewed('user'), ...rest).name).toBe('approval');
  expect(settled(...begun, reviewed('auto_review'), ...rest, left(1_220)).name).toBe('working');
});
