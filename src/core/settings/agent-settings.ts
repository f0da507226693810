import type { AgentSettings } from './agent-settings-table.ts';
import type { Origins } from './settings-read.ts';
import { builtInProgramSettings, type ProgramSettings } from './settings-table.ts';
import { mergedValues } from './value-tables.ts';

export { type AgentSettings, agentSettingsSchema } from './agent-settings-table.ts';
export { builtInProgramSettings, type ProgramSettings } from './settings-table.ts';

/** What the config file says now. While it cannot be read nothing is launched: a default may be a safety. */
export type LoadedSettings =
  | {
      readonly ok: true;
      readonly defaults: AgentSettings;
      readonly program: ProgramSettings;
      readonly origins: Origins;
    }
  | { readonly ok: false; readonly problem: string };

export const builtInSettings: LoadedSettings = {
  ok: true,
  defaults: {},
  program: builtInProgramSettings,
  origins: {},
};

/**
 * What an agent is started with: its own settings over the config's defaults. Tables (`env`, `config`) are merged by
 * key, everything else is replaced.
 */
export function effectiveSettings(defaults: AgentSettings, own: AgentSettings): AgentSettings {
  const said = Object.entries(own).filter(([, value]) => value !== undefined);
  const env = { ...defaults.env, ...own.env };
  const config = mergedValues(defaults.config ?? {}, own.config ?? {});
  return {
    ...defaults,
    ...Object.fromEntries(said),
    ...(Object.keys(env).length > 0 ? { env } : {}),
    ...(Object.keys(config).length > 0 ? { config } : {}),
  };
}

/** Those of the program; its own where the config file cannot be read. */
export function programOf(settings: LoadedSettings): ProgramSettings {
  return settings.ok ? settings.program : builtInProgramSettings;
}
