import type { LoadedSettings } from './agent-settings.ts';
import { type ConfigFile, readConfig } from './settings-file.ts';
import { problemText } from './settings-read.ts';

/** What the host works with: all of the config, or why none of it. */
export function loadedSettings(text: string, config: ConfigFile): LoadedSettings {
  const { defaults, program, origins, problems } = readConfig(text, config);
  const [first] = problems;
  if (!first) return { ok: true, defaults, program, origins };
  const more = problems.length - 1;
  const others =
    more === 0
      ? ''
      : ` ${more} more ${more === 1 ? 'problem' : 'problems'}: codex-grid config check.`;
  return unusableSettings(`${problemText(first)}${others}`);
}

/** `problem` is a sentence about the file. */
export function unusableSettings(problem: string): LoadedSettings {
  return {
    ok: false,
    problem: `${problem} No agent is started until the file is mended: its defaults may be your safety.`,
  };
}
