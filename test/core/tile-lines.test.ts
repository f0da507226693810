import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { lifecycleNames } from '../../src/core/lifecycle/lifecycle-table.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { lowerLine, titleLine } from '../../src/core/screen/tile-lines.ts';
import type { Emphasis, Piece } from '../../src/core/screen/tile-pieces.ts';
import { textWidth } from '../../src/core/text/text-width.ts';
import { anAgent } from '../support/fake-host.ts';
import { minutes, sceneNow } from '../support/scene.ts';

const textOf = (pieces: readonly Piece[]) => pieces.map((piece) => piece.text).join('');

const title = (agent: Agent, columns: number) =>
  textOf(
    titleLine(agent, {
      columns,
      emphasis: 'plain',
      marking: 'unmarked',
      now: sceneNow,
      view: 'live',
    }).pieces,
  );

const lower = (agent: Agent, columns: number, emphasis: Emphasis) =>
  textOf(
    lowerLine(agent, {
      columns,
      rows: 12,
      emphasis,
      bindings: keymap,
      homeFolder: '/home/ada',
      timeZone: 'UTC',
      answering: [],
      view: 'live',
      group: null,
    }),
  );

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
        const lines = [title(agent, columns), lower(agent, columns, 'selected')];
        return lines.every((line) => textWidth(line) === columns && !/[\p{Cc}\p{Cf}]/u.test(line));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [
      anAgent({ state: 'ended', exit: { code: 2, signal: null } }),
      '╰─ exit code 2 ─────────────────╯',
    ],
    [
      // The detail of an ended agent says the same.
      anAgent({ state: 'ended', detail: 'SIGKILL', exit: { code: 0, signal: 'SIGKILL' } }),
      '╰─ killed by SIGKILL ───────────╯',
    ],
    [anAgent({ state: 'ended' }), '╰─ not running ─────────────────╯'],
    [anAgent({ state: 'approval', detail: 'rm -rf build' }), '╰─ ▲ rm -rf build ──────────────╯'],
    [anAgent({ state: 'question' }), '╰─ ? question ──────────────────╯'],
    [anAgent({ state: 'failed', detail: 'usage limit' }), '╰─ ✖ usage limit ───────────────╯'],
    [anAgent({ state: 'working', detail: 'ls' }), '╰───────────────────────────────╯'],
  ])('[VI12] the lower border says what is to be done: %#', (agent, expected) => {
    expect(lower(agent, 33, 'plain')).toBe(expected);
  });

  const dangerous = anAgent({
    ...busy,
    badges: [
      { text: 'full access', tone: 'danger' },
      { text: 'hooks off: in-band only', tone: 'warning' },
      { text: 'read-only', tone: 'quiet' },
    ],
  });

  it('[SC30] a danger is marked whatever the room, and said where it fits', () => {
    for (let columns = 16; columns <= 200; columns += 1) {
      expect(title(dangerous, columns)).toMatch(/ !| full access | full acce\S*… /);
      expect(textWidth(title(dangerous, columns))).toBe(columns);
    }
    expect(title(dangerous, 60)).toContain(' full access ');
    expect(title(dangerous, 60)).toMatch(/ {2}hooks off: \S*… /);
    expect(title(dangerous, 120)).toContain('  hooks off: in-band only  ');
    expect(title(dangerous, 120)).toContain('  read-only  ');
    expect(title(busy, 120)).not.toContain('!');
  });

  it('[SC30] a warning without room for its words is marked, too', () => {
    const open = anAgent({ badges: [{ text: 'full access', tone: 'warning' }] });
    expect(title(open, 60)).toContain('  full access ');
    expect(title(open, 26)).toMatch(/api ! /);
    const quiet = anAgent({ badges: [{ text: 'read-only', tone: 'quiet' }] });
    expect(title(quiet, 26)).not.toContain('!');
  });

  it('[SC35] a command says that it is one, and nothing of a branch or a context', () => {
    const login = anAgent({ ...busy, state: 'dialog', task: 'command', name: 'login' });
    expect(title(login, 100)).toMatch(/^╭─ 1 ◆ login {2}command {2}dialog /);
    expect(title(login, 100)).not.toMatch(/fix\/login|50%/);
    const { age, pieces } = titleLine(login, {
      columns: 100,
      emphasis: 'plain',
      marking: 'unmarked',
      now: sceneNow,
      view: 'live',
    });
    expect(textOf(pieces).slice(age!.at - 7, age!.at + age!.columns)).toBe('dialog    ');
  });

  it.each([
    [{ added: 12, deleted: 3, dirty: true }, 'fix/login* +12 -3 '],
    [{ added: 12, deleted: 0, dirty: false }, 'fix/login +12 '],
    [{ added: 0, deleted: 0, dirty: true }, 'fix/login* '],
    [{ added: 0, deleted: 0, dirty: false }, 'fix/login '],
  ])('[SC31] %j is shown as %s', (git, text) => {
    expect(title(anAgent({ ...busy, git }), 160)).toContain(` ${text}`);
  });

  it.each([
    ['interrupting', 'interrupting'],
    ['quitting', 'quitting'],
    ['terminating', 'ending'],
    ['killing', 'killing'],
  ] as const)('[SC31] a stop that is %s says %s', (stopping, word) => {
    const stopped = anAgent({ ...busy, state: 'approval', stopping });
    expect(title(stopped, 80)).toContain(` ${word} `);
    expect(title(stopped, 80)).not.toContain('approval');
    expect(lower(stopped, 33, 'plain')).toBe('╰───────────────────────────────╯');
  });

  it('[BC44] what is queued is said in words, or else in short', () => {
    const waiting = anAgent({
      name: 'api',
      state: 'working',
      since: sceneNow,
      queue: 3,
      subagents: 2,
    });
    const line = (columns: number) => title(waiting, columns);
    expect(line(60)).toContain('3 queued  +2');
    expect(line(34)).toContain('»3');
    expect(line(26)).toContain('working  »3 ─');
    expect(title({ ...waiting, queue: 0 }, 60)).not.toContain('queued');
  });
});
