import type { TomlTable } from 'smol-toml';
import { isTable } from './toml-tables.ts';

/** Where codex looks for a login, as the user's config says. */
export type LoginStore = 'file' | 'keyring' | 'auto' | 'ephemeral';

export function loginStore(config: TomlTable): LoginStore {
  const said = config['cli_auth_credentials_store'];
  return said === 'keyring' || said === 'auto' || said === 'ephemeral' ? said : 'file';
}

/**
 * Whether codex asks for a login with this config and these words on its command line: its own provider does,
 * others where they say so.
 */
export function needsLogin(config: TomlTable, words: readonly string[]): boolean {
  if (words.includes('--oss')) return false;
  const name = config['model_provider'];
  if (typeof name !== 'string') return true;
  const providers = config['model_providers'];
  const provider =
    isTable(providers) && Object.hasOwn(providers, name) ? providers[name] : undefined;
  return isTable(provider) ? provider['requires_openai_auth'] === true : name === 'openai';
}
