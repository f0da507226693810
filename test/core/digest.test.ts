import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { noDigest } from '../../src/core/digest/digest.ts';
import { digestAfter } from '../../src/core/digest/digest-after.ts';
import { digestLines } from '../../src/core/screen/digest-lines.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { cardPlace, lowerLine } from '../../src/core/screen/tile-lines.ts';
import type { Emphasis } from '../../src/core/screen/tile-pieces.ts';
import { someAgent } from '../support/some-agent.ts';

const event = (payload: object) => JSON.stringify({ type: 'event_msg', payload });

const done = (item: object) => event({ type: 'item_completed', item });

const digestOf = (...lines: readonly string[]) => lines.reduce(digestAfter, noDigest);

const text = (value: string) => [{ type: 'text', text: value }];

describe('a digest', () => {
  it('[LK2] tells what a recorded session of codex has come to', () => {
    const rollout = readFileSync(
      new URL('../fixtures/rollouts/work.jsonl', import.meta.url),
      'utf8',
    );
    const lines = rollout.split('\n');
    const planned = lines.findIndex((line) => line.includes('"update_plan"'));
    expect(digestOf(...lines.slice(0, planned + 1))).toMatchObject({
      prompt: 'make a plan',
      plan: { step: 'Take leaves', number: 2, steps: 3 },
      said: 'Fine.',
    });
  });

  it('[LK2] tells of a command that failed by which exit code, and of a patch its files', () => {
    const command = done({
      type: 'CommandExecution',
      command: ['/bin/bash', '-lc', 'npm test'],
      status: 'failed',
      exit_code: 3,
    });
    const failed = { text: 'npm test', outcome: 'failed', exitCode: 3 };
    expect(digestOf(command).action).toEqual(failed);
    const patch = done({
      type: 'FileChange',
      status: 'completed',
      changes: { '/srv/api/src/tea.ts': { type: 'add', content: 'x' } },
    });
    const patched = { text: 'patch tea.ts', outcome: 'succeeded', exitCode: null };
    expect(digestOf(command, patch).action).toEqual(patched);
  });

  it('[LK2] tells the last line of an answer, without marks', () => {
    const answer = '## Kettles\n\n- one\n- **two**\n```\n';
    expect(digestOf(done({ type: 'AgentMessage', content: text(answer) })).said).toBe('two');
  });

  it('[LK2] holds nothing that a terminal would obey, and is short', () => {
    const said = digestOf(
      done({ type: 'UserMessage', content: text(`\x1b[31m${'x'.repeat(9000)}`) }),
    );
    expect(said.prompt).toMatch(/^x{159}…$/);
  });

  it('[LK2] leaves lines that say nothing new', () => {
    const digest = digestOf(done({ type: 'UserMessage', content: text('Hello') }));
    expect(digestAfter(digest, event({ type: 'token_count' }))).toBe(digest);
    expect(digestAfter(digest, '{"type":"event_msg","payload":{"type":"item_completed"')).toBe(
      digest,
    );
  });
});

describe('the lines of a digest', () => {
  const digest = {
    prompt: 'Make the tests pass.',
    action: { text: 'npm test', outcome: 'failed', exitCode: 1 },
    plan: { step: 'Run them', number: 1, steps: 2 },
    said: 'Two of them fail.',
  } as const;
  const shown = (state: 'working' | 'approval' | 'done', rows: number) =>
    digestLines(someAgent({ state, detail: 'npm run lint', digest }), {
      columns: 40,
      rows,
      card: 'here',
      timeZone: 'UTC',
    }).map((line) =>
      line
        .map((piece) => piece.text)
        .join('')
        .trim(),
    );

  it('[LK2] are all there where there is room, in one order', () => {
    expect(shown('working', 9)).toEqual([
      '› Make the tests pass.',
      '≡ 1/2 Run them',
      '✗ exit 1: npm test',
      '» npm run lint',
      '• Two of them fail.',
    ]);
  });

  it('[LK3] tell with little room what it does, asks, or said', () => {
    expect(shown('working', 1)).toEqual(['» npm run lint']);
    expect(shown('approval', 1)).toEqual(['▲ npm run lint']);
    expect(shown('done', 1)).toEqual(['• Two of them fail.']);
    expect(shown('done', 2)).toEqual(['› Make the tests pass.', '• Two of them fail.']);
  });
});

describe('what an agent with a digest waits for', () => {
  const command = 'npm run migrate -- --env staging';
  const digest = { ...noDigest, prompt: 'Ship it.', said: 'May I?' };
  const tileOf = (state: 'approval' | 'failed', size: { columns: number; rows: number }) => ({
    plain: placeOf(state, { ...size, emphasis: 'plain' }),
    selected: placeOf(state, { ...size, emphasis: 'selected' }),
  });
  const placeOf = (
    state: 'approval' | 'failed',
    look: { columns: number; rows: number; emphasis: Emphasis },
  ) => {
    const agent = someAgent({ state, detail: command, digest });
    const tile = {
      ...look,
      bindings: keymap,
      homeFolder: '/home/ada',
      timeZone: 'UTC',
      answering: [],
      view: 'digest',
      group: null,
    } as const;
    const place = cardPlace(agent, tile);
    const room = {
      columns: look.columns - 2,
      rows: look.rows - 2,
      card: place === 'digest' ? 'here' : 'elsewhere',
      timeZone: 'UTC',
    } as const;
    const text = [...digestLines(agent, room), lowerLine(agent, tile)]
      .map((line) => line.map((piece) => piece.text).join(''))
      .join('\n');
    expect(text.match(/npm run/g)).toHaveLength(1);
    return place;
  };

  it.each(['approval', 'failed'] as const)('[LK20] stands there once: %s', (state) => {
    expect(tileOf(state, { columns: 60, rows: 8 })).toEqual({
      plain: 'border',
      selected: 'digest',
    });
    expect(tileOf(state, { columns: 30, rows: 8 }).plain).toBe('digest');
    expect(tileOf(state, { columns: 30, rows: 4 }).plain).toBe('border');
  });
});
