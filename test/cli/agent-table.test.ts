import { describe, expect, it } from 'vitest';
import { agentDetails } from '../../src/cli/agent-details.ts';
import { agentTable, type TableLook } from '../../src/cli/agent-table.ts';
import { paintFor } from '../../src/cli/paint.ts';
import { whyText } from '../../src/cli/why-table.ts';
import { textWidth } from '../../src/core/text/text-width.ts';
import { anAgent } from '../support/fake-host.ts';

const now = 1_700_000_000_000;
const look: TableLook = {
  columns: null,
  now,
  homeFolder: '/home/ann',
  timeZone: 'UTC',
  paint: paintFor({ isTTY: false }, {}),
};
const roster = [
  anAgent({ since: now - 5_000, cwd: '/home/ann/api' }),
  anAgent({
    id: 'a2',
    number: 12,
    name: '日本語',
    state: 'approval',
    since: now - 3_600_000,
    cwd: '/srv/web',
    detail: 'npm test',
    subagents: 2,
  }),
  anAgent({
    id: 'a3',
    number: 3,
    name: 'old',
    state: 'ended',
    exit: { code: 0, signal: 'SIGKILL' },
  }),
];

describe('ls', () => {
  it('[CM5] ls aligns its columns by cells, leaves empty ones out, and fits the terminal', () => {
    expect(agentTable(roster, look)).toBe(
      [
        ' #  STATE       AGE  NAME    FOLDER    DETAIL',
        ' 1  ○ ready     now  api     ~/api',
        '12  ▲ approval   1h  日本語  /srv/web  npm test, +2 subagents',
        ' 3  □ ended     now  old     /srv/api  killed by SIGKILL',
        '',
      ].join('\n'),
    );
    const narrow = agentTable(roster, { ...look, columns: 30 }).split('\n');
    expect(Math.max(...narrow.map(textWidth))).toBeLessThanOrEqual(30);
    expect(narrow[2]).toBe('12  ▲ approval   1h  日本語  /');
  });

  it('[CM5] without agents it says so', () => {
    expect(agentTable([], look)).toBe('no agents\n');
  });

  it('[CM6] colours go to terminals alone, and never with NO_COLOR', () => {
    const painted = (stream: { isTTY: boolean }, env: Record<string, string>) =>
      agentTable(roster, { ...look, paint: paintFor(stream, env) });
    const terminal = { TERM: 'xterm-256color' };
    expect(painted({ isTTY: true }, terminal)).toContain('\x1b[33m');
    for (const plain of [
      painted({ isTTY: false }, terminal),
      painted({ isTTY: true }, { ...terminal, NO_COLOR: '1' }),
      painted({ isTTY: true }, { TERM: 'dumb' }),
    ]) {
      expect(plain).toBe(agentTable(roster, look));
    }
  });

  it('[NW3] `ls` tells the signal that ended an agent in words', () => {
    const exit = { code: 0, signal: 'SIGTERM' };
    const ended = anAgent({ state: 'ended', detail: 'SIGTERM', exit });
    expect(agentTable([ended], look)).toContain('killed by SIGTERM');
  });

  it('[CM7] what an agent wrote reaches the terminal as plain text', () => {
    const detail = 'evil \x1b]0;title\x07\x1b[31mred\u202etxt\nnext';
    const table = agentTable([anAgent({ detail, branch: 'a\x1b[2Jb' })], look);
    expect(table).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
    expect(table.split('\n')).toHaveLength(3);
  });
});

describe('show', () => {
  it('[CM14] show --why prints the evidence with the rule that each piece fired', () => {
    const said = { at: now, witness: 'process', says: 'started' };
    const past = {
      why: [
        { ...said, rule: 'composer-awaited', changed: true },
        { at: now + 5, witness: 'title', says: 'rest', rule: null, changed: false },
        { at: now + 6, witness: 'marker', says: 'Stop', rule: 'older-turn', changed: false },
      ],
      transitions: [{ ...said, state: 'starting', detail: 'npm ci', rule: 'composer-awaited' }],
      disagreements: [],
    };
    const lines = whyText(past, look).split('\n');
    expect(lines.slice(2)).toEqual([
      expect.stringMatching(/^ {2}TIME +STATE +WHY +RULE$/),
      expect.stringMatching(
        /^ {2}[\d:.]{12} {2}◌ starting {5}process: started {10}composer-awaited$/,
      ),
      `${' '.repeat(31)}npm ci`,
      expect.stringMatching(/^ {2}[\d:.]{12} {17}title: rest$/),
      expect.stringMatching(/^ {2}[\d:.]{12} {17}marker: Stop {14}ignored: older-turn$/),
      '',
    ]);
    expect(whyText({ ...past, why: [], transitions: [] }, look)).toContain('No evidence yet');
  });

  it('[CM14] show --why says which witness said otherwise, and what became of it', () => {
    const overruled = {
      witness: 'marker',
      says: 'a turn goes on',
      since: now,
      state: 'done',
      rule: 'in-band-done',
    };
    const said = { witness: 'in-band', says: 'state=working', at: now + 3_000 };
    const end = { ...said, state: 'working', detail: null, rule: 'in-band-working' };
    const text = whyText(
      {
        why: [{ ...said, rule: 'in-band-working', changed: true }],
        transitions: [end],
        disagreements: [
          { ...overruled, end },
          { ...overruled, end: null, since: now - 2_000 },
        ],
      },
      look,
    );
    const lines = text.trimEnd().split('\n').slice(-4);
    expect(lines).toEqual([
      expect.stringMatching(
        /^ {2}[\d:.]{12} {2}marker: a turn goes on, but done held \(in-band-done\)$/,
      ),
      `${' '.repeat(16)}until, after 3.0 s, in-band: state=working: working (in-band-working)`,
      expect.stringMatching(/^ {2}[\d:.]{12} {2}marker: a turn goes on/),
      `${' '.repeat(16)}it still does, after 2.0 s`,
    ]);
  });

  it('[CM14] show --why fits the terminal, but for one that is too narrow', () => {
    const said = { at: now, witness: 'marker', says: 'PreToolUse '.repeat(20) };
    const past = {
      why: [{ ...said, rule: 'r', changed: true }],
      transitions: [{ ...said, state: 'working', detail: 'x'.repeat(300), rule: 'r' }],
      disagreements: [],
    };
    const lines = whyText(past, { ...look, columns: 90 }).split('\n');
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(90);
  });

  it('[CM14] show names what is known and leaves out what is not', () => {
    const context = { usedTokens: 1000, windowTokens: 4000, percentLeft: 75 };
    const text = agentDetails(anAgent({ context, since: now - 120_000 }), null, look);
    expect(text).toContain('state    ○ ready, since 2m ago');
    expect(text).toContain('75% left (1000 of 4000 tokens used)');
    expect(text).not.toMatch(/branch|exit|null|undefined/);
    const launch = {
      codexHome: '/h',
      codexVersion: '0.169.0',
      model: 'gpt-5.5',
      reasoningEffort: null,
      sandbox: 'workspace-write',
      approval: null,
      network: false,
      hooks: { type: 'off', reason: 'switched off' },
      dangerous: [],
    } as const;
    const lines = agentDetails(anAgent({ model: null }), launch, look).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['  model    gpt-5.5', '  sandbox  workspace-write', '  network  no']),
    );
    expect(lines).toContain('  hooks    off: switched off');
  });
});
