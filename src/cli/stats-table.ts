import type { AgentStats } from '../core/ledger/agent-stats.ts';
import { plainText } from '../core/text/plain-text.ts';
import { textWidth } from '../core/text/text-width.ts';
import type { Paint } from './paint.ts';

type StatsColumn = {
  readonly title: string;
  readonly side: 'left' | 'right';
  readonly text: (stats: Omit<AgentStats, 'id'>) => string;
};

const columns: readonly StatsColumn[] = [
  { title: 'NAME', side: 'left', text: ({ name }) => plainText(name) },
  { title: 'WORKING', side: 'right', text: ({ workingMs }) => durationText(workingMs) },
  { title: 'WAITING', side: 'right', text: ({ waitingMs }) => durationText(waitingMs) },
  { title: 'IDLE', side: 'right', text: ({ idleMs }) => durationText(idleMs) },
  { title: 'TURNS', side: 'right', text: ({ turns }) => `${turns}` },
  { title: 'TOKENS', side: 'right', text: ({ tokens }) => tokensText(tokens) },
  { title: 'LONGEST WAIT', side: 'right', text: (one) => durationText(one.longestWaitMs) },
];

/** One line an agent, and one for all of several. */
export function statsTable(stats: readonly AgentStats[], paint: Paint): string {
  const rows = stats.length > 1 ? [...stats, totalOf(stats)] : stats;
  const cells = rows.map((row) => columns.map(({ text }) => text(row)));
  const widths = columns.map(({ title }, at) =>
    Math.max(title.length, ...cells.map((row) => textWidth(row[at] ?? ''))),
  );
  const line = (texts: readonly string[]) =>
    columns
      .map(({ side }, at) => {
        const text = texts[at] ?? '';
        const blanks = ' '.repeat((widths[at] ?? 0) - textWidth(text));
        return side === 'left' ? text + blanks : blanks + text;
      })
      .join('  ')
      .trimEnd();
  const lines = [paint('muted', line(columns.map(({ title }) => title))), ...cells.map(line)];
  return lines.map((each) => `${each}\n`).join('');
}

function totalOf(stats: readonly AgentStats[]): Omit<AgentStats, 'id'> {
  const sum = (key: 'workingMs' | 'waitingMs' | 'idleMs' | 'turns' | 'tokens') =>
    stats.reduce((total, one) => total + one[key], 0);
  return {
    name: 'all',
    workingMs: sum('workingMs'),
    waitingMs: sum('waitingMs'),
    idleMs: sum('idleMs'),
    turns: sum('turns'),
    tokens: sum('tokens'),
    longestWaitMs: Math.max(...stats.map(({ longestWaitMs }) => longestWaitMs)),
  };
}

/** In two units at most: `2h 05m`, `4m 10s`, `12s`; a dash for nothing. */
export function durationText(timeMs: number): string {
  const seconds = Math.round(timeMs / 1000);
  if (seconds === 0) return '-';
  if (seconds < 60) return `${seconds}s`;
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${two(seconds % 60)}s`;
  return `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
}

function tokensText(count: number): string {
  if (count < 10_000) return `${count}`;
  return count < 10_000_000 ? `${Math.round(count / 1000)}k` : `${(count / 1e6).toFixed(1)}M`;
}
