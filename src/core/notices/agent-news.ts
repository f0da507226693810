import type { AgentId } from '../agent/agent.ts';
import type { AgentRecord, HostModel } from '../host/host-state.ts';
import type { Lifecycle } from '../lifecycle/lifecycle-memory.ts';
import { type LifecycleName, needsYou } from '../lifecycle/lifecycle-table.ts';
import { programOf } from '../settings/agent-settings.ts';
import type { ProgramSettings } from '../settings/settings-table.ts';

/** What its user is told of, wherever they are. */
export type NewsReason = ProgramSettings['notifications']['of'][number];

/** An agent has come to where its user should know. */
export type AgentNews = {
  readonly agent: AgentId;
  readonly name: string;
  readonly reason: NewsReason;
  readonly state: LifecycleName;
  readonly detail: string | null;
};

/** Of the agents that are neither muted nor typed into; each wait once, and only what the settings name. */
export function newsOf(before: HostModel, after: HostModel): readonly AgentNews[] {
  if (before.agents === after.agents) return [];
  const wanted = programOf(after.settings).notifications.of;
  return after.agents.flatMap((agent, at) => {
    // Most of them have not changed, and stand where they stood.
    if (before.agents[at] === agent) return [];
    const former = before.agents.find(({ id }) => id === agent.id);
    // Of one that is new, or was brought back, nothing has changed.
    if (!former || former.lifecycle === agent.lifecycle) return [];
    const reason = reasonOf(agent.lifecycle, agent);
    if (reason === null || !wanted.includes(reason) || isHeard(after, agent)) return [];
    if (reason === reasonOf(lastKnown(former.lifecycle), former)) return [];
    const { name: state, detail } = agent.lifecycle;
    return [{ agent: agent.id, name: agent.name, reason, state, detail }];
  });
}

/** The news as they stand now; null once somebody has seen to the agent. */
export function presentNews(model: HostModel, news: AgentNews): AgentNews | null {
  const agent = model.agents.find(({ id }) => id === news.agent);
  if (!agent || isHeard(model, agent)) return null;
  const { lifecycle, name } = agent;
  if (reasonOf(lastKnown(lifecycle), agent) !== news.reason) return null;
  if (lifecycle.name === 'unknown') return { ...news, name };
  return { ...news, name, state: lifecycle.name, detail: lifecycle.detail };
}

function isHeard({ typing }: HostModel, { id, muted }: AgentRecord): boolean {
  return muted || typing.some(({ agent }) => agent === id);
}

function reasonOf(
  { name, exit }: Pick<Lifecycle, 'name' | 'exit'>,
  { stopping }: AgentRecord,
): NewsReason | null {
  if (needsYou(name)) return 'waits';
  if (name === 'done') return 'done';
  const isCrash = name === 'ended' && stopping === null && exit !== null;
  if (isCrash && (exit.code !== 0 || exit.signal !== null)) return 'failed';
  return name === 'failed' ? 'failed' : null;
}

/** A process that was stopped and goes on is where it was: that is no new wait. */
function lastKnown(lifecycle: Lifecycle): Pick<Lifecycle, 'name' | 'exit'> {
  if (lifecycle.name !== 'unknown') return lifecycle;
  const known = lifecycle.transitions.findLast(({ state }) => state !== 'unknown');
  return known ? { name: known.state, exit: null } : lifecycle;
}
