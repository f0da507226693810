import { lstat } from 'node:fs/promises';
import { stringify, type TomlTable } from 'smol-toml';
import { nextConfig } from '../../core/codex/agent-config.ts';
import { mergedTables } from '../../core/codex/toml-tables.ts';
import { configIn } from '../../system/codex-config.ts';
import { isErrorCode } from '../../system/system-error.ts';
import { writeWhole } from '../whole-file.ts';

/** One of the config files of an agent's home, with all that its next text depends on. */
export type GeneratedFile = {
  readonly path: string;
  /** Where what was generated last is kept, to tell from it what codex wrote since. */
  readonly generatedPath: string;
  /** The user's file of the same name. */
  readonly user: TomlTable;
  readonly current: TomlTable | null;
  readonly last: TomlTable | null;
};

export async function generatedFile(
  name: string,
  folders: { readonly user: string; readonly agent: string; readonly home: string },
): Promise<GeneratedFile | { readonly problem: string }> {
  const path = `${folders.home}/${name}`;
  const generatedPath = `${folders.agent}/generated-${name}`;
  const user = await configIn(`${folders.user}/${name}`);
  if ('problem' in user) return user;
  // A link leads to the user's file: codex wrote nothing of this agent's there.
  const current = (await isLink(path)) ? { table: null } : await configIn(path);
  if ('problem' in current) return current;
  // Nobody but us writes there, so nobody could mend it: without it what stands in the home is kept.
  const read = await configIn(generatedPath);
  const last = 'problem' in read ? null : read.table;
  return { path, generatedPath, user: user.table ?? {}, current: current.table, last };
}

/** Returns what the file says now. */
export async function writeGenerated(
  file: GeneratedFile,
  generated: TomlTable,
): Promise<TomlTable> {
  const config = nextOf(file, generated);
  await writeWhole(file.path, stringify(config));
  await writeWhole(file.generatedPath, stringify(generated));
  return config;
}

function nextOf({ current, last }: GeneratedFile, generated: TomlTable): TomlTable {
  if (current === null) return generated;
  // Whatever stands there is kept where nobody can tell any more who wrote it.
  if (last === null) return mergedTables(current, generated);
  return nextConfig(generated, { generated: last, current });
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return false;
    throw error;
  }
}
