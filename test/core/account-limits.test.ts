import { describe, expect, it } from 'vitest';
import { detailOf } from '../../src/cli/agent-table.ts';
import { type AccountLimits, limitText, windowWord } from '../../src/core/agent/account-limits.ts';
import { factsAbout } from '../../src/core/agent/agent-facts.ts';
import { rosterEntry } from '../../src/core/host/host-state.ts';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { rolloutEvidence } from '../../src/core/lifecycle/rollout-evidence.ts';
import { footerLine } from '../../src/core/screen/footer-line.ts';
import { clockLabel } from '../../src/core/text/clock-label.ts';
import { type EvidenceNow, idOf, runningHost } from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';
import { minutes, sceneNow } from '../support/scene.ts';
import { agents, type Played, play, published, start } from '../support/screen-model.ts';

const resetSeconds = Math.floor(recordedAt / 1000) + 7_200;

/** As codex 0.169.0 writes it; `info` is null where the answer was refused. */
const tokenCount = (primary: number, secondary: number, info: object | null = null): string =>
  JSON.stringify({
    timestamp: new Date(recordedAt + 5_000).toISOString(),
    ordinal: 9,
    type: 'event_msg',
    payload: {
      type: 'token_count',
      info,
      rate_limits: {
        limit_id: 'codex',
        primary: { used_percent: primary, window_minutes: 300, resets_at: resetSeconds },
        secondary: {
          used_percent: secondary,
          window_minutes: 10_080,
          resets_at: resetSeconds + 86_400 * 3,
        },
        plan_type: null,
      },
    },
  });

const evidenceIn = (line: string): EvidenceNow =>
  rolloutEvidence(line, recordedAt + 6_000, null) as Evidence;

const turnFailed = (error: string): EvidenceNow => ({
  witness: 'rollout',
  subagentId: null,
  turnId: 't1',
  fact: { type: 'turn-completed', error, lastMessage: null },
});

function failedAt(primary: number, error: string) {
  const host = runningHost('api');
  const api = idOf(host, 'api');
  const turn = { witness: 'rollout', subagentId: null, turnId: 't1' } as const;
  host.hear(1_000, api, { ...turn, fact: { type: 'turn-started' } });
  host.hear(5_000, api, evidenceIn(tokenCount(primary, 61)));
  host.hear(6_000, api, turnFailed(error));
  host.happens(60_000, { type: 'woke' });
  const [record] = host.model().agents;
  if (!record) throw new Error('the agent is there');
  return rosterEntry(record);
}

const limits = (changed: Partial<AccountLimits> = {}): AccountLimits => ({
  at: minutes(5),
  windows: [
    { usedPercent: 42.4, windowMinutes: 300, resetsAt: sceneNow + 3_600_000 },
    { usedPercent: 91, windowMinutes: 10_080, resetsAt: sceneNow + 3 * 86_400_000 },
  ],
  ...changed,
});

const footer = ({ model }: Played, columns: number, now = sceneNow) =>
  footerLine({ ...model, columns }, now)
    .pieces.map(({ text }) => text)
    .join('');

