import { lifecycleNames, lifecycles } from '../core/lifecycle/lifecycle-table.ts';
import {
  type OverlayTable,
  type OverlayTableName,
  overlayTables,
  overlayTablesOf,
} from '../core/overlay-keys/overlay-tables.ts';
import { templateFields } from '../core/prompts/template.ts';
import type { ActionName, BindingGroup } from '../core/screen/binding.ts';
import { builtInLeaveKeys } from '../core/screen/bindings.ts';
import { keymap } from '../core/screen/keymap.ts';
import { selectorFields } from '../core/selection/selector-parser.ts';
import { settingMeaning } from '../core/settings/setting-meaning.ts';
import { colorRoles } from '../core/settings/settings-colors.ts';
import { fileKey, settingRows } from '../core/settings/settings-rows.ts';
import { type CommandRow, selectorArgument, selectorNote } from './command-row.ts';
import { type CommandName, commandNames, commands } from './command-table.ts';

/** A term and what it means. */
export type HelpRow = readonly [term: string, meaning: string];

export type HelpPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'rows'; readonly title: string; readonly rows: readonly HelpRow[] };

export type HelpTopic = {
  /** One line, as in the list of topics. */
  readonly about: string;
  readonly parts: readonly HelpPart[];
};

/** What `codex-grid help` explains beside each command; all of it is said by the tables of what it is about. */
export const helpTopics: Readonly<Record<string, HelpTopic>> = {
  keys: {
    about: 'every key of the grid, and of all that opens above it',
    parts: [
      text(
        `In GRID single keys are commands. While you type into an agent, every key is its own but ${builtInLeaveKeys.join(' and ')}.`,
      ),
      ...[...new Set(keymap.map(({ group }) => group))].map((group) => keysOfGroup(group)),
      ...overlayTables(keymap).map(keysOfTable),
    ],
  },
  states: {
    about: 'what signs and colours say of an agent',
    parts: [
      rows(
        'States',
        lifecycleNames.map((name) => {
          const { glyph, word, meaning } = lifecycles[name];
          return [`${glyph} ${word}`, meaning];
        }),
      ),
      commandsOf('show', 'ls'),
      keysOf('why', 'next-waiting'),
    ],
  },
  selectors: {
    about: 'how commands and the grid name agents',
    parts: [
      text(`${selectorArgument.name} is any of: ${selectorArgument.help}.`),
      text(selectorNote),
      text(`Agents are told apart by ${selectorFields.join(', ')}.`),
      keysOf('filter', 'broadcast'),
    ],
  },
  prompts: {
    about: 'sending prompts, to one agent or many',
    parts: [
      keysOfGroup('Prompts'),
      ...keysAbove('composer-to', 'composer', 'editing', 'receipts'),
      rows(
        'In a text',
        Object.entries(templateFields).map(([name, meaning]) => [`{${name}}`, meaning]),
      ),
      commandsOf('send', 'broadcast', 'queue', 'interrupt'),
    ],
  },
  answers: {
    about: 'answering approvals and questions from the grid and from a shell',
    parts: [
      keysOf('next-waiting', 'inbox', 'approve'),
      ...keysAbove('inbox', 'confirm'),
      commandsOf('inbox', 'answer'),
      settingsOf('approvals.'),
    ],
  },
  transcripts: {
    about: 'reading what was said and done',
    parts: [
      keysOf('transcript', 'transcripts', 'search'),
      ...keysAbove('transcript', 'transcript-search', 'export', 'sessions'),
      commandsOf('transcript', 'grep'),
    ],
  },
  diffs: {
    about: 'reading and commenting what an agent changed',
    parts: [
      keysOf('diff'),
      ...keysAbove('diff', 'diff-search', 'diff-comment'),
      commandsOf('diff'),
    ],
  },
  finding: {
    about: 'finding agents and texts, and the order of tiles',
    parts: [
      keysOf(
        'filter',
        'search',
        'palette',
        'move-back',
        'pin',
        'next-layout',
        'next-grouping',
        'tile-view',
      ),
      ...keysAbove('filter', 'search', 'palette'),
      commandsOf('grep', 'pin', 'move'),
      settingsOf('layout', 'tile.'),
    ],
  },
  sessions: {
    about: 'stopping, resuming, forking, removing and undoing',
    parts: [
      keysOf('stop', 'resume', 'resume-all', 'fork', 'rename', 'remove-ended', 'undo'),
      commandsOf('stop', 'resume', 'fork', 'adopt', 'rename', 'rm', 'undo', 'homes'),
      settingsOf('home'),
    ],
  },
  worktrees: {
    about: 'a git worktree for each agent',
    parts: [commandsOf('new', 'worktrees', 'worktrees prune'), settingsOf('worktree')],
  },
  fleets: {
    about: 'agents that are described together in a file',
    parts: [commandsOf('up', 'down', 'save')],
  },
  notifications: {
    about: 'how you are told that an agent needs you',
    parts: [keysOf('mute'), commandsOf('mute', 'stats'), settingsOf('notifications.')],
  },
  trust: {
    about: 'whether codex may load what a repository brings',
    parts: [commandsOf('trust', 'trust add', 'trust revoke'), settingsOf('trust')],
  },
  colors: {
    about: 'palettes, and colours of your own',
    parts: [
      settingsOf('theme', 'contrast', 'colors'),
      text(`There are colours for ${colorRoles.map(fileKey).join(', ')}.`),
      text('NO_COLOR in the environment turns all of them off.'),
    ],
  },
  settings: {
    about: 'every setting, with what holds when nobody says anything',
    parts: [
      settingsOf(''),
      commandsOf('config show', 'config check', 'config path', 'config schema'),
    ],
  },
  commands: {
    about: 'every command',
    parts: [commandsOf(...commandNames.filter((name) => name !== 'grid'))],
  },
};

