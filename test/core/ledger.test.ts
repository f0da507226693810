import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { AgentStep } from '../../src/core/host/host-steps.ts';
import { type AgentStats, statsOf } from '../../src/core/ledger/agent-stats.ts';
import { type Ledger, withStep } from '../../src/core/ledger/ledger.ts';
import { ledgerFromSaved, savedLedgerText } from '../../src/core/ledger/saved-ledger.ts';
import { type Lifecycle, newLifecycle } from '../../src/core/lifecycle/lifecycle-memory.ts';
import type { LifecycleName } from '../../src/core/lifecycle/lifecycle-table.ts';

const api = 'a1' as AgentId;

/** On the full hour. */
const begin = Date.parse('2026-01-05T10:00:00Z');
const minute = 60_000;

function lifecycleIn(name: LifecycleName, changed: Partial<Lifecycle> = {}): Lifecycle {
  const fresh = newLifecycle(begin);
  const process = { type: 'running', startedAt: begin, stopped: null } as const;
  return { ...fresh, name, memory: { ...fresh.memory, process }, ...changed };
}

/** `api` comes into those states, each so many minutes after the beginning. */
function went(...states: readonly (readonly [minutes: number, state: LifecycleName])[]): Ledger {
  let before: Lifecycle | null = null;
  let ledger: Ledger = [];
  for (const [minutes, name] of states) {
    const after = lifecycleIn(name);
    const cause = { type: 'elapsed' } as const;
    const step: AgentStep = { agent: api, at: begin + minutes * minute, before, after, cause };
    ledger = withStep(ledger, step, 'api');
    before = after;
  }
  return ledger;
}

function statsAt(ledger: Ledger, minutes: number, since = begin): AgentStats {
  const [stats] = statsOf(ledger, { since, now: begin + minutes * minute });
  if (!stats) throw new Error('the agent has stats');
  return stats;
}

type Told = {
  readonly total: number | null;
  readonly last: number;
  readonly subagent?: string;
  readonly at?: number;
};

function tokens(ledger: Ledger, told: Told, changed: Partial<Lifecycle> = {}): Ledger {
  const after = lifecycleIn('working', changed);
  const context = { usedTokens: told.last, windowTokens: 1e6, percentLeft: 50 };
  const evidence = {
    witness: 'rollout',
    at: told.at ?? begin + minute,
    subagentId: told.subagent ?? null,
    turnId: null,
    fact: { type: 'tokens', context, totalTokens: told.total, limits: null },
  } as const;
  const step: AgentStep = {
    agent: api,
    at: begin + minute,
    before: lifecycleIn('working'),
    after,
    cause: { type: 'heard', evidence },
  };
  return withStep(ledger, step, 'api');
}

const tokensOf = (ledger: Ledger) => statsAt(ledger, 30).tokens;

