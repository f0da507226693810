import { stringify, type TomlTable, type TomlValue } from 'smol-toml';

/** What somebody changed in a table: leaves that are new or different, and paths that are gone. */
export type TableChanges = {
  readonly set: TomlTable;
  readonly removed: readonly (readonly string[])[];
};

export function isTable(value: TomlValue | undefined): value is TomlTable {
  return (
    typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date) && value !== null
  );
}

/** Tables are merged, everything else is replaced by what `over` says. */
export function mergedTables(base: TomlTable, over: TomlTable): TomlTable {
  const entries = Object.entries(over).map(([key, value]) => {
    const below = own(base, key);
    return [key, isTable(below) && isTable(value) ? mergedTables(below, value) : value] as const;
  });
  return Object.fromEntries([...Object.entries(base), ...entries]);
}

export function changesBetween(before: TomlTable, after: TomlTable): TableChanges {
  const set: [string, TomlValue][] = [];
  const removed: (readonly string[])[] = Object.keys(before)
    .filter((key) => !Object.hasOwn(after, key))
    .map((key) => [key]);
  for (const [key, value] of Object.entries(after)) {
    const old = own(before, key);
    if (isTable(old) && isTable(value)) {
      const inner = changesBetween(old, value);
      if (Object.keys(inner.set).length > 0) set.push([key, inner.set]);
      removed.push(...inner.removed.map((path) => [key, ...path]));
    } else if (old === undefined || stringify({ value: old }) !== stringify({ value })) {
      set.push([key, value]);
    }
  }
  return { set: Object.fromEntries(set), removed };
}

export function withChanges(table: TomlTable, { set, removed }: TableChanges): TomlTable {
  return mergedTables(removed.reduce(without, table), set);
}

function without(table: TomlTable, [key = '', ...rest]: readonly string[]): TomlTable {
  const below = own(table, key);
  if (below === undefined) return table;
  const others = Object.entries(table).filter(([name]) => name !== key);
  if (rest.length === 0) return Object.fromEntries(others);
  return isTable(below) ? Object.fromEntries([...others, [key, without(below, rest)]]) : table;
}

function own(table: TomlTable, key: string): TomlValue | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
