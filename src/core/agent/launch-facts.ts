import type { TomlTable } from 'smol-toml';
import { isTable } from '../codex/toml-tables.ts';
import type { LaunchFacts } from './agent.ts';

type SettingFacts = Pick<
  LaunchFacts,
  'model' | 'reasoningEffort' | 'sandbox' | 'approval' | 'network'
>;

/** Codex's built-in permission profiles, as sandboxes. */
const permissionSandboxes: Readonly<Record<string, string>> = {
  ':read-only': 'read-only',
  ':workspace': 'workspace-write',
  ':danger-full-access': 'danger-full-access',
};

/**
 * What codex will work with, as far as its user said so. `config` is what the files and the agent's settings
 * amount to, `settings` the latter alone, `words` what is passed to codex as it is: those count last.
 */
export function settingFacts(
  config: TomlTable,
  settings: TomlTable,
  words: readonly string[],
): SettingFacts {
  const flags = flagValues(words);
  const said = (key: string) => flags.get(key) ?? textAt(config, key);
  const sandbox = flags.get('sandbox_mode') ?? sandboxOf(config, settings);
  return {
    model: said('model'),
    reasoningEffort: said('model_reasoning_effort'),
    sandbox,
    approval: said('approval_policy'),
    network: networkOf(sandbox, config, flags),
  };
}

/** A permission profile wins over a sandbox in the same files, and a sandbox that is given by flag over both. */
function sandboxOf(config: TomlTable, settings: TomlTable): string | null {
  const own = textAt(settings, 'sandbox_mode');
  const permissions = textAt(config, 'default_permissions');
  if (own !== null) return own;
  if (permissions === null) return textAt(config, 'sandbox_mode');
  return permissionSandboxes[permissions] ?? permissions;
}

function networkOf(
  sandbox: string | null,
  config: TomlTable,
  flags: ReadonlyMap<string, string>,
): boolean | null {
  if (sandbox === 'danger-full-access') return true;
  if (sandbox === 'read-only') return false;
  const flag = flags.get('sandbox_workspace_write.network_access');
  if (flag !== undefined) return flag === 'true';
  const workspace = config['sandbox_workspace_write'];
  const access = isTable(workspace) ? workspace['network_access'] : undefined;
  if (typeof access === 'boolean') return access;
  return sandbox === null ? null : false;
}

const keyOfOption: Readonly<Record<string, string>> = {
  '-m': 'model',
  '--model': 'model',
  '-s': 'sandbox_mode',
  '--sandbox': 'sandbox_mode',
  '-a': 'approval_policy',
  '--ask-for-approval': 'approval_policy',
};

/** By the key of codex's config; of several the last. */
function flagValues(words: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (let at = 0; at < words.length; at += 1) {
    const [option = '', inline] = optionIn(words[at] ?? '');
    if (option === '--') break;
    if (option === '--yolo' || option === '--dangerously-bypass-approvals-and-sandbox') {
      values.set('sandbox_mode', 'danger-full-access').set('approval_policy', 'never');
    }
    const value = inline ?? words[at + 1] ?? '';
    const key = keyOfOption[option];
    if (key !== undefined) values.set(key, value);
    if (option === '-c' || option === '--config') {
      const [name = '', ...rest] = value.split('=');
      values.set(
        name.trim(),
        rest
          .join('=')
          .trim()
          .replace(/^(["'])(.*)\1$/s, '$2'),
      );
    }
  }
  return values;
}

/** `--model=x` and `-mx` are one word. */
function optionIn(word: string): readonly [string, string?] {
  const long = /^(--[\w-]+)=(.*)$/s.exec(word);
  if (long) return [long[1] ?? '', long[2] ?? ''];
  const short = /^(-[msac])=?(.+)$/s.exec(word);
  return short ? [short[1] ?? '', short[2] ?? ''] : [word];
}

function textAt(table: TomlTable, key: string): string | null {
  const value = table[key];
  return typeof value === 'string' ? value : null;
}
