import { type AgentSettings, effectiveSettings, type LoadedSettings } from './agent-settings.ts';
import type { AgentSettingName } from './agent-settings-table.ts';
import { conflictsIn } from './settings-conflicts.ts';
import type { Origins } from './settings-read.ts';
import { agentRows, fileKey, type SettingRow } from './settings-rows.ts';
import { isValues, type Values } from './value-tables.ts';

/** The settings of one place. `origin` says where a key stands, e.g. `~/.config/codex-grid/config.toml:3`, `--model`. */
export type SettingsLayer = {
  readonly settings: AgentSettings;
  readonly origin: (key: string) => string;
};

/** A setting that holds, as a person should read it. Entries of tables are told one by one: `env.RUST_LOG`. */
export type ToldSetting = {
  readonly key: string;
  readonly value: unknown;
  readonly origin: string;
};

/** What a file said. */
export function fileLayer(settings: AgentSettings, origins: Origins): SettingsLayer {
  return { settings, origin: (key) => nearestOrigin(origins, key) };
}

/** What was said for one agent: in its fleet's file, else by flags. */
export function ownLayer(settings: AgentSettings, fleet: string | null): SettingsLayer {
  return { settings, origin: (key) => fleet ?? flagOf(key) };
}

/** What holds for one agent: the config's defaults, then its own. */
export function agentLayers(
  loaded: LoadedSettings,
  agent: { readonly settings: AgentSettings; readonly fleet: string | null },
): readonly SettingsLayer[] {
  const defaults = loaded.ok ? [fileLayer(loaded.defaults, loaded.origins)] : [];
  return [...defaults, ownLayer(agent.settings, agent.fleet)];
}

/** All layers as one, the weakest first. */
export function resolved(layers: readonly SettingsLayer[]): AgentSettings {
  return layers.map(({ settings }) => settings).reduce(effectiveSettings, {});
}

/** Everything that is said in a layer, with the strongest place that says it. */
export function toldSettings(layers: readonly SettingsLayer[]): readonly ToldSetting[] {
  return agentRows.flatMap((row) => {
    const said = layers.flatMap(({ settings, origin }) => toldOf(row, settings, origin));
    return [...new Map(said.map((told) => [told.key, told])).values()];
  });
}

/** What holds for an agent that exists: defaults for new ones say nothing about it any more. */
export function toldForAgent(
  loaded: LoadedSettings,
  agent: { readonly settings: AgentSettings; readonly fleet: string | null; readonly home: string },
): readonly ToldSetting[] {
  const past = agentRows.filter(({ facts }) => facts.applies === 'for new agents');
  const told = toldSettings(agentLayers(loaded, agent)).filter(
    ({ key }) => !past.some((row) => row.key === key),
  );
  return [...told, { key: 'home', value: agent.home, origin: 'chosen when it was made' }];
}

/** Null when the layers can hold together, else the sentence that says which two cannot and where they stand. */
export function layersProblem(layers: readonly SettingsLayer[]): string | null {
  const tell = (property: AgentSettingName) => {
    const key = keyOf(property);
    const layer = layers.findLast(({ settings }) => settings[property] !== undefined);
    const value = JSON.stringify(layer?.settings[property]);
    return `${key} = ${value} (${layer?.origin(key)})`;
  };
  const [conflict] = conflictsIn(resolved(layers), tell);
  return conflict?.text ?? null;
}

/** What is said of one setting in agent settings or program settings; nothing when it is left out. */
export function toldOf(
  { key, property }: SettingRow,
  settings: Values,
  origin: SettingsLayer['origin'],
): readonly ToldSetting[] {
  const value = property.reduce<unknown>(
    (inner, name) => (isValues(inner) ? inner[name] : undefined),
    settings,
  );
  if (value === undefined) return [];
  return leavesOf(key, value).map((leaf) => ({
    key: leaf.key,
    value: isSecret(leaf.key) ? '(set)' : leaf.value,
    origin: origin(leaf.key),
  }));
}

/** What is told is read over shoulders and pasted into reports, and any variable may be a secret. */
function isSecret(key: string): boolean {
  return (
    key.startsWith('env.') ||
    /^config\..*((token|secret|password|api_key)$|authorization|headers)/i.test(key)
  );
}

function leavesOf(
  key: string,
  value: unknown,
): readonly { readonly key: string; readonly value: unknown }[] {
  if (!isValues(value)) return [{ key, value }];
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(`${key}.${key === 'colors' ? fileKey(name) : name}`, inner),
  );
}

function nearestOrigin(origins: Origins, key: string): string {
  const above = key.slice(0, Math.max(0, key.lastIndexOf('.')));
  return origins[key] ?? (above === '' ? 'default' : nearestOrigin(origins, above));
}

function flagOf(key: string): string {
  const row = agentRows.find(
    (candidate) => key === candidate.key || key.startsWith(`${candidate.key}.`),
  );
  return row?.facts.flag?.name ?? 'after --';
}

function keyOf(property: AgentSettingName): string {
  return agentRows.find((row) => row.property[0] === property)?.key ?? property;
}
