import type { AgentSettingName, AgentSettings } from './agent-settings-table.ts';
import { fileKey } from './settings-rows.ts';
import { isValues } from './value-tables.ts';

/** Two things that cannot both be meant. `property` is where the person should look first. */
export type Conflict = { readonly property: AgentSettingName; readonly text: string };

/** How a setting is called in a sentence, with where it was said: `sandbox = "read-only" (config.toml:3)`. */
export type Telling = (property: AgentSettingName) => string;

const plainTelling =
  (settings: AgentSettings): Telling =>
  (property) =>
    `${fileKey(property)} = ${JSON.stringify(settings[property])}`;

/** What contradicts itself in the settings of one agent, a sentence each. Nothing is ever overruled in silence. */
export function conflictsIn(
  settings: AgentSettings,
  tell: Telling = plainTelling(settings),
): readonly Conflict[] {
  return [
    ...argumentConflicts(settings, tell),
    ...configConflicts(settings, tell),
    ...sandboxConflicts(settings, tell),
  ];
}

/** What an argument of codex's decides, so that a setting beside it would be said twice. */
const decidedBy: readonly {
  readonly flags: readonly string[];
  readonly settings: readonly AgentSettingName[];
}[] = [
  { flags: ['--model', '-m'], settings: ['model'] },
  { flags: ['--profile', '-p'], settings: ['profile'] },
  { flags: ['--sandbox', '-s'], settings: ['sandbox'] },
  { flags: ['--ask-for-approval', '-a'], settings: ['approval'] },
  { flags: ['--approve-for-me'], settings: ['sandbox', 'approval'] },
  {
    flags: ['--dangerously-bypass-approvals-and-sandbox', '--yolo'],
    settings: ['sandbox', 'approval', 'network', 'addDirs'],
  },
  { flags: ['--worktree'], settings: ['worktree'] },
];

/** The settings that are keys of codex's own config too. */
export const configKeys: readonly {
  readonly property: AgentSettingName;
  readonly key: string;
}[] = [
  { property: 'model', key: 'model' },
  { property: 'reasoningEffort', key: 'model_reasoning_effort' },
  { property: 'sandbox', key: 'sandbox_mode' },
  { property: 'approval', key: 'approval_policy' },
  { property: 'network', key: 'sandbox_workspace_write.network_access' },
  { property: 'addDirs', key: 'sandbox_workspace_write.writable_roots' },
  { property: 'profile', key: 'profile' },
];

const amongArguments = 'among the arguments for codex';

function argumentConflicts(settings: AgentSettings, tell: Telling): readonly Conflict[] {
  const { flags, configKeys: overridden } = argumentsSaid(settings.args ?? []);
  const byFlag = decidedBy.flatMap(({ flags: names, settings: decided }) => {
    const flag = flags.find(({ name }) => names.includes(name));
    return flag === undefined
      ? []
      : decided.map((property) => ({ property, said: `${flag.name} ${amongArguments}` }));
  });
  const byConfig = configKeys
    .filter(({ key }) => overridden.includes(key))
    .map(({ property, key }) => ({ property, said: `-c ${key} ${amongArguments}` }));
  return [...byFlag, ...byConfig]
    .filter(({ property }) => isSaid(settings, property))
    .map(({ property, said }) => saidTwice(property, tell, said));
}

function configConflicts(settings: AgentSettings, tell: Telling): readonly Conflict[] {
  return configKeys
    .filter(({ property, key }) => isSaid(settings, property) && isInConfig(settings, key))
    .map(({ property, key }) => saidTwice(property, tell, `${key} in config`));
}

function saidTwice(property: AgentSettingName, tell: Telling, said: string): Conflict {
  const text = `${tell(property)} and ${said} decide the same thing. Take one of them away.`;
  return { property, text };
}

function sandboxConflicts(settings: AgentSettings, tell: Telling): readonly Conflict[] {
  const { network, addDirs = [] } = settings;
  const sandbox = sandboxSaid(settings, tell);
  const conflict = (property: AgentSettingName, reason: string): readonly Conflict[] => [
    { property, text: `${tell(property)} contradicts ${sandbox?.said}: ${reason}` },
  ];
  if (sandbox?.mode === 'read-only' && network === true) {
    return conflict(
      'network',
      'commands in a read-only sandbox never reach the network. Say network = false, or sandbox = "workspace-write".',
    );
  }
  if (sandbox?.mode === 'danger-full-access' && network === false) {
    return conflict(
      'network',
      'without a sandbox nothing keeps commands off the network. Say network = true, or sandbox = "workspace-write".',
    );
  }
  if (sandbox?.mode === 'read-only' && addDirs.length > 0) {
    return conflict(
      'addDirs',
      'nothing can be written in a read-only sandbox. Take the folders away, or say sandbox = "workspace-write".',
    );
  }
  return [];
}

/** The sandbox, wherever it is said. */
function sandboxSaid(
  settings: AgentSettings,
  tell: Telling,
): { readonly mode: unknown; readonly said: string } | null {
  if (settings.sandbox !== undefined) return { mode: settings.sandbox, said: tell('sandbox') };
  const { flags } = argumentsSaid(settings.args ?? []);
  const flag = flags.find(({ name }) => name === '-s' || name === '--sandbox');
  if (flag) return { mode: flag.value, said: `${flag.name} ${flag.value} ${amongArguments}` };
  const mode = settings.config?.['sandbox_mode'];
  return mode === undefined ? null : { mode, said: `sandbox_mode = "${mode}" in config` };
}

/** An empty list and `worktree = false` say nothing. */
function isSaid(settings: AgentSettings, property: AgentSettingName): boolean {
  const value = settings[property];
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && !(property === 'worktree' && value === false);
}

function isInConfig(settings: AgentSettings, key: string): boolean {
  const found = key
    .split('.')
    .reduce<unknown>((table, name) => (isValues(table) ? table[name] : undefined), settings.config);
  return found !== undefined;
}

type Flag = { readonly name: string; readonly value: string };

/** The options among arguments for codex, with what may be their values, and the config keys that `-c` sets. */
export function argumentsSaid(words: readonly string[]): {
  readonly flags: readonly Flag[];
  readonly configKeys: readonly string[];
} {
  const end = words.indexOf('--');
  const own = end === -1 ? words : words.slice(0, end);
  const flags = own.flatMap((word, index) => {
    // Codex takes `-sread-only` for `-s read-only`.
    const [, short, long, value = ''] = /^(?:(-\w)|(--[\w-]+))=?(.*)$/s.exec(word) ?? [];
    const name = short ?? long;
    return name === undefined ? [] : [{ name, value: value || (own[index + 1] ?? '') }];
  });
  const configKeys = flags
    .filter(({ name }) => name === '-c' || name === '--config')
    .map(({ value }) => value.replace(/=.*/s, '').trim());
  return { flags, configKeys };
}
