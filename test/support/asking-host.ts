import type { LaunchFacts } from '../../src/core/agent/agent.ts';
import type { PendingAsk } from '../../src/core/asks/pending-ask.ts';
import { type ScreenFacts, screenFacts } from '../../src/core/codex-screen/screen-facts.ts';
import { rosterEntry } from '../../src/core/host/host-state.ts';
import type { Evidence, MarkerEvidence } from '../../src/core/lifecycle/evidence.ts';
import { inBand, marker } from './evidence.ts';
import { type HostRun, idOf, runningHost } from './host-run.ts';
import { recordedAt } from './recorded-evidence.ts';
import { recordedScreens } from './recorded-screens.ts';

const screens = recordedScreens();

/** What a recorded screen shows. */
export function factsOf(scene: string, size = '80x24'): ScreenFacts {
  const found = screens.find(
    ({ scene: name, frame }) => name === scene && `${frame.columns}x${frame.rows}` === size,
  );
  if (!found) throw new Error(`no screen ${scene} ${size}`);
  return screenFacts(found.frame, found.codexVersion);
}

const launched: LaunchFacts = {
  codexHome: '/home',
  codexVersion: '0.169.0',
  model: null,
  reasoningEffort: null,
  sandbox: null,
  approval: null,
  network: null,
  hooks: { type: 'trusted' },
  dangerous: [],
};

export function say(host: HostRun, evidence: Evidence): void {
  const at = evidence.at - recordedAt;
  host.happens(at, { type: 'evidence', agent: idOf(host, 'api'), evidence });
}

export function show(host: HostRun, at: number, scene: string, size?: string): void {
  const facts = factsOf(scene, size);
  host.happens(at, { type: 'screen-read', agent: idOf(host, 'api'), facts });
}

export type Told = Partial<MarkerEvidence> & { readonly at?: number };

/** `api` in a turn that waits, as codex says since 320 ms, and has told these by its hooks; with none it has none. */
export function waiting(kind: 'permission' | 'question', ...told: readonly Told[]): HostRun {
  const host = runningHost('api');
  const hooks =
    told.length === 0 ? ({ type: 'off', reason: 'its user said so' } as const) : launched.hooks;
  const launch = { ...launched, hooks };
  host.happens(20, { type: 'prepared', agent: idOf(host, 'api'), facts: { launch } });
  say(host, inBand(100, 'idle'));
  say(host, inBand(200, 'working'));
  const event = kind === 'permission' ? 'PermissionRequest' : 'PreToolUse';
  if (told.length > 0) say(host, marker(210, 'UserPromptSubmit'));
  for (const { at = 300, ...more } of told) say(host, marker(at, event, more));
  say(host, inBand(320, 'blocked', kind));
  return host;
}

/** What `api` waits with, as the roster tells it. */
export function askOf(host: HostRun): PendingAsk {
  const [agent] = host.model().agents;
  const ask = agent ? rosterEntry(agent).ask : null;
  if (!ask) throw new Error('it waits for nothing');
  return ask;
}
