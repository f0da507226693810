import { expect, it } from 'vitest';
import type { HooksHealth } from '../../src/core/agent/agent.ts';
import { hooksAfter, hooksSwitchedOff } from '../../src/core/codex/hooks-health.ts';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { advance } from '../../src/core/lifecycle/lifecycle.ts';
import { newLifecycle } from '../../src/core/lifecycle/lifecycle-memory.ts';
import { composer, inBand, marker, started } from '../support/evidence.ts';

function healthThrough(known: HooksHealth, evidence: readonly Evidence[]): HooksHealth {
  let lifecycle = newLifecycle(0);
  let health = known;
  for (const one of evidence) {
    lifecycle = advance(lifecycle, one, one.at);
    health = hooksAfter(health, lifecycle.memory);
  }
  return health;
}

const unverified: HooksHealth = { type: 'unverified' };
const trusted: HooksHealth = { type: 'trusted' };
const turn = (at: number, tookMs = 2_000) => [inBand(at, 'working'), inBand(at + tookMs, 'done')];
const silentTurn = [...composer, ...turn(1_000)];

it('[TR30] a whole turn without a marker says that hooks are off, where nothing spoke for them', () => {
  expect(healthThrough(unverified, silentTurn)).toEqual({
    type: 'off',
    reason: 'a whole turn went by, and codex called no hook',
  });
  const failed = [...composer, inBand(1_000, 'working'), inBand(3_000, 'error')];
  expect(healthThrough(unverified, failed).type).toBe('off');
});

it('[TR31] after a check that went well it takes three: a command of the user calls no hook either', () => {
  const two = [...silentTurn, ...turn(10_000)];
  expect(healthThrough(trusted, two)).toBe(trusted);
  expect(healthThrough(trusted, [...two, ...turn(20_000)])).toMatchObject({ type: 'off' });
});

it('[TR32] what is no whole turn proves nothing', () => {
  const quick = [...composer, ...turn(1_000, 400), ...turn(5_000, 400)];
  const interrupted = [...composer, inBand(1_000, 'working'), inBand(9_000, 'idle')];
  const goesOn = [...composer, inBand(1_000, 'working'), inBand(5_000, 'blocked')];
  for (const evidence of [composer, quick, interrupted, goesOn]) {
    expect(healthThrough(unverified, evidence)).toBe(unverified);
  }
});

it('[TR33] one marker proves the hooks, whatever was thought before', () => {
  const late = [...silentTurn, marker(20_000, 'UserPromptSubmit')];
  expect(healthThrough(unverified, late)).toEqual(trusted);
  expect(healthThrough({ type: 'off', reason: 'x' }, late)).toEqual(trusted);
  expect(healthThrough(unverified, [...late, ...turn(30_000)])).toEqual(trusted);
});

it('[TR34] a process that is started again begins anew', () => {
  const again = [...silentTurn, started(50_000)];
  expect(healthThrough(unverified, again)).toMatchObject({ type: 'off' });
  let lifecycle = newLifecycle(0);
  for (const one of again) lifecycle = advance(lifecycle, one, one.at);
  expect(hooksAfter(unverified, lifecycle.memory)).toBe(unverified);
});

it('[TR35] whoever switches hooks off by config or arguments is believed', () => {
  expect(hooksSwitchedOff({}, ['-m', 'x', '--search'])).toBeNull();
  expect(hooksSwitchedOff({ features: { hooks: true } }, ['-c', 'features.hooks=true'])).toBeNull();
  for (const name of ['hooks', 'codex_hooks']) {
    expect(hooksSwitchedOff({ features: { [name]: false } }, [])).toContain('config.toml');
    expect(hooksSwitchedOff({}, ['-c', `features.${name} = false`])).toContain('arguments');
  }
  expect(hooksSwitchedOff({}, ['--disable', 'hooks'])).toContain('arguments');
  expect(hooksSwitchedOff({}, ['--disable=hooks'])).toContain('arguments');
});
