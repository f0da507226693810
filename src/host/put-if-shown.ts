import type { ScreenFacts } from '../core/codex-screen/screen-facts.ts';
import type { HostEffect } from '../core/host/host-events.ts';
import { pasteParts } from '../core/prompts/prompt-text.ts';
import { keyBytes } from '../core/terminal/key-names.ts';
import type { HostLoop } from './host-loop.ts';
import type { AgentTerminals } from './terminal/agent-terminals.ts';
import type { Publisher } from './terminal/publisher.ts';
import type { TileSizes } from './terminal/tile-sizes.ts';
import type { ScreenWatch } from './witnesses/screen-watch.ts';

type Put = Extract<HostEffect, { type: 'paste' | 'press' }>;

type PutParts = {
  readonly loop: Pick<HostLoop, 'dispatch'>;
  readonly terminals: Pick<AgentTerminals, 'frame' | 'write'>;
  readonly screens: Pick<ScreenWatch, 'look'>;
  readonly published: Pick<Publisher, 'typed'>;
  readonly sizes: Pick<TileSizes, 'typed'>;
};

/** A dialog may have opened since the model decided, and would take what is typed for its answer. */
export function putIfShown(parts: PutParts, effect: Put): void {
  const { agent, purpose, on } = effect;
  const done = isShown(parts.screens.look(agent), on) && put(parts, effect);
  parts.loop.dispatch({ type: 'put', agent, purpose, done });
}

function isShown(now: ScreenFacts | null, then: ScreenFacts): boolean {
  return now !== null && JSON.stringify(now) === JSON.stringify(then);
}

function put({ terminals, published, sizes }: PutParts, effect: Put): boolean {
  const { agent } = effect;
  const frame = terminals.frame(agent);
  if (!frame) return false;
  const bytes =
    effect.type === 'press' ? keyBytes(effect.key, frame.modes) : pasteBytes(effect.text);
  // Without the mode a paste would be so many keys.
  if (effect.type === 'paste' && !frame.modes.bracketedPaste) return false;
  published.typed(agent);
  sizes.typed(null, agent);
  return terminals.write(agent, bytes);
}

function pasteBytes(text: string): Uint8Array {
  return Buffer.from(
    pasteParts(text)
      .map((part) => `\x1b[200~${part}\x1b[201~`)
      .join(''),
  );
}
