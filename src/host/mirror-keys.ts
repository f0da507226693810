import type { AgentId } from '../core/agent/agent.ts';
import type { HostEffect } from '../core/host/host-events.ts';
import { type Mirrored, mirrorObstacle } from '../core/prompts/mirrored-keys.ts';
import { keyBytes } from '../core/terminal/key-names.ts';
import type { HostClients } from './host-clients.ts';
import type { AgentTerminals } from './terminal/agent-terminals.ts';
import type { Publisher } from './terminal/publisher.ts';
import type { TileSizes } from './terminal/tile-sizes.ts';
import type { ScreenWatch } from './witnesses/screen-watch.ts';

type MirrorParts = {
  readonly terminals: Pick<AgentTerminals, 'frame' | 'write'>;
  readonly screens: Pick<ScreenWatch, 'read'>;
  readonly published: Pick<Publisher, 'typed'>;
  readonly sizes: Pick<TileSizes, 'typed'>;
  readonly clients: Pick<HostClients, 'write'>;
};

type Mirror = Extract<HostEffect, { type: 'mirror' }>;

/** Types it where the screen lets it, and tells who was left out. */
export function mirrorKeys(parts: MirrorParts, effect: Mirror): void {
  const left = effect.agents.flatMap((agent) => {
    const why = typeInto(parts, agent, effect);
    return why === null ? [] : [{ agent, why }];
  });
  parts.clients.write(effect.client, {
    type: 'reply',
    request: effect.request,
    reply: { ok: true, value: [...effect.barred, ...left] },
  });
}

function typeInto(parts: MirrorParts, agent: AgentId, typed: Mirror): string | null {
  const facts = parts.screens.read(agent);
  const frame = parts.terminals.frame(agent);
  if (!facts || !frame) return 'it shows nothing yet';
  const why = mirrorObstacle(facts, typed);
  if (why !== null) return why;
  // Without the mode a paste would be so many keys.
  if (isPaste(typed.what) && !frame.modes.bracketedPaste) return 'it takes no pastes';
  parts.published.typed(agent);
  parts.sizes.typed(null, agent);
  return parts.terminals.write(agent, bytesOf(typed.what, frame.modes))
    ? null
    : 'it does not read what is typed';
}

function bytesOf(what: Mirrored, modes: Parameters<typeof keyBytes>[1]): Uint8Array {
  if (what.type === 'key') return keyBytes(what.key, modes);
  return isPaste(what) ? Buffer.from(`\x1b[200~${what.text}\x1b[201~`) : keyBytes(what.text, modes);
}

/** All but a single character, which is a key; a tab by itself would be the key that completes, or queues. */
function isPaste(what: Mirrored): boolean {
  return what.type === 'text' && !/^\P{Cc}$/u.test(what.text);
}
