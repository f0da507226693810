import type { HostStatus } from '../core/host/host-commands.ts';
import { type LoadedSettings, programOf } from '../core/settings/agent-settings.ts';
import { agentEnvironment } from '../system/agent-environment.ts';
import { type CodexSearch, findCodex } from '../system/codex-binary.ts';
import { codexInspector } from '../system/codex-inspection.ts';
import type { Places } from '../wire/places.ts';
import { version } from '../wire/version.ts';
import type { HostProcess } from './host-process.ts';

export type StatusSources = {
  readonly places: Places;
  readonly malformedMarkers: () => number;
  readonly settings: () => LoadedSettings;
};

/** Where the codex that agents run is looked for. */
export function codexSearch(
  { env, programFile, platform, architecture }: HostProcess,
  settings: LoadedSettings,
): CodexSearch {
  const configured = programOf(settings).codex;
  return { env, configured, packagesFrom: programFile, platform, architecture };
}

/** What `host status` prints; it counts as started when this is called. */
export function statusOf(
  given: HostProcess,
  { places, malformedMarkers, settings }: StatusSources,
): () => Promise<HostStatus> {
  const startedAt = given.now();
  const inspect = codexInspector(agentEnvironment(given.env, null));
  return async () => {
    const found = await findCodex(codexSearch(given, settings()));
    return {
      pid: given.pid,
      version,
      stateFolder: places.stateFolder,
      startedAt,
      codex: found.ok
        ? { path: found.path, version: (await inspect(found.path)).version }
        : { problem: found.problem },
      malformedMarkers: malformedMarkers(),
    };
  };
}
