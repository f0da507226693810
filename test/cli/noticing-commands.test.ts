import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sinceInstant } from '../../src/cli/since.ts';
import { durationText, statsTable } from '../../src/cli/stats-table.ts';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import type { AgentStats } from '../../src/core/ledger/agent-stats.ts';
import { anAgent, type FakeHost, fakeHost } from '../support/fake-host.ts';
import { runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

let folder: string;
let host: FakeHost | null = null;

beforeEach(() => {
  folder = scratchFolder();
  mkdirSync(`${folder}/s`, { mode: 0o700 });
});
afterEach(async () => {
  await host?.close();
  host = null;
});

const run = (...words: string[]) =>
  runProgram(words, {
    cwd: folder,
    env: { HOME: folder, CODEX_GRID_STATE_DIR: `${folder}/s`, TZ: 'UTC' },
  });

const roster = [anAgent({ id: 'a1', name: 'api' }), anAgent({ id: 'a2', name: 'web', number: 2 })];

async function answering(more: Partial<Record<HostCommand['type'], unknown>>): Promise<FakeHost> {
  const values: Partial<Record<HostCommand['type'], unknown>> = { list: roster, ...more };
  const answer = ({ type }: HostCommand): Reply => ({ ok: true, value: values[type] ?? null });
  host = await fakeHost(`${folder}/s/host.sock`, { answer });
  return host;
}

const asked = (fake: FakeHost) =>
  fake.heard.flatMap((message) => (message.type === 'request' ? [message.command] : []));

const stats = (name: string, changed: Partial<AgentStats> = {}): AgentStats => ({
  id: 'a1' as AgentId,
  name,
  workingMs: 125 * 60_000,
  waitingMs: 250_000,
  idleMs: 0,
  turns: 3,
  tokens: 1_200,
  longestWaitMs: 12_000,
  ...changed,
});

it('[NO7] mute names the agents that are meant, --off tells of them again', async () => {
  const fake = await answering({ mute: roster.slice(0, 1) });
  expect(await run('mute', 'ap*')).toMatchObject({ exitCode: 0, stdout: 'muted api (1)\n' });
  expect((await run('mute', 'api', '--off')).stdout).toBe('telling of api (1)\n');
  expect(asked(fake).filter(({ type }) => type === 'mute')).toEqual([
    { type: 'mute', agents: ['api'], notices: 'muted' },
    { type: 'mute', agents: ['api'], notices: 'told' },
  ]);
});

it('[NO25] stats prints a table, of all or of those that are named', async () => {
  const both = [stats('api'), stats('web', { id: 'a2' as AgentId, tokens: 123_456 })];
  const fake = await answering({ stats: both });
  expect((await run('stats')).stdout).toBe(statsTable(both, (_role, text) => text));
  const named = await run('stats', 'web', '--since', '2026-01-31', '--json');
  expect(JSON.parse(named.stdout)).toEqual(both.slice(1));
  const since = asked(fake).flatMap((command) => (command.type === 'stats' ? command.since : []));
  expect(since[1]).toBe(Date.parse('2026-01-31T00:00:00Z'));
});

it('[NO25] stats says what --since takes, and tells of the last host when none runs', async () => {
  const wrong = await run('stats', '--since', 'ever');
  expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
  expect(wrong.stderr).toContain('--since takes today, 90m, 2h, 3d or a day such as 2026-01-31');
  expect((await run('stats')).stdout).toBe('no agent has run in that time\n');
  const hour = Math.floor(Date.now() / 3_600_000);
  const hours = [[hour, 60_000, 0, 0, 1, 70, 0]];
  const agents = [{ id: 'a1', name: 'api', totals: {}, hours }];
  writeFileSync(`${folder}/s/ledger.json`, JSON.stringify({ version: 1, agents }));
  const told = await run('stats', '--since', '1h', '--json');
  expect(JSON.parse(told.stdout)).toMatchObject([{ name: 'api', turns: 1, tokens: 70 }]);
});

it('[NO25] the table sums several up, with times in two units', () => {
  const lines = statsTable([stats('api'), stats('w', { tokens: 123_456 })], (_role, text) => text);
  expect(lines.split('\n')).toEqual([
    'NAME  WORKING  WAITING  IDLE  TURNS  TOKENS  LONGEST WAIT',
    'api    2h 05m   4m 10s     -      3    1200           12s',
    'w      2h 05m   4m 10s     -      3    123k           12s',
    'all    4h 10m   8m 20s     -      6    125k           12s',
    '',
  ]);
  expect([59_400, 59_600, 3_599_000, 90_000_000].map(durationText)).toEqual([
    '59s',
    '1m 00s',
    '59m 59s',
    '25h 00m',
  ]);
});

it('[NO25] times to begin at', () => {
  const now = new Date(2026, 0, 31, 15, 30).getTime();
  expect(sinceInstant('today', now)).toBe(new Date(2026, 0, 31).getTime());
  expect(sinceInstant('90m', now)).toBe(now - 90 * 60_000);
  expect(sinceInstant('3d', now)).toBe(now - 3 * 86_400_000);
  expect(sinceInstant('2026-01-30', now)).toBe(new Date(2026, 0, 30).getTime());
  for (const wrong of ['', '2026-02-31', '-1h', '5w', '2026-1-3']) {
    expect(sinceInstant(wrong, now)).toBeNull();
  }
});
