import { agentRows, type SettingRow } from '../core/settings/settings-rows.ts';
import { wanted } from '../core/settings/settings-value.ts';
import type { OptionRow } from './command-row.ts';

/** The flags of `new`, one for each setting of an agent. */
export const settingOptions: readonly OptionRow[] = agentRows.flatMap((row) => {
  const { flag, doc } = row.facts;
  if (!flag) return [];
  const isSwitch = canBeNegated(row);
  const negation = `--no-${flag.name.slice(2)}`;
  const values =
    row.schema.type === 'picklist' ? `: ${wanted(row.schema).replaceAll('"', '')}` : '';
  const off = isSwitch ? `; ${negation}: not` : '';
  const again = isRepeated(row) ? '; may be given again' : '';
  return [
    {
      flags: flag.value === null ? flag.name : `${flag.name} ${flag.value}`,
      help: `${doc}${values}${off}${again}`,
      repeated: isRepeated(row),
      negation: isSwitch ? negation : null,
      setting: true,
    },
  ];
});

function canBeNegated({ schema }: SettingRow): boolean {
  return schema.type === 'boolean' || schema.type === 'union';
}

function isRepeated({ schema }: SettingRow): boolean {
  return schema.type === 'array' || schema.type === 'record';
}
