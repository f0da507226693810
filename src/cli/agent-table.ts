import type { Agent, Roster } from '../core/agent.ts';
import { ageLabel } from '../core/ages.ts';
import { lifecycles } from '../core/lifecycle-table.ts';
import { plainText } from '../core/plain-text.ts';
import { clipText, textWidth } from '../core/text-width.ts';
import type { Paint } from './paint.ts';

/** How a table is drawn. `columns` null: as wide as its text. `now` is epoch ms. */
export type TableLook = {
  readonly columns: number | null;
  readonly now: number;
  readonly homeFolder: string;
  readonly paint: Paint;
};

type Column = {
  readonly title: string;
  readonly side: 'left' | 'right';
  readonly text: (agent: Agent, look: TableLook) => string;
  readonly role: (agent: Agent) => Parameters<Paint>[0] | null;
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
  { title: 'DETAIL', side: 'left', text: (agent) => plainText(detailOf(agent)), role: () => null },
];

const gap = '  ';

/** The agents, one a line under a line of titles; a column that is empty in every row is left out. */
export function agentTable(roster: Roster, look: TableLook): string {
  if (roster.length === 0) return 'no agents\n';
  const columns = tableColumns
    .map((column) => ({ ...column, cells: roster.map((agent) => column.text(agent, look)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map((column) => ({
      ...column,
      width: Math.max(...[column.title, ...column.cells].map(textWidth)),
    }));
  type Sized = (typeof columns)[number];
  const lineOf = (
    cellOf: (column: Sized) => string,
    paintCell: (column: Sized, text: string) => string,
  ) => {
    let room = look.columns ?? Number.POSITIVE_INFINITY;
    const cells: string[] = [];
    for (const [index, column] of columns.entries()) {
      const before = index === 0 ? '' : gap;
      const last = index === columns.length - 1;
      const text = `${before}${last ? cellOf(column) : padded(cellOf(column), column)}`;
      const clipped = textWidth(text) > room ? clipText(text, room) : text;
      room -= textWidth(clipped);
      cells.push(paintCell(column, clipped));
    }
    return cells.join('').trimEnd();
  };
  const header = lineOf(
    ({ title }) => title,
    (_column, text) => look.paint('muted', text),
  );
  const lines = roster.map((agent, row) =>
    lineOf(
      ({ cells }) => cells[row] ?? '',
      (column, text) => {
        const role = column.role(agent);
        return role ? look.paint(role, text) : text;
      },
    ),
  );
  return `${[header, ...lines].join('\n')}\n`;
}

function padded(text: string, { side, width }: { side: Column['side']; width: number }): string {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
  return side === 'left' ? text + blanks : blanks + text;
}

/** One short plain line: what it waits for or how it ended, then what else is worth a look. */
export function detailOf(agent: Agent): string {
  return [
    agent.detail ?? (agent.exit ? exitText(agent.exit) : ''),
    agent.subagents > 0 ? `+${agent.subagents} subagent${agent.subagents === 1 ? '' : 's'}` : '',
    agent.queue > 0 ? `${agent.queue} queued` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

export function exitText({ code, signal }: NonNullable<Agent['exit']>): string {
  return signal ? `killed by ${signal}` : `exit code ${code}`;
}

export function fromHome(path: string, homeFolder: string): string {
  if (path === homeFolder) return '~';
  return path.startsWith(`${homeFolder}/`) ? `~${path.slice(homeFolder.length)}` : path;
}
