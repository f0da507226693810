import type { SettingRow } from './settings-rows.ts';
import { wanted } from './settings-value.ts';

/** What a setting is, with the words there are to choose from. */
export function settingMeaning({ facts, schema }: SettingRow): string {
  return schema.type === 'picklist' ? `${facts.doc}: ${wanted(schema)}` : facts.doc;
}
