import fc from 'fast-check';
import type { SessionId } from '../../src/core/agent/agent.ts';
import { type HookEventName, hookEvents } from '../../src/core/codex/hook-events.ts';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { recordedAt } from './recorded-evidence.ts';

const events = Object.keys(hookEvents) as readonly HookEventName[];

/** Few enough to be met again for something else, and some that no codex makes. */
const name = fc.constantFrom(
  '01a1fc5e-0000-7000-8000-000000000001',
  '01a1fc5e-0000-7000-8000-000000000002',
  '01a1fc5e-aaaa-7000-8000-000000000001',
  'a1',
  '__proto__',
  'constructor',
  '',
);
const maybeName = fc.option(name, { freq: 3 });
/** As long as a text of a marker may be. */
const huge = 'x\u001b[31m\ud800\u202e'.repeat(500);
/** As a model's name. */
const long = huge.slice(0, 300);
const text = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constant(huge) },
);
const maybeText = fc.option(text, { freq: 2 });
const shortText = fc.oneof(fc.string({ maxLength: 40 }), fc.constant(long));

/** Mostly around the start; the rest is what a broken clock or file gives. */
const at = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -1_000, max: 100_000 }).map((ms) => recordedAt + ms) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0, -1, Number.NaN, Infinity, -Infinity, 1e300, 0.5),
  },
);
const number = fc.oneof(fc.integer(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -0));

const marker = fc.record({
  witness: fc.constant('marker' as const),
  at,
  event: fc.constantFrom(...events),
  sessionId: name.map((id) => id as SessionId),
  rolloutPath: maybeName,
  turnId: maybeName,
  subagentId: fc.option(name, { freq: 2 }),
  model: fc.option(shortText),
  prompt: maybeText,
  tool: fc.option(
    fc.record({
      name: fc.oneof(fc.constantFrom('Bash', 'apply_patch', 'request_user_input'), shortText),
      command: maybeText,
      reason: maybeText,
    }),
  ),
  response: fc.option(
    fc.record({
      status: fc.constantFrom('completed', 'failed', 'cancelled'),
      error: maybeText,
    }),
  ),
  source: fc.option(fc.oneof(fc.constantFrom('clear', 'startup', 'manual', 'auto'), shortText)),
  lastMessage: maybeText,
});

const inBand = fc.record({
  witness: fc.constant('in-band' as const),
  at,
  report: fc.constantFrom('idle', 'working', 'blocked', 'done', 'error', 'clear'),
  kind: fc.option(fc.oneof(fc.constantFrom('permission', 'question'), shortText)),
});

const title = fc.record({
  witness: fc.constant('title' as const),
  at,
  shows: fc.constantFrom('working', 'blocked', 'rest'),
});

const rollout = fc.record({
  witness: fc.constant('rollout' as const),
  at,
  subagentId: maybeName,
  turnId: maybeName,
  fact: fc.oneof(
    fc.constant({ type: 'turn-started' as const }),
    fc.record({
      type: fc.constant('turn-completed' as const),
      error: maybeText,
      lastMessage: maybeText,
    }),
    fc.record({ type: fc.constant('turn-aborted' as const), reason: text }),
    fc.record({
      type: fc.constant('model' as const),
      model: shortText,
      reviewer: fc.option(fc.constantFrom('user', 'auto_review')),
    }),
    fc.record({
      type: fc.constant('tokens' as const),
      context: fc.option(
        fc.record({ usedTokens: number, windowTokens: number, percentLeft: number }),
      ),
      totalTokens: fc.option(number),
      limits: fc.constant(null),
    }),
  ),
});

const screen = fc.record({ witness: fc.constant('screen' as const), at, dialog: maybeText });

const key = fc.record({
  witness: fc.constant('key' as const),
  at,
  key: fc.constantFrom('Enter' as const, 'Esc' as const, 'Ctrl+C' as const, 'n' as const),
});

const hook = fc.record({
  witness: fc.constant('hook' as const),
  at,
  wait: name,
  fact: fc.oneof(
    fc.record({ type: fc.constant('waits' as const), askedAt: at, subagentId: maybeName }),
    fc.record({ type: fc.constant('answered' as const), answer: fc.constant('allow' as const) }),
    fc.constant({ type: 'left' as const }),
  ),
});

const exit = fc.record({
  code: number,
  signal: fc.option(fc.constantFrom('SIGKILL', 'SIGTERM', '')),
});

const process = fc.record({
  witness: fc.constant('process' as const),
  at,
  fact: fc.oneof(
    fc.record({ type: fc.constant('setting-up' as const), pid: number, command: text }),
    fc.constant({ type: 'set-up' as const }),
    fc.record({ type: fc.constant('started' as const), pid: number }),
    fc.record({ type: fc.constant('stopped' as const), signal: maybeText }),
    fc.constant({ type: 'continued' as const }),
    fc.record({ type: fc.constant('exited' as const), exit }),
    fc.record({ type: fc.constant('not-started' as const), reason: text }),
  ),
});

/** Anything of the right types, whether it makes sense or not. */
export const anyEvidence: fc.Arbitrary<Evidence> = fc.oneof(
  { weight: 6, arbitrary: marker },
  { weight: 3, arbitrary: inBand },
  { weight: 1, arbitrary: title },
  { weight: 3, arbitrary: rollout },
  { weight: 1, arbitrary: screen },
  { weight: 1, arbitrary: key },
  { weight: 1, arbitrary: hook },
  { weight: 1, arbitrary: process },
);

/** With how much later each is heard than the one before; clocks are sometimes set back. */
export const anyHearing = fc.array(
  fc.record({
    evidence: anyEvidence,
    laterMs: fc.oneof(
      { weight: 20, arbitrary: fc.nat(3_000) },
      { weight: 1, arbitrary: fc.integer({ min: -4_000_000, max: 0 }) },
    ),
  }),
  { maxLength: 60 },
);
