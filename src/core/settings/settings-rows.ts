import * as v from 'valibot';
import { agentSettingsSchema } from './agent-settings-table.ts';
import type { SettingFacts } from './setting-facts.ts';
import { programSettingsSchema } from './settings-table.ts';

/** One setting, with all that is known of it. */
export type SettingRow = {
  readonly scope: 'agent' | 'program';
  /** Of `AgentSettings` or `ProgramSettings`, e.g. `['tile', 'minColumns']`. */
  readonly property: readonly string[];
  /** In files, e.g. `tile.min_columns`. */
  readonly key: string;
  readonly facts: SettingFacts;
  /** Of the value alone, without what may be left out. */
  readonly schema: v.GenericSchema;
  /** What holds when nobody says anything, as a person reads it. */
  readonly otherwise: string;
};

/** The way a property is written in files: `minColumns` is `min_columns`. */
export function fileKey(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Every setting: those of agents, then those of the program, in the order of the table. */
export const settingRows: readonly SettingRow[] = [
  ...rowsIn('agent', agentSettingsSchema),
  ...rowsIn('program', programSettingsSchema),
];

export const agentRows = settingRows.filter(({ scope }) => scope === 'agent');

function rowsIn(
  scope: SettingRow['scope'],
  schema: v.GenericSchema,
  property: readonly string[] = [],
): readonly SettingRow[] {
  const { inner, fallback } = unwrapped(schema);
  if (!hasEntries(inner)) {
    const facts = factsOf(inner);
    return [
      {
        scope,
        property,
        key: property.map(fileKey).join('.'),
        facts,
        schema: inner,
        otherwise:
          facts.otherwise ?? (fallback === undefined ? 'as codex decides' : String(fallback)),
      },
    ];
  }
  return Object.entries(inner.entries).flatMap(([name, entry]) =>
    rowsIn(scope, entry, [...property, name]),
  );
}

function factsOf(schema: v.GenericSchema): SettingFacts {
  const metadata: { readonly facts?: SettingFacts } = v.getMetadata(schema);
  if (!metadata.facts) throw new Error('a setting is not described in its table');
  return metadata.facts;
}

type Wrapped = v.GenericSchema & { readonly wrapped: v.GenericSchema; readonly default?: unknown };

function unwrapped(schema: v.GenericSchema): { inner: v.GenericSchema; fallback?: unknown } {
  if (!isWrapped(schema)) return { inner: schema };
  const { inner, fallback } = unwrapped(schema.wrapped);
  return { inner, fallback: schema.default ?? fallback };
}

function isWrapped(schema: v.GenericSchema): schema is Wrapped {
  return 'wrapped' in schema;
}

function hasEntries(
  schema: v.GenericSchema,
): schema is v.GenericSchema & { readonly entries: Readonly<Record<string, v.GenericSchema>> } {
  return 'entries' in schema;
}
