import { type HostModel, newHostModel } from '../core/host/host-state.ts';
import { modelFromSaved } from '../core/host/saved-roster.ts';
import { configFile, lifetimeVariable, type Places } from '../wire/places.ts';
import type { HostLog } from './host-log.ts';
import type { HostProcess } from './host-process.ts';
import { damagedSuffix, readSavedRoster, setAside } from './sessions/saved-roster-file.ts';
import { readSettings, type SettingsFile } from './settings-watch.ts';

/** What a host begins with: the agents of the one before it, and what the config file says. */
export async function initialModel(
  given: HostProcess,
  places: Places,
  log: HostLog,
): Promise<HostModel> {
  const model = await savedModel(places, given.now(), log);
  const settings = await readSettings(configOf(given));
  const lifetime = given.env[lifetimeVariable] === 'of-clients' ? 'of-clients' : 'own';
  return { ...model, lifetime, settings };
}

export function configOf({ env, homeFolder }: HostProcess): SettingsFile {
  return { file: configFile(env, homeFolder), homeFolder };
}

/** A roster that cannot be read is kept beside the new one, for a person to look at. */
async function savedModel(places: Places, now: number, log: HostLog): Promise<HostModel> {
  const text = await readSavedRoster(places.savedRoster);
  if (text === null) return newHostModel(now);
  const model = modelFromSaved(text, now);
  if (!('problem' in model)) return model;
  await setAside(places.savedRoster);
  log('roster-damaged', {
    problem: model.problem,
    kept: `${places.savedRoster}${damagedSuffix}`,
  });
  return newHostModel(now);
}
