import { fileKey } from './settings-rows.ts';
import type { AgentSettingName, AgentSettings } from './settings-table.ts';

/** Two things that cannot both be meant. `property` is where the person should look first. */
export type Conflict = { readonly property: AgentSettingName; readonly text: string };

/** How a setting is called in a sentence, with where it was said: `sandbox = "read-only" (config.toml:3)`. */
export type Telling = (property: AgentSettingName) => string;

export const plainTelling =
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
const configKeys: Readonly<Partial<Record<AgentSettingName, string>>> = {
  model: 'model',
  reasoningEffort: 'model_reasoning_effort',
  sandbox: 'sandbox_mode',
  approval: 'approval_policy',
  network: 'sandbox_workspace_write.network_access',
  addDirs: 'sandbox_workspace_write.writable_roots',
  profile: 'profile',
};

function argumentConflicts(settings: AgentSettings, tell: Telling): readonly Conflict[] {
  const { flags, configKeys: overridden } = argumentsSaid(settings.args ?? []);
  const byFlag = decidedBy.flatMap(({ flags: names, settings: decided }) => {
    const flag = flags.find((said) => names.includes(said));
    return flag === undefined
      ? []
      : decided.map((property) => ({ property, said: `${flag} among the arguments for codex` }));
  });
  const byConfig = Object.entries(configKeys).flatMap(([property, key]) =>
    overridden.includes(key)
      ? [
          {
            property: property as AgentSettingName,
            said: `-c ${key} among the arguments for codex`,
          },
        ]
      : [],
  );
  return [...byFlag, ...byConfig]
    .filter(({ property }) => isSaid(settings, property))
    .map(({ property, said }) => ({
      property,
      text: `${tell(property)} and ${said} say the same thing twice. Take one of them away.`,
    }));
}

function configConflicts(settings: AgentSettings, tell: Telling): readonly Conflict[] {
  return Object.entries(configKeys).flatMap(([name, key]) => {
    const property = name as AgentSettingName;
    if (!isSaid(settings, property) || configValue(settings, key) === undefined) return [];
    return [
      {
        property,
        text: `${tell(property)} and ${key} in config say the same thing twice. Take one of them away.`,
      },
    ];
  });
}

function sandboxConflicts(settings: AgentSettings, tell: Telling): readonly Conflict[] {
  const { sandbox, network, addDirs = [] } = settings;
  if (sandbox === 'read-only' && network === true) {
    const text = `${tell('network')} contradicts ${tell('sandbox')}: commands in a read-only sandbox never reach the network. Say network = false, or sandbox = "workspace-write".`;
    return [{ property: 'network', text }];
  }
  if (sandbox === 'danger-full-access' && network === false) {
    const text = `${tell('network')} contradicts ${tell('sandbox')}: without a sandbox nothing keeps commands off the network. Say network = true, or sandbox = "workspace-write".`;
    return [{ property: 'network', text }];
  }
  if (sandbox === 'read-only' && addDirs.length > 0) {
    const text = `${tell('addDirs')} contradicts ${tell('sandbox')}: nothing can be written in a read-only sandbox. Take the folders away, or say sandbox = "workspace-write".`;
    return [{ property: 'addDirs', text }];
  }
  return [];
}

/** An empty list and `worktree = false` say nothing. */
function isSaid(settings: AgentSettings, property: AgentSettingName): boolean {
  const value = settings[property];
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && !(property === 'worktree' && value === false);
}

function configValue(settings: AgentSettings, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (table, name) =>
        typeof table === 'object' && table !== null && Object.hasOwn(table, name)
          ? Reflect.get(table, name)
          : undefined,
      settings.config ?? {},
    );
}

/** The options among arguments for codex, without their values, and the config keys that `-c` sets. */
export function argumentsSaid(words: readonly string[]): {
  readonly flags: readonly string[];
  readonly configKeys: readonly string[];
} {
  const end = words.indexOf('--');
  const own = end === -1 ? words : words.slice(0, end);
  const flags: string[] = [];
  const keys: string[] = [];
  for (const [index, word] of own.entries()) {
    // Codex takes `-sread-only` for `-s read-only`.
    const [, short, long, value] = /^(?:(-\w)|(--[\w-]+))=?(.*)$/s.exec(word) ?? [];
    const flag = short ?? long;
    if (flag === undefined) continue;
    flags.push(flag);
    if (flag !== '-c' && flag !== '--config') continue;
    const [key = ''] = (value === '' ? (own[index + 1] ?? '') : (value ?? '')).split('=');
    keys.push(key.trim());
  }
  return { flags, configKeys: keys };
}
