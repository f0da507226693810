import { describe, expect, it } from 'vitest';
import { agentDetails, whyText } from '../../src/cli/agent-details.ts';
import { agentTable, type TableLook } from '../../src/cli/agent-table.ts';
import { paintFor } from '../../src/cli/paint.ts';
import { textWidth } from '../../src/core/text/text-width.ts';
import { anAgent } from '../support/fake-host.ts';

const now = 1_700_000_000_000;
const look: TableLook = {
  columns: null,
  now,
  homeFolder: '/home/ann',
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

  it('[CM7] what an agent wrote reaches the terminal as plain text', () => {
    const detail = 'evil \x1b]0;title\x07\x1b[31mred\u202etxt\nnext';
    const table = agentTable([anAgent({ detail, branch: 'a\x1b[2Jb' })], look);
    expect(table).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
    expect(table.split('\n')).toHaveLength(3);
  });
});

describe('show', () => {
  it('[CM14] show --why prints the evidence with the rule that each piece fired', () => {
    const why = [
      { at: now, witness: 'process', says: 'started', rule: 'LC1', state: 'starting' },
      { at: now + 5, witness: 'title', says: 'rest', rule: null, state: 'starting' },
    ];
    const text = whyText(why, look);
    expect(text).toMatch(/process: started {2}starting \(LC1\)/);
    expect(text).toMatch(/title: rest {7}changed nothing/);
    expect(whyText([], look)).toContain('No evidence yet');
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
