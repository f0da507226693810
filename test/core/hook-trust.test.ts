import { parse } from 'smol-toml';
import { expect, it } from 'vitest';
import { hookEvents } from '../../src/core/codex/hook-events.ts';
import { hookArguments } from '../../src/core/codex/hook-trust.ts';
import { shellQuoted } from '../../src/core/text/shell-quote.ts';

const hook = {
  ask: null,
  script: `/a "b"/it's \\ ü\x7f\n/mark`,
  markersFolder: '/state/markers',
  agent: 'a1',
};

it('[HK10] each event of the table gets one handler that calls mark, and one trusted hash', () => {
  const hashed: string[] = [];
  const words = hookArguments(hook, (text) => `hash-${hashed.push(text)}`);
  expect(words.filter((_, at) => at % 2 === 0)).toEqual(
    Array.from({ length: words.length / 2 }, () => '-c'),
  );
  const tables = words.filter((_, at) => at % 2 === 1).map((word) => parse(word));
  const events = Object.keys(hookEvents);
  expect(tables.slice(0, -1)).toEqual(
    Object.entries(hookEvents).map(([event, { timeoutSeconds, ...row }]) => ({
      hooks: {
        [event]: [
          {
            hooks: [
              {
                type: 'command',
                command: `/bin/sh ${shellQuoted(hook.script)} /state/markers a1 ${event}`,
                timeout: timeoutSeconds,
                ...('async' in row && { async: row.async }),
              },
            ],
          },
        ],
      },
    })),
  );
  const state = (tables.at(-1) as { hooks: { state: Record<string, unknown> } }).hooks.state;
  expect(Object.values(state)).toEqual(
    events.map((_, at) => ({ trusted_hash: `sha256:hash-${at + 1}` })),
  );
  expect(Object.keys(state)[2]).toBe('/<session-flags>/config.toml:user_prompt_submit:0:0');
  expect(JSON.parse(hashed[0]!)).toMatchObject({ event_name: 'session_start' });
});