describe('limits that codex tells', () => {
  it('[NO13] are read where no answer came, and where none are told nothing is', () => {
    const failed = evidenceIn(tokenCount(100, 61));
    expect(failed).toMatchObject({ fact: { context: null, limits: { at: recordedAt + 5_000 } } });
    expect(failed).toMatchObject({
      fact: { limits: { windows: [{ usedPercent: 100, resetsAt: resetSeconds * 1000 }, {}] } },
    });
    const none = { primary: null, secondary: null };
    const bare = { type: 'event_msg', payload: { type: 'token_count', info: null } };
    const line = JSON.stringify({ ...bare, payload: { ...bare.payload, rate_limits: none } });
    expect(rolloutEvidence(line, 1, null)).toBeNull();
  });

  it('[NO13] stay as they were where only tokens are told', () => {
    const host = runningHost('api');
    const api = idOf(host, 'api');
    host.hear(5_000, api, evidenceIn(tokenCount(12, 3)));
    const info = { last_token_usage: { total_tokens: 9 }, model_context_window: 100 };
    const payload = { type: 'token_count', info };
    host.hear(6_000, api, evidenceIn(JSON.stringify({ type: 'event_msg', payload })));
    expect(host.model().agents[0]?.lifecycle).toMatchObject({
      context: { usedTokens: 9 },
      limits: { windows: [{ usedPercent: 12 }, { usedPercent: 3 }] },
    });
  });

  it('[NO12] a turn that failed at a limit says until when', () => {
    const error = 'You’ve hit your usage limit. Upgrade to Pro or try again later.';
    const agent = failedAt(100, error);
    expect(agent).toMatchObject({ state: 'failed', limitedUntil: resetSeconds * 1000 });
    expect(limitText(agent, 'UTC')).toBe('usage limit until 02:00');
    expect(failedAt(99, error).limitedUntil).toBeNull();
    expect(failedAt(100, 'the kettle is broken').limitedUntil).toBeNull();
    expect(detailOf(agent, 'UTC')).toBe(`usage limit until 02:00, ${error}`);
    const facts = factsAbout(agent, null, 'UTC');
    expect(facts).toContainEqual(
      expect.objectContaining({ label: 'limit', text: 'usage limit until 02:00' }),
    );
    expect(facts).toContainEqual(
      expect.objectContaining({
        label: 'account',
        text: '5h: 100% used, until 02:00; week: 61% used, until Sun 02:00',
      }),
    );
  });
});

describe('limits in the footer', () => {
  const shown = start(agents({ limits: limits() }, { limits: limits({ at: 1, windows: [] }) }));

  it('[NO10] those that were told last, with when they are reset, as far as there is room', () => {
    expect(footer(shown, 160)).toContain('5h 42% until 09:53  week 91% until Sun 08:53');
    expect(footer(shown, 100)).toContain('5h 42%  week 91%');
    expect(footer(shown, 100)).not.toContain('until');
    const [narrow, least] = [footer(shown, 70), footer(shown, 50)];
    expect([narrow.includes('42%'), narrow.includes('week 91%')]).toEqual([false, true]);
    expect([least.includes('91%'), least.includes('q quit')]).toEqual([false, true]);
  });

  it('[NO10] what is as good as used up has the colour of failure', () => {
    const pieces = footerLine({ ...shown.model, columns: 160 }, sceneNow).pieces;
    const roleOf = (word: string) => pieces.find(({ text }) => text.startsWith(word))?.role;
    expect([roleOf('5h'), roleOf('week')]).toEqual(['muted', 'failed']);
  });

  it('[NO11] one that has been reset goes, at that very time', () => {
    const resetsAt = sceneNow + 3_600_000;
    expect(shown.effects).toContainEqual({ type: 'alarm', at: resetsAt });
    const monthly = limits({
      windows: [{ usedPercent: 1, windowMinutes: 43_200, resetsAt: sceneNow + 30 * 86_400_000 }],
    });
    expect(play(shown, published(...agents({ limits: monthly }))).effects).toContainEqual({
      type: 'alarm',
      at: sceneNow + 86_400_000,
    });
    const past = limits({
      windows: [{ usedPercent: 42, windowMinutes: 300, resetsAt: sceneNow }],
    });
    const reset = play(shown, published(...agents({ limits: past })));
    expect(footer(reset, 160)).not.toContain('42%');
    expect(reset.effects).not.toContainEqual(expect.objectContaining({ type: 'alarm' }));
  });

  it('[NO10] spans have a word, and instants of other days their day', () => {
    const word = (windowMinutes: number | null) =>
      windowWord({ usedPercent: 1, windowMinutes, resetsAt: null });
    expect([300, 10_080, 45, 4_320, null].map(word)).toEqual(['5h', 'week', '45m', '3d', 'limit']);
    expect(clockLabel(sceneNow, sceneNow, 'Asia/Kolkata')).toBe('14:23');
    expect(clockLabel(sceneNow + 86_400_000, sceneNow, 'UTC')).toBe('Fri 08:53');
  });
});
