import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codexConfig } from '../../../src/demo/codex-config.ts';
import type { GridFixture } from '../../support/grid-fixture.ts';
import type { Scenario } from './scenario.ts';

/** The folder that the scenario's agent works in, made with its files. */
export function folderOf({ project }: GridFixture, { name, files = {} }: Scenario): string {
  return folderWith(join(project, name), files);
}

/** The setting `home` of a scenario with one of its own, made with its files. */
export function homeSetting(
  { folder, project, server }: GridFixture,
  { home }: Scenario,
): { readonly home?: string } {
  if (!home) return {};
  const usual = codexConfig({ modelUrl: server.url, trustedFolders: [project] });
  const config = home.config?.(usual) ?? usual;
  const files = { 'config.toml': config, ...home.files };
  return { home: folderWith(join(folder, 'homes', home.name), files) };
}

function folderWith(folder: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    // What codex has written since stays.
    if (existsSync(join(folder, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
