import { limitText } from '../agent/account-limits.ts';
import type { Agent } from '../agent/agent.ts';
import { lifecycles, needsYou } from '../lifecycle/lifecycle-table.ts';
import { plainText } from '../text/plain-text.ts';
import { visibleLine } from '../text/visible-text.ts';
import { pendingAskOf } from './waiting-asks.ts';

/**
 * What an agent waits for or has failed at, in one line; null where it does neither. A text is given as far as
 * `columns` cells may show it.
 */
export function cardText(
  agent: Agent,
  { columns, timeZone }: { readonly columns: number; readonly timeZone: string },
): string | null {
  if (agent.stopping !== null) return null;
  if (needsYou(agent.state)) return askText(agent, columns) || lifecycles[agent.state].word;
  const detail = plainText(agent.detail ?? '');
  if (agent.state !== 'failed' || !detail) return null;
  const until = limitText(agent, timeZone);
  return until === null ? detail : `${until} · ${detail}`;
}

/** The beginning of what is asked, in one line; null where nothing is. */
function askText(agent: Agent, columns: number): string | null {
  const ask = pendingAskOf(agent);
  return ask && visibleLine(ask.subject ?? ask.title, columns);
}
