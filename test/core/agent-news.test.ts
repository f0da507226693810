import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { ClientId, HostEffect } from '../../src/core/host/host-events.ts';
import { rosterEntry } from '../../src/core/host/host-state.ts';
import { modelFromSaved, savedRosterText } from '../../src/core/host/saved-roster.ts';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import type { AgentNews } from '../../src/core/notices/agent-news.ts';
import { desktopCommands } from '../../src/core/notices/desktop-commands.ts';
import { newsText } from '../../src/core/notices/news-text.ts';
import { builtInSettings } from '../../src/core/settings/agent-settings.ts';
import { newsBytes } from '../../src/ui/news-bytes.ts';
import { type EvidenceNow, idOf, processExited, runningHost } from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

const screen = 1 as ClientId;

const reports = (report: 'idle' | 'working' | 'blocked' | 'done' | 'error'): EvidenceNow => ({
  witness: 'in-band',
  report,
  kind: report === 'blocked' ? 'permission' : null,
});

const toldIn = (effects: readonly HostEffect[]): readonly AgentNews[] =>
  effects.flatMap((effect) => (effect.type === 'tell-user' ? effect.news : []));

/** A host with `api` at work; `hear` gives what is told of, at the time of the reducer's settling too. */
function working() {
  const host = runningHost('api');
  const api = idOf(host, 'api');
  const hear = (ms: number, evidence: EvidenceNow) => [
    ...toldIn(host.hear(ms, api, evidence)),
    ...toldIn(host.happens(ms + 5_000, { type: 'woke' })),
  ];
  hear(1_000, reports('idle'));
  hear(10_000, reports('working'));
  return { ...host, api, hear };
}

/** Without the time that it is gathered for. */
function tell({ happens, api }: ReturnType<typeof working>, ms: number, evidence: EvidenceNow) {
  const at = recordedAt + ms;
  return happens(ms, { type: 'evidence', agent: api, evidence: { ...evidence, at } as Evidence });
}

function settled(
  host: ReturnType<typeof working>,
  notifications: { readonly of: readonly ('waits' | 'failed' | 'done')[] },
) {
  const program = {
    ...(builtInSettings.ok ? builtInSettings.program : null),
    notifications: { ways: ['bell'], ...notifications },
  };
  host.happens(0, {
    type: 'settings-changed',
    settings: { ...builtInSettings, program } as typeof builtInSettings,
  });
}

describe('news', () => {
  it('[NO1] a wait is told of once, and the next one again', () => {
    const host = working();
    expect(host.hear(20_000, reports('blocked'))).toMatchObject([
      { name: 'api', reason: 'waits', state: 'approval' },
    ]);
    expect(host.hear(30_000, reports('blocked'))).toEqual([]);
    expect(host.hear(40_000, reports('working'))).toEqual([]);
    expect(host.hear(50_000, reports('blocked'))).toHaveLength(1);
  });

  it('[NO9] agents that come to need their user together are told of in one', () => {
    const names = Array.from({ length: 32 }, (_, at) => `a${at + 1}`);
    const host = runningHost(...names);
    for (const name of names) host.hear(1_000, idOf(host, name), reports('idle'));
    for (const name of names) host.hear(10_000, idOf(host, name), reports('working'));
    const told = names.flatMap((name, at) =>
      toldIn(host.hear(20_000 + at * 30, idOf(host, name), reports('blocked'))),
    );
    expect(told).toEqual([]);
    const at = (host.model().wakeAt ?? 0) - recordedAt;
    expect(at).toBeLessThan(22_001);
    expect(toldIn(host.happens(at, { type: 'woke' })).map(({ name }) => name)).toEqual(names);
    expect(toldIn(host.happens(at + 60_000, { type: 'woke' }))).toEqual([]);
  });

  it('[NO9] what never pauses is told of after two seconds, and then every five', () => {
    const names = Array.from({ length: 30 }, (_, at) => `a${at + 1}`);
    const host = runningHost(...names);
    for (const name of names) host.hear(1_000, idOf(host, name), reports('idle'));
    for (const name of names) host.hear(10_000, idOf(host, name), reports('working'));
    const told = names.map((name, at) => {
      const ms = 20_000 + at * 400;
      const effects = host.hear(ms, idOf(host, name), reports('blocked'));
      return { ms, count: toldIn(effects).length };
    });
    expect(told.filter(({ count }) => count > 0)).toEqual([
      { ms: 22_000, count: 6 },
      { ms: 27_200, count: 13 },
    ]);
  });

  it('[NO9] nothing is told of what somebody has seen to by then', () => {
    const answered = working();
    expect(toldIn(tell(answered, 20_000, reports('blocked')))).toEqual([]);
    expect(answered.hear(20_300, reports('working'))).toEqual([]);
    const typed = working();
    tell(typed, 20_000, reports('blocked'));
    typed.happens(20_300, { type: 'typing', client: screen, into: typed.api });
    expect(toldIn(typed.happens(25_000, { type: 'woke' }))).toEqual([]);
    const muted = working();
    tell(muted, 20_000, reports('blocked'));
    muted.ask(20_200, { type: 'mute', agents: ['api'], notices: 'muted' });
    expect(toldIn(muted.happens(25_000, { type: 'woke' }))).toEqual([]);
  });

  it('[NO1] a process that was stopped while it waits begins no new wait', () => {
    const host = working();
    host.hear(20_000, reports('blocked'));
    const signal: EvidenceNow = { witness: 'process', fact: { type: 'stopped', signal: null } };
    host.hear(30_000, signal);
    expect(host.model().agents[0]?.lifecycle.name).toBe('unknown');
    expect(host.hear(40_000, { witness: 'process', fact: { type: 'continued' } })).toEqual([]);
    expect(host.model().agents[0]?.lifecycle.name).toBe('approval');
  });

  it('[NO2] nothing of one that is typed into, nor later of the same wait', () => {
    const host = working();
    host.happens(15_000, { type: 'typing', client: screen, into: host.api });
    expect(host.hear(20_000, reports('blocked'))).toEqual([]);
    host.happens(30_000, { type: 'typing', client: screen, into: null });
    expect(host.hear(30_000, reports('blocked'))).toEqual([]);
  });

  it('[NO2] [NO7] nothing of one that is muted, until it is told of again', () => {
    const host = working();
    host.ask(15_000, { type: 'mute', agents: ['api'], notices: 'muted' });
    expect(host.reply()).toMatchObject({ ok: true, value: [{ name: 'api', muted: true }] });
    expect(host.hear(20_000, reports('blocked'))).toEqual([]);
    host.ask(30_000, { type: 'mute', agents: ['api'], notices: 'told' });
    host.hear(40_000, reports('working'));
    expect(host.hear(50_000, reports('blocked'))).toHaveLength(1);
    host.ask(60_000, { type: 'mute', agents: ['nobody'], notices: 'told' });
    expect(host.reply()).toMatchObject({ ok: false });
  });

  it('[NO4] ends and failures are told of where the settings say so', () => {
    const quiet = working();
    expect(quiet.hear(20_000, reports('done'))).toEqual([]);
    const all = working();
    settled(all, { of: ['waits', 'failed', 'done'] });
    expect(all.hear(20_000, reports('done'))).toMatchObject([{ reason: 'done' }]);
    all.hear(30_000, reports('working'));
    expect(all.hear(40_000, reports('error'))).toMatchObject([{ reason: 'failed' }]);
    const crashed = working();
    settled(crashed, { of: ['failed'] });
    expect(crashed.hear(20_000, processExited(0, 'SIGSEGV'))).toMatchObject([{ state: 'ended' }]);
    const closed = working();
    settled(closed, { of: ['failed'] });
    expect(closed.hear(20_000, processExited(0))).toEqual([]);
  });

  it('[NO8] a mute is on the tile, and in the saved roster', () => {
    const host = working();
    host.ask(15_000, { type: 'mute', agents: ['api'], notices: 'muted' });
    const [agent] = host.model().agents;
    expect(agent && rosterEntry(agent).badges).toContainEqual({ text: 'muted', tone: 'quiet' });
    const saved = modelFromSaved(savedRosterText(host.model()), recordedAt);
    expect(saved).toMatchObject({ agents: [{ name: 'api', muted: true }] });
  });
});

