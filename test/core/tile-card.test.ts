import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { cardLines, type TileLook } from '../../src/core/screen/tile-card.ts';
import { lowerLine } from '../../src/core/screen/tile-lines.ts';
import { textWidth } from '../../src/core/text/text-width.ts';
import { anAgent } from '../support/fake-host.ts';
import { anAsk } from '../support/scene-asks.ts';

const look: TileLook = {
  columns: 50,
  rows: 14,
  emphasis: 'selected',
  bindings: keymap,
  homeFolder: '/home/ada',
  timeZone: 'UTC',
  answering: [],
  view: 'live',
  group: null,
};

const asking = (changed: Parameters<typeof anAsk>[0] = {}): Agent =>
  anAgent({ name: 'web', cwd: '/home/ada/shop', state: 'approval', ask: anAsk(changed) });

const linesOf = (agent: Agent, changed: Partial<TileLook> = {}): readonly string[] =>
  [...cardLines(agent, { ...look, ...changed }), lowerLine(agent, { ...look, ...changed })].map(
    (line) => line.map(({ text }) => text).join(''),
  );

describe('the card of an approval', () => {
  it('[IB7] says where, why and what, above the keys', () => {
    expect(linesOf(asking())).toEqual([
      '┠─ ~/shop · it writes outside the folder ────────┨',
      '┃ npm run migrate -- --env staging               ┃',
      '┗━ y approve  s session  d deny ━━━━━━━━━━━━━━━━━┛',
    ]);
    expect(linesOf(asking({ subagent: 'reviewer', reason: null }))[0]).toContain(
      '┠─ reviewer · ~/shop ─',
    );
  });

  it('[IB7] is the selected tile’s alone, and only while it can be answered', () => {
    expect(linesOf(asking(), { emphasis: 'plain' })).toEqual([
      '╰─ ▲ npm run migrate -- --env staging ───────────╯',
    ]);
    expect(linesOf(asking(), { emphasis: 'typed' })).toHaveLength(1);
    expect(linesOf(asking({ problem: 'Not yet.' }))).toEqual([
      '┗━ ▲ npm run migrate -- --env… ━━ Enter answers ━┛',
    ]);
  });

  it('[IB7] offers the answers that there are, by the user’s own keys', () => {
    const { choices } = anAsk();
    const two = asking({ choices: choices.filter(({ means }) => means !== 'session') });
    expect(linesOf(two).at(-1)).toMatch(/^┗━ y approve {2}d deny ━+┛$/);
    const bindings = keymap.map((binding) =>
      'y' in binding.keys ? { ...binding, keys: { F6: 'approve' as const } } : binding,
    );
    expect(linesOf(two, { bindings }).at(-1)).toContain('F6 approve');
  });

  it('[IB5] says that an answer was given', () => {
    const agent = asking();
    const answering = [{ agent: agent.id, ask: 'ask-1' }];
    expect(linesOf(agent, { answering }).at(-1)).toMatch(/^┗━ answering … ━+┛$/);
    expect(linesOf(agent, { answering: [{ agent: agent.id, ask: 'other' }] }).at(-1)).toContain(
      'y approve',
    );
  });

  it('[IB7] leaves codex’s answers in view: a long command is cut, and says so', () => {
    const long = asking({ subject: 'make all '.repeat(60) });
    expect(linesOf(long)).toHaveLength(5);
    expect(linesOf(long).at(-2)).toContain('…');
    for (const rows of [9, 10, 11, 12, 14, 20]) {
      expect(rows - 2 - cardLines(long, { ...look, rows }).length).toBeGreaterThanOrEqual(6);
    }
  });

  it('[IB8] in a low or narrow tile stands in the border, down to the keys alone', () => {
    expect(linesOf(asking(), { rows: 8 })).toEqual([
      '┗━ ▲ npm run mi… ━ y approve  s session  d deny ━┛',
    ]);
    expect(linesOf(asking(), { rows: 8, columns: 27 })).toEqual(['┗━ ▲ npm run mi… ━ y s d ━┛']);
    expect(linesOf(asking(), { rows: 8, columns: 12 })[0]).toHaveLength(12);
  });

  it.each([12, 20, 27, 38, 48, 80, 200])(
    '[IB7] is %i columns wide, whatever it says',
    (columns) => {
      for (const subject of ['料理'.repeat(80), 'a\nb\tc\x1b[31m', '👩‍🍳 🇯🇵 '.repeat(40), '']) {
        const agent = asking({ subject, reason: '\u202eメニュー\n'.repeat(20), subagent: '料理' });
        const widths = linesOf(agent, { columns }).map(textWidth);
        expect(widths).toEqual(widths.map(() => columns));
      }
    },
  );
});
