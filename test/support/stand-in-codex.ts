import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { realCodex } from './real-codex.ts';

/** The environment in which `STAND_IN` in an agent's settings chooses what takes codex's place. */
export async function standInEnvironment(): Promise<
  (folder: string) => Readonly<Record<string, string>>
> {
  const codex = await realCodex();
  return (folder) => ({
    CODEX_GRID_CODEX: resolve(import.meta.dirname, 'stand-in-codex.sh'),
    REAL_CODEX: codex,
    OLDER_CODEX: codexWithoutReports(codex, folder),
  });
}

/** What an older version lacks: its reports bear a number that nobody knows. */
function codexWithoutReports(codex: string, folder: string): string {
  const program = readFileSync(codex);
  const report = Buffer.from('\x1b]7501;state=');
  let at = program.indexOf(report);
  if (at === -1) throw new Error('this codex has no reports to take away');
  for (; at !== -1; at = program.indexOf(report, at)) program.write('\x1b]7509;', at, 'latin1');
  const path = join(folder, 'codex-without-reports');
  writeFileSync(path, program, { mode: 0o755 });
  return path;
}