export function text(said: string): HelpPart {
  return { type: 'text', text: said };
}

export function rows(title: string, said: readonly HelpRow[]): HelpPart {
  return { type: 'rows', title, rows: said };
}

function keysOfGroup(group: BindingGroup): HelpPart {
  const bindings = keymap.filter((binding) => binding.group === group);
  return rows(
    group,
    bindings.map(({ label, help }) => [label, help]),
  );
}

function keysOf(...actions: readonly ActionName[]): HelpPart {
  const bindings = keymap.filter(({ keys }) =>
    Object.values(keys).some((action) => actions.includes(action)),
  );
  return rows(
    'Keys',
    bindings.map(({ label, help }) => [label, help]),
  );
}

/** Of what lies above the grid. */
function keysAbove(...names: readonly OverlayTableName[]): readonly HelpPart[] {
  return overlayTablesOf(keymap, names).map(keysOfTable);
}

function keysOfTable({ title, table }: OverlayTable): HelpPart {
  return rows(
    title,
    table.map(({ label, help }) => [label, help]),
  );
}

function commandsOf(...names: readonly CommandName[]): HelpPart {
  return rows(
    'Commands (each has a --help of its own)',
    names.map((name) => {
      const row: CommandRow = commands[name];
      return [['codex-grid', ...row.words].join(' '), row.help];
    }),
  );
}

/** Those of these names, and those in tables whose names end with a dot. */
function settingsOf(...names: readonly string[]): HelpPart {
  const isMeant = (key: string) =>
    names.some((name) => name === '' || key === name || key.startsWith(asTable(name)));
  const meant = settingRows.filter(({ key }) => isMeant(key));
  return rows(
    'Settings',
    meant.map((row) => [row.key, `${settingMeaning(row)} (otherwise ${row.otherwise})`]),
  );
}

function asTable(name: string): string {
  return name.endsWith('.') ? name : `${name}.`;
}
