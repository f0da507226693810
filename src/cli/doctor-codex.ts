import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { versionNotice } from '../core/codex/codex-version.ts';
import type { Asking } from '../core/codex/hook-trust.ts';
import type { HostStatus } from '../core/host/host-commands.ts';
import { agentEnvironment } from '../system/agent-environment.ts';
import { findCodex } from '../system/codex-binary.ts';
import { codexInspector } from '../system/codex-inspection.ts';
import { checkHooks } from '../system/hook-check.ts';
import { isErrorCode } from '../system/system-error.ts';
import type { Places } from '../wire/places.ts';
import { version as ownVersion } from '../wire/version.ts';
import type { Surroundings } from './call.ts';
import { type Check, note, ok, problem } from './doctor-check.ts';

/** The codex that agents get: the running host has found one; without a host we look the way it would. */
export async function codexOfAgents(
  surroundings: Surroundings,
  status: HostStatus | null,
  configured: string | null,
): Promise<HostStatus['codex']> {
  if (status) return status.codex;
  const { env, packageFolder } = surroundings;
  const packagesFrom = join(packageFolder, 'package.json');
  const found = await findCodex({ ...surroundings, configured, packagesFrom });
  if (!found.ok) return { problem: found.problem };
  const { version } = await codexInspector(agentEnvironment(env, null))(found.path);
  return { path: found.path, version };
}

export function codexCheck(codex: HostStatus['codex']): Check {
  if ('problem' in codex) return problem('codex', codex.problem, null);
  const notice = versionNotice(codex.version);
  return notice
    ? note('codex', `${notice} It is ${codex.path}`, null)
    : ok('codex', `${codex.version}, ${codex.path}`);
}

/** The folder itself, or the one above it that is there: the doctor makes none that stays. */
async function nearestFolder(folder: string): Promise<string> {
  try {
    return (await stat(folder)).isDirectory() ? folder : dirname(folder);
  } catch (error) {
    if (!isErrorCode(error, 'ENOENT') || folder === dirname(folder)) return dirname(folder);
    return nearestFolder(dirname(folder));
  }
}

/** Asks that codex itself which hooks it would call. */
export async function hooksCheck(
  codex: HostStatus['codex'],
  {
    surroundings,
    places,
    asking,
  }: {
    readonly surroundings: Surroundings;
    readonly places: Places;
    readonly asking: Asking | null;
  },
): Promise<Check> {
  if ('problem' in codex) return note('hooks', 'not asked: there is no codex to ask', null);
  const health = await checkHooks({
    codex: codex.path,
    hooksFolder: join(surroundings.packageFolder, 'hooks'),
    markersFolder: places.markers,
    asking,
    env: agentEnvironment(surroundings.env, null),
    scratchParent: await nearestFolder(places.stateFolder),
    ownVersion,
  });
  switch (health.type) {
    case 'trusted':
      return ok('hooks', 'codex trusts ours and would call every one');
    case 'unverified':
      return note(
        'hooks',
        'codex did not say whether it would call ours',
        'Tiles say "hooks off" should it turn out that it does not.',
      );
    case 'off':
      return note(
        'hooks',
        `codex would not call ours: ${health.reason}`,
        'Tiles then know less: codex tells what it does, but not with which command.',
      );
    default:
      return health satisfies never;
  }
}
