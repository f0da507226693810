import type { LoadedSettings } from './agent-settings.ts';
import { type SettingRow, settingRows } from './settings-rows.ts';
import { isValues } from './value-tables.ts';

/** What an edit of the config does not do at once, as a sentence; null when there is nothing of that. */
export function changeNotice(before: LoadedSettings, after: LoadedSettings): string | null {
  if (!before.ok || !after.ok) return null;
  const changed = settingRows
    .filter(({ facts }) => facts.applies === 'at the next launch')
    .filter((row) => saidIn(row, before) !== saidIn(row, after))
    .map(({ key }) => key);
  if (changed.length === 0) return null;
  const names = changed.join(', ');
  const [verb, them] = changed.length === 1 ? ['was', 'it'] : ['were', 'them'];
  return `${names} ${verb} changed in the config: agents that run take ${them} up at their next start.`;
}

function saidIn(
  { scope, property }: SettingRow,
  { defaults, program }: Extract<LoadedSettings, { ok: true }>,
): string {
  const value = property.reduce<unknown>(
    (inner, name) => (isValues(inner) ? inner[name] : undefined),
    scope === 'agent' ? defaults : program,
  );
  return JSON.stringify(value ?? null);
}
