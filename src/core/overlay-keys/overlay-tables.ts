import type { Binding } from '../screen/binding.ts';
import { composerTable, composerToTable } from './composer-table.ts';
import { diffCommentTable, diffSearchTable, diffTable } from './diff-table.ts';
import { editingTable } from './editing-table.ts';
import { filterTable, nameTable, newAgentTable } from './form-tables.ts';
import { confirmTable, inboxTable } from './inbox-table.ts';
import type { KeyTable } from './key-row.ts';
import { linksTable, paletteTable, questionTable, searchTable } from './list-tables.ts';
import { helpTable, whyTable } from './reading-tables.ts';
import { receiptsTable } from './receipts-table.ts';
import {
  exportTable,
  sessionsTable,
  transcriptSearchTable,
  transcriptTable,
} from './transcript-table.ts';

type AnyTable = KeyTable<string, never>;

/** Where keys mean something of their own, in the order of the help. */
const tables = {
  filter: { title: 'While a filter is written', table: filterTable },
  search: { title: 'Finding a text', table: searchTable },
  palette: { title: 'In the palette', table: paletteTable },
  'new-agent': { title: 'In the form of a new agent', table: newAgentTable },
  name: { title: 'Naming an agent or a fork', table: nameTable },
  question: { title: 'In a question', table: questionTable },
  inbox: { title: 'In the inbox', table: inboxTable },
  confirm: { title: 'Before one answer to several', table: confirmTable },
  'composer-to': { title: 'Writing to whom a prompt goes', table: composerToTable },
  composer: { title: 'Writing a prompt', table: composerTable },
  editing: { title: 'In any text of several lines', table: editingTable },
  receipts: { title: 'Among the prompts sent', table: receiptsTable },
  transcript: { title: 'In a transcript', table: transcriptTable },
  'transcript-search': { title: 'Searching a transcript', table: transcriptSearchTable },
  export: { title: 'Writing a transcript into a file', table: exportTable },
  sessions: { title: 'Among the sessions of a transcript', table: sessionsTable },
  diff: { title: 'In a diff', table: diffTable },
  'diff-search': { title: 'Searching a diff', table: diffSearchTable },
  'diff-comment': { title: 'Writing a comment on a diff', table: diffCommentTable },
  links: { title: 'Among links', table: linksTable },
  why: { title: 'In all about an agent', table: whyTable },
  help: { title: 'In this help', table: helpTable },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly title: string;
      /** Some keys are those that do the same in the grid. */
      readonly table: AnyTable | ((bindings: readonly Binding[]) => AnyTable);
    }
  >
>;

export type OverlayTableName = keyof typeof tables;

export type OverlayTable = {
  readonly name: string;
  readonly title: string;
  readonly table: AnyTable;
};

export function overlayTables(bindings: readonly Binding[]): readonly OverlayTable[] {
  return Object.entries(tables).map(([name, { title, table }]) => ({
    name,
    title,
    table: typeof table === 'function' ? table(bindings) : table,
  }));
}

/** Those of the names, in the order of the help. */
export function overlayTablesOf(
  bindings: readonly Binding[],
  names: readonly OverlayTableName[],
): readonly OverlayTable[] {
  const wanted: readonly string[] = names;
  return overlayTables(bindings).filter(({ name }) => wanted.includes(name));
}
