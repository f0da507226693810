import { keyFor } from './bindings.ts';
import type { ScreenModel } from './screen-state.ts';

/** Why a key that needs an agent does nothing; null when there is one. */
export function noAgents(model: ScreenModel): string | null {
  return model.roster.length === 0
    ? `There are no agents yet: ${keyFor(model.bindings, 'new-agent')} starts one.`
    : null;
}
