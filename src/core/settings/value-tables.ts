/** Values by name, tables in tables. */
export type Values = Readonly<Record<string, unknown>>;

export function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tables are merged, everything else is replaced by what `over` says. */
export function mergedValues(base: Values, over: Values): Values {
  const entries = Object.entries(over).map(([name, value]) => {
    const below = Object.hasOwn(base, name) ? base[name] : undefined;
    return [name, isValues(below) && isValues(value) ? mergedValues(below, value) : value] as const;
  });
  return Object.fromEntries([...Object.entries(base), ...entries]);
}
