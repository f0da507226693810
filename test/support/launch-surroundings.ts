import { resolve } from 'node:path';
import type { LaunchSurroundings } from '../../src/host/codex/codex-launch.ts';
import { codexInspector } from '../../src/system/codex-inspection.ts';
import { placesIn } from '../../src/wire/places.ts';
import { realCodex } from './real-codex.ts';

/** Those of a user whose Codex home is `user` in the folder, with the real codex and nothing trusted. */
export function launchSurroundings(folder: string): LaunchSurroundings {
  const places = placesIn(`${folder}/state`, { env: {}, digest: 'd', userId: 0 });
  if ('problem' in places) throw new Error(places.problem);
  return {
    places,
    env: { ...process.env, CODEX_HOME: `${folder}/user` },
    homeFolder: folder,
    hooksFolder: resolve(import.meta.dirname, '../../hooks'),
    userId: process.getuid?.() ?? 0,
    asking: () => null,
    findCodex: async () => ({ ok: true, path: await realCodex() }),
    inspectCodex: codexInspector({}),
    prepareTrust: async () => ({ trustedPaths: [], notices: [] }),
  };
}
