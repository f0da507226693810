import { type HostModel, newHostModel } from '../core/host/host-state.ts';
import { modelFromSaved } from '../core/host/saved-roster.ts';
import { configFile, lifetimeVariable, type Places } from '../wire/places.ts';
import type { HostLog } from './host-log.ts';
import type { HostProcess } from './host-process.ts';
import { withSavedPrompts } from './prompts/prompt-files.ts';
import { damagedSuffix, readSavedRoster, setAside } from './sessions/saved-roster-file.ts';
import { readSettings, type SettingsFile } from './settings-watch.ts';

/**
 * What a host begins with: the agents of the one before it, and what the config file says. `onNotice` is given what
 * a person should know of it.
 */
export async function initialModel(
  given: HostProcess,
  places: Places,
  { log, onNotice }: { readonly log: HostLog; readonly onNotice: (message: string) => void },
): Promise<HostModel> {
  const saved = await savedModel(places, given.now());
  const model = 'problem' in saved ? newHostModel(given.now()) : saved;
  if ('problem' in saved) {
    const kept = `${places.savedRoster}${damagedSuffix}`;
    log('roster-damaged', { problem: saved.problem, kept });
    onNotice(
      `The saved list of agents is damaged (${saved.problem}), so the grid begins without it. It is kept as ${kept}; the sessions themselves are untouched: codex-grid adopt brings one back.`,
    );
  }
  const settings = await readSettings(configOf(given));
  const lifetime = given.env[lifetimeVariable] === 'of-clients' ? 'of-clients' : 'own';
  const agents = await withSavedPrompts(model.agents, places.agents, {
    now: given.now(),
    onNotice,
  });
  return { ...model, agents, lifetime, settings };
}

export function configOf({ env, homeFolder }: HostProcess): SettingsFile {
  return { file: configFile(env, homeFolder), homeFolder };
}

/** A roster that cannot be read is kept beside the new one, for a person to look at. */
async function savedModel(
  places: Places,
  now: number,
): Promise<HostModel | { readonly problem: string }> {
  const text = await readSavedRoster(places.savedRoster);
  if (text === null) return newHostModel(now);
  const model = modelFromSaved(text, now);
  if ('problem' in model) await setAside(places.savedRoster);
  return model;
}
