import type { TomlTable } from 'smol-toml';
import type { LaunchFacts } from '../../core/agent/agent.ts';
import { settingFacts } from '../../core/agent/launch-facts.ts';
import { flaggedSettings } from '../../core/codex/codex-settings.ts';
import { dangerousFlags } from '../../core/codex/dangerous-flags.ts';
import { hooksSwitchedOff } from '../../core/codex/hooks-health.ts';
import { laidOver } from '../../core/codex/project-config.ts';
import type { LaunchRequest } from '../../core/host/launch-request.ts';
import { readProjectConfig } from './project-files.ts';

/** What codex is told by flags, in the words of its config, and what it then works with. */
export type ToldSettings = {
  readonly flags: TomlTable;
  readonly facts: Omit<LaunchFacts, 'codexHome' | 'codexVersion'>;
};

/** `settings` are the agent's in codex's words, `home` is the prepared one, whose config has them already. */
export async function toldSettings(
  request: LaunchRequest,
  home: { readonly path: string; readonly config: TomlTable },
  settings: TomlTable,
): Promise<ToldSettings> {
  const words = request.settings.args ?? [];
  // A subcommand of codex reads nothing of the folder.
  const project = request.task.type === 'command' ? {} : await readProjectConfig(request.cwd, home);
  const flags = flaggedSettings(
    settings,
    { config: home.config, project },
    request.home === 'isolated' ? 'isolated' : 'users',
  );
  const config = laidOver(laidOver(home.config, project), flags);
  return {
    flags,
    facts: {
      ...settingFacts(config, settings, words),
      hooks: hooksBefore(request, config),
      dangerous: dangerousFlags(words),
    },
  };
}

/** What is known before codex was asked. */
function hooksBefore({ task, settings }: LaunchRequest, config: TomlTable): LaunchFacts['hooks'] {
  const reason = task.type === 'command' ? null : hooksSwitchedOff(config, settings.args ?? []);
  return reason === null ? { type: 'unverified' } : { type: 'off', reason };
}
