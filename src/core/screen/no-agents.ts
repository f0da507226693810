import { keyFor } from './bindings.ts';
import type { ScreenModel } from './screen-state.ts';

/** Why a key that needs the selected agent does nothing; null when there is one. */
export function noAgents(model: ScreenModel): string | null {
  const none = noAgentAtAll(model);
  if (none !== null || model.selected !== null) return none;
  return `No agent passes the filter: ${keyFor(model.bindings, 'close')} shows all.`;
}

/** Why a key that needs any agent does nothing. */
export function noAgentAtAll(model: ScreenModel): string | null {
  return model.roster.length === 0
    ? `There are no agents yet: ${keyFor(model.bindings, 'new-agent')} starts one.`
    : null;
}
