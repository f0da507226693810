import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/core/agent.ts';
import { lifecycleNames } from '../../src/core/lifecycle-table.ts';
import { textWidth } from '../../src/core/text-width.ts';
import { lowerLine, type Piece, titleLine } from '../../src/core/tile-lines.ts';
import { anAgent } from '../support/fake-host.ts';
import { minutes, sceneNow } from '../support/scene.ts';

const textOf = (pieces: readonly Piece[]) => pieces.map((piece) => piece.text).join('');

const title = (agent: Agent, columns: number) =>
  textOf(titleLine(agent, { columns, emphasis: 'plain', now: sceneNow }).pieces);

const busy = anAgent({
  state: 'working',
  since: minutes(12),
  detail: 'cargo test --workspace --all-features',
  subagents: 3,
  branch: 'fix/login',
  context: { usedTokens: 1, windowTokens: 2, percentLeft: 49.6 },
});

describe('tile lines', () => {
  it.each([
    [
      100,
      '╭─ 1 ● api  working      +3  cargo test --workspace --all-features ─────────── fix/login  50% ─╮',
    ],
    [70, '╭─ 1 ● api  working      +3  cargo test --workspace --all-fe… ─── 50% ─╮'],
    [50, '╭─ 1 ● api  working      +3  cargo test… ── 50% ─╮'],
    [30, '╭─ 1 ● api  working      +3 ─╮'],
    [24, '╭─ 1 ● api  working ───╮'],
    [12, '╭─ 1 ● a… ─╮'],
  ])('[VI12] a title of %d cells leaves out the least telling first', (columns, expected) => {
    expect(title(busy, columns).replace(/─+/g, '─')).toBe(expected.replace(/─+/g, '─'));
    expect(textWidth(title(busy, columns))).toBe(columns);
  });

  it('[VI12] whatever an agent says, a line has its cells and nothing but text', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    const agents = fc.record({
      detail: fc.option(text),
      branch: fc.option(text),
      state: fc.constantFrom(...lifecycleNames),
      subagents: fc.integer({ min: 0, max: 40 }),
      unread: fc.boolean(),
    });
    fc.assert(
      fc.property(agents, fc.integer({ min: 24, max: 200 }), (changed, columns) => {
        const agent = anAgent(changed);
        const lines = [title(agent, columns), textOf(lowerLine(agent, columns, 'selected'))];
        return lines.every((line) => textWidth(line) === columns && !/[\p{Cc}\p{Cf}]/u.test(line));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [
      anAgent({ state: 'ended', exit: { code: 2, signal: null } }),
      '╰─ ended with exit code 2 ──────╯',
    ],
    [
      // The detail of an ended agent says the same.
      anAgent({ state: 'ended', detail: 'SIGKILL', exit: { code: 0, signal: 'SIGKILL' } }),
      '╰─ ended by SIGKILL ────────────╯',
    ],
    [anAgent({ state: 'ended' }), '╰─ not running ─────────────────╯'],
    [anAgent({ state: 'approval', detail: 'rm -rf build' }), '╰─ ▲ rm -rf build ──────────────╯'],
    [anAgent({ state: 'question' }), '╰─ ? question ──────────────────╯'],
    [anAgent({ state: 'failed', detail: 'usage limit' }), '╰─ ✖ usage limit ───────────────╯'],
    [anAgent({ state: 'working', detail: 'ls' }), '╰───────────────────────────────╯'],
  ])('[VI12] the lower border says what is to be done: %#', (agent, expected) => {
    expect(textOf(lowerLine(agent, 33, 'plain'))).toBe(expected);
  });
});
