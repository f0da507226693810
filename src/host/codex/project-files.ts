import { join } from 'node:path';
import type { TomlTable } from 'smol-toml';
import { type ProjectLayer, projectConfig } from '../../core/codex/project-config.ts';
import { projectTrustIn } from '../../core/codex/trust.ts';
import { smallTextIfAny } from '../small-file.ts';
import { folderFacts, foldersOfSettings, realPathOr } from './folder-inspection.ts';
import { tableOrEmpty } from './toml-text.ts';

/**
 * What codex takes from the repository when it starts in `cwd` with this home. A file that cannot be read
 * says nothing: codex itself names it.
 */
export async function readProjectConfig(
  cwd: string,
  home: { readonly path: string; readonly config: TomlTable },
): Promise<TomlTable> {
  const facts = await folderFacts(cwd, { userHome: home.path });
  const codexHome = await realPathOr(home.path);
  const read = await Promise.all(
    foldersOfSettings(facts).map((folder) => layerOf(folder, codexHome)),
  );
  const layers = read.filter((layer) => layer !== null);
  return projectConfig(layers, facts, projectTrustIn(home.config));
}

/** To codex a `.codex` that is its home is no repository's; that of its user is, when it has another home. */
async function layerOf(folder: string, codexHome: string): Promise<ProjectLayer | null> {
  const path = join(folder, '.codex');
  const text = await smallTextIfAny(join(path, 'config.toml'));
  if (text === null || (await realPathOr(path)) === codexHome) return null;
  return { folder, config: tableOrEmpty(text) };
}
