import type { AgentSettings, ProgramSettings } from './agent-settings.ts';

/** Of the config's defaults those that the form of a new agent asks about; others may hold secrets. */
export type ShownDefaults = Pick<AgentSettings, 'model' | 'sandbox' | 'approval' | 'worktree'>;

/** What screens are told of the config. `problem` says why it could not be read; the rest is then as it was before. */
export type SettingsNews = {
  readonly program: ProgramSettings;
  readonly defaults: ShownDefaults;
  readonly problem: string | null;
};

export function shownDefaults({
  model,
  sandbox,
  approval,
  worktree,
}: AgentSettings): ShownDefaults {
  return {
    ...(model === undefined ? {} : { model }),
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(approval === undefined ? {} : { approval }),
    ...(worktree === undefined ? {} : { worktree }),
  };
}
