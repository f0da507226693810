import { limitText } from '../core/agent/account-limits.ts';
import type { Agent, Roster } from '../core/agent/agent.ts';
import { ageLabel } from '../core/agent/ages.ts';
import { lifecycles } from '../core/lifecycle/lifecycle-table.ts';
import { plainText } from '../core/text/plain-text.ts';
import { clipText, textWidth } from '../core/text/text-width.ts';
import type { Paint } from './paint.ts';

/** How a table is drawn. `columns` null: as wide as its text. `now` is epoch ms. */
export type TableLook = {
  readonly columns: number | null;
  readonly now: number;
  readonly homeFolder: string;
  /** As in the time zone database. */
  readonly timeZone: string;
  readonly paint: Paint;
};

type Column = {
  readonly title: string;
  readonly side: 'left' | 'right';
  readonly text: (agent: Agent, look: TableLook) => string;
  readonly role: (agent: Agent) => Cell['role'];
};

const muted = () => 'muted' as const;

const tableColumns: readonly Column[] = [
  { title: '#', side: 'right', text: ({ number }) => `${number}`, role: muted },
  {
    title: 'STATE',
    side: 'left',
    text: ({ state }) => `${lifecycles[state].glyph} ${lifecycles[state].word}`,
    role: ({ state }) => lifecycles[state].role,
  },
  { title: 'AGE', side: 'right', text: ({ since }, { now }) => ageLabel(since, now), role: muted },
  { title: 'NAME', side: 'left', text: ({ name }) => plainText(name), role: () => 'name' },
  {
    title: 'CONTEXT',
    side: 'right',
    text: ({ context }) => (context ? `${Math.round(context.percentLeft)}% left` : ''),
    role: muted,
  },
  { title: 'BRANCH', side: 'left', text: ({ branch }) => plainText(branch ?? ''), role: muted },
  {
    title: 'FOLDER',
    side: 'left',
    text: ({ cwd }, { homeFolder }) => plainText(fromHome(cwd, homeFolder)),
    role: muted,
  },
  {
    title: 'DETAIL',
    side: 'left',
    text: (agent, { timeZone }) => plainText(detailOf(agent, timeZone)),
    role: () => null,
  },
];

const gap = '  ';

type Cell = { readonly text: string; readonly role: Parameters<Paint>[0] | null };

/** A column with its cells, one an agent; `width` in cells of the terminal. */
type FilledColumn = Pick<Column, 'title' | 'side'> & {
  readonly cells: readonly Cell[];
  readonly width: number;
};

/** The agents, one a line under a line of titles; a column that is empty in every row is left out. */
export function agentTable(roster: Roster, look: TableLook): string {
  if (roster.length === 0) return 'no agents\n';
  const columns = tableColumns
    .map((column) => filledColumn(column, roster, look))
    .filter(({ cells }) => cells.some(({ text }) => text !== ''));
  const header = lineOf(columns, ({ title }) => ({ text: title, role: 'muted' }), look);
  const lines = roster.map((_agent, row) =>
    lineOf(columns, ({ cells }) => cells[row] ?? { text: '', role: null }, look),
  );
  return `${[header, ...lines].join('\n')}\n`;
}

function filledColumn(column: Column, roster: Roster, look: TableLook): FilledColumn {
  const { title, side } = column;
  const cells = roster.map((agent) => ({
    text: column.text(agent, look),
    role: column.role(agent),
  }));
  const width = Math.max(textWidth(title), ...cells.map(({ text }) => textWidth(text)));
  return { title, side, cells, width };
}

function lineOf(
  columns: readonly FilledColumn[],
  cellOf: (column: FilledColumn) => Cell,
  { columns: room, paint }: TableLook,
): string {
  let used = 0;
  const painted = columns.map((column, index) => {
    const { text, role } = cellOf(column);
    const isLast = index === columns.length - 1;
    const laidOut = `${index === 0 ? '' : gap}${isLast ? text : padded(text, column)}`;
    const shown = room === null ? laidOut : clipText(laidOut, room - used);
    used += textWidth(shown);
    return role === null ? shown : paint(role, shown);
  });
  return painted.join('').trimEnd();
}

function padded(text: string, { side, width }: FilledColumn): string {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
  return side === 'left' ? text + blanks : blanks + text;
}

/** One short plain line: what it waits for or how it ended, then what else is worth a look. */
export function detailOf(agent: Agent, timeZone: string): string {
  return [
    limitText(agent, timeZone) ?? '',
    toldDetail(agent) ?? '',
    agent.subagents > 0 ? `+${agent.subagents} subagent${agent.subagents === 1 ? '' : 's'}` : '',
    agent.queue > 0 ? `${agent.queue} queued` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** A detail that is only the name of a signal is told in words. */
function toldDetail({ detail, exit }: Pick<Agent, 'detail' | 'exit'>): string | null {
  if (exit === null) return detail;
  return detail === null || detail === exit.signal ? exitText(exit) : detail;
}

export function exitText({ code, signal }: NonNullable<Agent['exit']>): string {
  return signal ? `killed by ${signal}` : `exit code ${code}`;
}

export function fromHome(path: string, homeFolder: string): string {
  if (path === homeFolder) return '~';
  return path.startsWith(`${homeFolder}/`) ? `~${path.slice(homeFolder.length)}` : path;
}
