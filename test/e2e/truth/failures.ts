import type { AgentSettings } from '../../../src/core/settings/agent-settings.ts';
import { byCodex, byKey, byModel, type Move, type Scenario, starts } from './scenario.ts';
import { type Answer, failed, gate, httpError, say, tries } from './scripts.ts';

const go: readonly Move[] = [{ wait: 'ready' }, { do: 'prompt', text: 'go' }];
const outOfTea: Answer = [httpError(500, { error: { message: 'Out of tea.' } })];
const provider = (more: Readonly<Record<string, number>>): AgentSettings => ({
  config: { model_providers: { demo: more } },
});

/** Turns in which the model fails. */
export const failures: readonly Scenario[] = [
  {
    name: 'error-500',
    settings: provider({ request_max_retries: 1 }),
    script: tries(outOfTea),
    moves: [...go, { wait: 'failed' }],
    states: [...starts, byKey('working'), byCodex('failed', /high demand/)],
  },
  {
    // Codex tells nobody when it repeats a request that was refused as a whole.
    name: 'error-500-retried',
    settings: provider({ request_max_retries: 2 }),
    script: tries(outOfTea, outOfTea, [say('Tea.')]),
    moves: [...go, { wait: 'done' }],
    states: [...starts, byKey('working'), byModel('done', /^Tea\.$/)],
  },
  {
    name: 'usage-limit',
    script: tries([
      httpError(429, {
        error: { type: 'usage_limit_reached', plan_type: 'plus', resets_in_seconds: 3600 },
      }),
    ]),
    moves: [...go, { wait: 'failed' }],
    states: [...starts, byKey('working'), byModel('failed', /usage limit/)],
  },
  {
    name: 'context-full',
    script: tries([failed('context_length_exceeded', 'Too long.')]),
    moves: [...go, { wait: 'failed' }],
    states: [...starts, byKey('working'), byModel('failed', /context window/)],
  },
  {
    name: 'stream-cut',
    script: tries([say('Half a'), { type: 'cut' }]),
    moves: [...go, { wait: 'failed' }],
    states: [...starts, byKey('working', /^retrying: /), byCodex('failed', /disconnected/)],
  },
  {
    name: 'stream-cut-once',
    script: tries([say('Half a'), { type: 'cut' }], [gate('uncut'), say('Whole.')]),
    moves: [...go, { read: /^retrying: / }, { do: 'release', gate: 'uncut' }, { wait: 'done' }],
    states: [...starts, byKey('working', /^retrying: /), byModel('done', /^Whole\.$/)],
  },
  {
    name: 'first-byte-too-slow',
    settings: provider({ stream_idle_timeout_ms: 1_000 }),
    script: tries([{ type: 'hang' }], [gate('now'), say('At last.')]),
    moves: [...go, { read: /^retrying: / }, { do: 'release', gate: 'now' }, { wait: 'done' }],
    states: [...starts, byKey('working', /^retrying: /), byModel('done', /^At last\.$/)],
  },
  {
    name: 'rate-limited',
    script: tries(
      [failed('rate_limit_exceeded', 'Rate limit reached. Please try again in 1s.')],
      [say('Now.')],
    ),
    moves: [...go, { wait: 'done' }],
    states: [...starts, byKey('working', /^retrying: /), byModel('done', /^Now\.$/)],
  },
];