const news = (name: string, changed: Partial<AgentNews> = {}): AgentNews => ({
  agent: name as AgentId,
  name,
  reason: 'waits',
  state: 'approval',
  detail: 'npm ci',
  ...changed,
});

describe('what is told', () => {
  it('[NO5] who, and what they want', () => {
    expect(newsText([news('api')])).toBe('api wants approval: npm ci');
    expect(newsText([news('api', { state: 'question', detail: 'Which?' })])).toBe(
      'api asks: Which?',
    );
    expect(newsText([news('api', { state: 'done', reason: 'done', detail: null })])).toBe(
      'api is done',
    );
    expect(newsText([news('api'), news('web')])).toBe('2 agents need you: api, web');
    expect(newsText([news('api'), news('web', { reason: 'failed' })])).toBe(
      'api needs you; web failed',
    );
    const many = Array.from({ length: 32 }, (_, at) => news(`a${at + 1}`));
    expect(newsText(many)).toBe('32 agents need you: a1, a2, a3, a4, a5, a6 and 26 more');
    const ended = many.slice(0, 2).map((one): AgentNews => ({ ...one, reason: 'done' }));
    expect(newsText([...ended, ...many.slice(3, 5)])).toBe(
      '2 agents need you: a4, a5; 2 agents are done: a1, a2',
    );
    expect(newsText([news('api', { detail: 'x'.repeat(500) })])).toHaveLength(200);
  });

  it('[NO6] control characters never come into it', () => {
    const text = newsText([news('api', { detail: 'a\x07b\x1b]52;c;AAAA\x1b\\c\nd\x9bm' })]);
    expect(text).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
  });

  it('[NO4] [NO6] each way has its sequence, wrapped in tmux', () => {
    expect(newsBytes(['bell'], 'x', 'none')).toBe('\x07');
    expect(newsBytes(['osc9', 'osc777'], 'api asks; twice', 'none')).toBe(
      '\x1b]9;api asks; twice\x07\x1b]777;notify;codex-grid;api asks; twice\x07',
    );
    expect(newsBytes(['bell', 'osc9'], 'x', 'tmux')).toBe('\x07\x1bPtmux;\x1b\x1b]9;x\x07\x1b\\');
    expect(newsBytes(['osc9'], 'x', 'screen')).toBe('\x1bP\x1b]9;x\x07\x1b\\');
  });

  it('[NO6] a desktop gets the text as an argument that it takes for nothing else', () => {
    const linux = { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } };
    expect(desktopCommands('-a & <b>', linux)).toEqual([
      {
        file: 'notify-send',
        words: ['--app-name=codex-grid', '--', 'codex-grid', '-a &amp; &lt;b&gt;'],
      },
    ]);
    expect(desktopCommands('x', { platform: 'linux', env: {} })).toEqual([]);
    const [first, second] = desktopCommands('[x', { platform: 'darwin', env: {} });
    expect(first).toEqual({
      file: 'terminal-notifier',
      words: ['-title', 'codex-grid', '-message', '\\[x'],
    });
    expect(second?.words.slice(-3)).toEqual(['--', 'codex-grid', '[x']);
  });
});
