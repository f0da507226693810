import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type ReadConfig, readConfig } from '../core/settings/settings-file.ts';
import { settingsJsonSchema } from '../core/settings/settings-json-schema.ts';
import { problemText } from '../core/settings/settings-read.ts';
import { fileLayer, type ToldSetting, toldOf } from '../core/settings/settings-resolve.ts';
import { settingRows } from '../core/settings/settings-rows.ts';
import { textWidth } from '../core/text/text-width.ts';
import { errorText, isErrorCode } from '../system/system-error.ts';
import { configFile } from '../wire/places.ts';
import { fromHome } from './agent-table.ts';
import type { Call, Surroundings } from './call.ts';
import { done, failed, jsonText, type Outcome } from './outcome.ts';

// All of them look at the file itself, so they never need a host.

export async function configPath(_call: Call, surroundings: Surroundings): Promise<Outcome> {
  return done(`${fileOf(surroundings)}\n`);
}

export async function configSchema(): Promise<Outcome> {
  return done(jsonText(settingsJsonSchema()));
}

export async function checkConfig(_call: Call, surroundings: Surroundings): Promise<Outcome> {
  const file = fileOf(surroundings);
  const read = await configOf(surroundings);
  if (read === null) return done(`${file} does not exist: what is built in holds.\n`);
  return 'problem' in read ? failed(read.problem) : done(`${file} is right.\n`);
}

export async function showConfig(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const read = (await configOf(surroundings)) ?? readConfig('', placeOf(surroundings));
  if ('problem' in read) return failed(read.problem);
  const settings = everySetting(read, surroundings);
  if (call.options['json']) return done(jsonText(settings));
  const shown = settings.map(({ key, value, origin, otherwise }) => [
    key,
    value === null ? `(${otherwise})` : JSON.stringify(value),
    call.options['origin'] ? fromHome(origin, surroundings.homeFolder) : '',
  ]);
  const widths = [0, 1].map((at) => Math.max(...shown.map((cells) => textWidth(cells[at] ?? ''))));
  return done(
    shown
      .map((cells) => cells.map((cell, at) => padded(cell, widths[at] ?? 0)).join('  '))
      .map((line) => `${line.trimEnd()}\n`)
      .join(''),
  );
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

/** What holds now; `value` null where nothing is said, `otherwise` then says what that means. */
type ShownSetting = ToldSetting & { readonly otherwise: string };

function everySetting(
  { defaults, program, origins }: ReadConfig,
  { env }: Surroundings,
): readonly ShownSetting[] {
  const { origin } = fileLayer(defaults, origins);
  const codex = env['CODEX_GRID_CODEX'];
  return settingRows.flatMap((row) => {
    const { key, otherwise } = row;
    if (key === 'codex' && codex) {
      return [{ key, value: codex, origin: '$CODEX_GRID_CODEX', otherwise }];
    }
    const settings = row.scope === 'agent' ? defaults : program;
    const told = Object.hasOwn(origins, key) ? toldOf(row, settings, origin) : [];
    return told.length > 0
      ? told.map((setting) => ({ ...setting, otherwise }))
      : [{ key, value: null, origin: 'default', otherwise }];
  });
}

/** All in one, and a line each. */
type Problem = { readonly problem: string; readonly problems: readonly string[] };

/** What the config file says, or all that is wrong with it; null when there is no file. */
export async function configOf(
  surroundings: Pick<Surroundings, 'env' | 'homeFolder'>,
): Promise<ReadConfig | Problem | null> {
  const place = placeOf(surroundings);
  try {
    const read = readConfig(await readFile(place.file, 'utf8'), place);
    if (read.problems.length === 0) return read;
    const lines = read.problems.map(problemText);
    const count = lines.length === 1 ? 'a problem' : `${lines.length} problems`;
    return {
      problem: `the config has ${count}, and no agent is started until it is mended:\n${lines.join('\n')}`,
      problems: lines,
    };
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return null;
    const problem = `${place.file} cannot be read: ${errorText(error)}.`;
    return { problem, problems: [problem] };
  }
}

function placeOf(surroundings: Pick<Surroundings, 'env' | 'homeFolder'>) {
  const file = fileOf(surroundings);
  return { file, folder: dirname(file), homeFolder: surroundings.homeFolder };
}

function fileOf({ env, homeFolder }: Pick<Surroundings, 'env' | 'homeFolder'>): string {
  return configFile(env, homeFolder);
}
