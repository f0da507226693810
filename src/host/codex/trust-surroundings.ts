import type { Asking } from '../../core/codex/hook-trust.ts';
import { agentEnvironment } from '../../system/agent-environment.ts';
import type { FoundCodex } from '../../system/codex-binary.ts';
import type { InspectCodex } from '../../system/codex-inspection.ts';
import { type Environment, type Places, userCodexHome } from '../../wire/places.ts';
import { version } from '../../wire/version.ts';
import type { HostSurroundings } from '../host.ts';
import { consentsFile } from './consents.ts';
import { type FolderTrust, folderTrust } from './folder-trust.ts';
import { knownHooks } from './known-hooks.ts';
import { newerCodex } from './newer-codex.ts';

export type TrustSurroundings = Pick<HostSurroundings, 'checkHooks' | 'newerCodex'> & {
  readonly trust: FolderTrust;
};

/** What the host knows of folders, hooks and newer versions, on the files of its state folder. */
export function trustSurroundings(options: {
  readonly places: Places;
  readonly env: Environment;
  readonly homeFolder: string;
  readonly hooksFolder: string;
  readonly asking: () => Asking | null;
  readonly findCodex: () => Promise<FoundCodex>;
  readonly inspectCodex: InspectCodex;
  readonly now: () => number;
  readonly onProblem: (message: string) => void;
}): TrustSurroundings {
  const { places, env, homeFolder, hooksFolder, findCodex, inspectCodex } = options;
  const userHome = userCodexHome(env, homeFolder);
  const hooksOf = knownHooks({
    path: places.hookChecks,
    hooksFolder,
    markersFolder: places.markers,
    asking: options.asking,
    env: agentEnvironment(env, null),
    scratchParent: places.stateFolder,
    ownVersion: version,
  });
  return {
    trust: folderTrust({ userHome, consents: consentsFile({ ...options, path: places.consents }) }),
    async checkHooks() {
      const codex = await findCodex();
      return codex.ok ? hooksOf(codex.path) : { type: 'unverified' };
    },
    newerCodex: newerCodex({
      userHome,
      memoryPath: places.updateMemory,
      async installed() {
        const codex = await findCodex();
        return codex.ok ? (await inspectCodex(codex.path)).version : null;
      },
    }),
  };
}
