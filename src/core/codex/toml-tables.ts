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

/** At the outermost level a table that is gone means its entries: others may have been added to it meanwhile. */
export function changesBetween(before: TomlTable, after: TomlTable): TableChanges {
  const { set, removed } = innerChanges(before, after);
  const paths = removed.flatMap((path) => {
    const [key = '', ...rest] = path;
    const gone = own(before, key);
    return rest.length === 0 && isTable(gone) && Object.keys(gone).length > 0
      ? Object.keys(gone).map((entry) => [key, entry])
      : [path];
  });
  return { set, removed: paths };
}

function innerChanges(before: TomlTable, after: TomlTable): TableChanges {
  const set: [string, TomlValue][] = [];
  const removed: (readonly string[])[] = Object.keys(before)
    .filter((key) => !Object.hasOwn(after, key))
    .map((key) => [key]);
  for (const [key, value] of Object.entries(after)) {
    const old = own(before, key);
    if (isTable(old) && isTable(value)) {
      const inner = innerChanges(old, value);
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

/** A table that was emptied by it goes, too. */
function without(table: TomlTable, [key = '', ...rest]: readonly string[]): TomlTable {
  const below = own(table, key);
  if (below === undefined) return table;
  const others = Object.entries(table).filter(([name]) => name !== key);
  if (rest.length === 0) return Object.fromEntries(others);
  if (!isTable(below)) return table;
  const left = without(below, rest);
  const isEmptied = left !== below && Object.keys(left).length === 0;
  return isEmptied ? Object.fromEntries(others) : { ...table, [key]: left };
}

/** A key may be called like something that every object has. */
export function own(table: TomlTable, key: string): TomlValue | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