describe('time', () => {
  const day = went(
    [0, 'starting'],
    [1, 'ready'],
    [10, 'working'],
    [25, 'approval'],
    [40, 'working'],
    [70, 'done'],
    [90, 'ended'],
  );

  it('[NO20] is working, waiting or idle, as long as codex runs', () => {
    expect(statsAt(day, 200)).toMatchObject({
      workingMs: 45 * minute,
      waitingMs: 15 * minute,
      idleMs: 30 * minute,
    });
  });

  it('[NO20] belongs to its hour', () => {
    expect(statsAt(day, 200, begin + 60 * minute)).toMatchObject({
      workingMs: 10 * minute,
      waitingMs: 0,
      idleMs: 20 * minute,
    });
    expect(statsOf(day, { since: begin + 120 * minute, now: begin + 200 * minute })).toEqual([]);
  });

  it('[NO20] what it does now counts up to now', () => {
    expect(statsAt(went([0, 'ready'], [5, 'working']), 20)).toMatchObject({
      idleMs: 5 * minute,
      workingMs: 15 * minute,
    });
  });

  it('[NO20] no time is lost or made, whatever comes', () => {
    const states: readonly LifecycleName[] = ['ready', 'working', 'approval', 'dialog', 'unknown'];
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.constantFrom(...states)));
    fc.assert(
      fc.property(steps, (waits) => {
        let at = 0;
        const told = waits.map(([more, state]) => {
          at += more;
          return [at, state] as const;
        });
        const stats = statsAt(went([0, 'ready'], ...told), at + 7);
        expect(stats.workingMs + stats.waitingMs + stats.idleMs).toBe((at + 7) * minute);
      }),
    );
  });

  it('[NO21] turns count as they begin', () => {
    expect(statsAt(day, 200).turns).toBe(1);
    const stopped = went([0, 'ready'], [1, 'working'], [2, 'unknown'], [3, 'working']);
    expect(statsAt(stopped, 9).turns).toBe(1);
    const two = went([0, 'dialog'], [1, 'working'], [2, 'done'], [3, 'working'], [4, 'question']);
    expect(statsAt(two, 9).turns).toBe(2);
  });

  it('[NO23] the longest wait is the longest that ended, or lasts', () => {
    expect(statsAt(day, 200).longestWaitMs).toBe(15 * minute);
    const waits = went([0, 'approval'], [4, 'working'], [5, 'question'], [7, 'ready']);
    expect(statsAt(waits, 60).longestWaitMs).toBe(4 * minute);
    expect(statsAt(went([0, 'approval']), 50).longestWaitMs).toBe(50 * minute);
    const passed = went([0, 'approval'], [2, 'question'], [9, 'working']);
    expect(statsAt(passed, 60).longestWaitMs).toBe(9 * minute);
  });

  it('[NO24] eight days are kept', () => {
    const fortnight = 14 * 24 * 60;
    const ledger = went([0, 'ready'], [fortnight, 'ended']);
    const [account] = ledger;
    expect(account?.hours).toHaveLength(192);
    const { idleMs } = statsAt(ledger, fortnight + 1, 0);
    expect(idleMs).toBe(192 * 60 * minute);
  });
});

describe('tokens', () => {
  it('[NO22] each answer adds what the sum has grown by', () => {
    const first = tokens([], { total: 1_000, last: 1_000 });
    const second = tokens(first, { total: 2_500, last: 1_500 });
    expect(tokensOf(tokens(second, { total: 2_500, last: 1_500 }))).toBe(2_500);
    expect(tokensOf(tokens(second, { total: null, last: 0 }))).toBe(2_500);
  });

  it('[NO22] what was written before the process began is not counted', () => {
    const read = tokens([], { total: 90_000, last: 4_000, at: begin - minute });
    expect(statsOf(read, { since: 0, now: begin })).toEqual([]);
    expect(tokensOf(tokens(read, { total: 90_700, last: 700 }))).toBe(700);
  });

  it('[NO22] subagents and other sessions have sums of their own', () => {
    const root = tokens([], { total: 1_000, last: 1_000 });
    const child = tokens(root, { total: 300, last: 300, subagent: 's1' });
    expect(tokensOf(child)).toBe(1_300);
    const other = tokens(child, { total: 5_000, last: 40 }, { sessionId: 'n' as never });
    expect(tokensOf(other)).toBe(1_340);
  });
});

describe('the saved ledger', () => {
  it('[NO24] says the same afterwards, and counts nothing in between', () => {
    const ledger = tokens(went([0, 'ready'], [5, 'working']), { total: 9, last: 9 });
    const before = statsAt(ledger, 20);
    const again = ledgerFromSaved(savedLedgerText(ledger, begin + 20 * minute)) ?? [];
    expect(statsAt(again, 500)).toEqual(before);
    expect(tokensOf(tokens(again, { total: 12, last: 3 }))).toBe(12);
  });

  it('[NO24] rubbish is no ledger', () => {
    expect(ledgerFromSaved('{"version":1,"agents":[{"id":1}]}')).toBeNull();
    expect(ledgerFromSaved('')).toBeNull();
  });
});
