import type { Agent, Worktree } from '../core/agent/agent.ts';
import { referredAgent } from '../core/agent/agent-reference.ts';
import type { Surroundings } from './call.ts';
import { type Ask, withHost, withSavedAgents } from './host-access.ts';
import { type Outcome, wrongUsage } from './outcome.ts';
import { areDescriptions, isRoster } from './replies.ts';

/** Where an agent works, by which git can say what it changed there. */
export type WorkPlace = {
  readonly name: string;
  readonly cwd: string;
  readonly worktree: Worktree | null;
};

/** Of an agent of the host, or of the last one when none runs. */
export function withWorkPlace(
  surroundings: Surroundings,
  reference: string,
  look: (place: WorkPlace) => Promise<Outcome>,
): Promise<Outcome> {
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'list' }, isRoster, (roster) => {
        const agent = referredAgent(roster, reference);
        return 'problem' in agent ? wrongUsage(agent.problem) : placeOf(ask, agent, look);
      }),
    without: (places) =>
      withSavedAgents(places, surroundings, (agents) => {
        const agent = referredAgent(agents, reference);
        return 'problem' in agent ? wrongUsage(agent.problem) : look(agent);
      }),
  });
}

/** The roster does not say since when there is work in a worktree. */
function placeOf(
  ask: Ask,
  agent: Agent,
  look: (place: WorkPlace) => Promise<Outcome>,
): Promise<Outcome> {
  return ask({ type: 'descriptions' }, areDescriptions, (described) => {
    const worktree = described.find(({ id }) => id === agent.id)?.worktree ?? null;
    return look({ name: agent.name, cwd: agent.cwd, worktree });
  });
}
