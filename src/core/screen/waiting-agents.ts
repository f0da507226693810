import type { Roster } from '../agent/agent.ts';
import { lifecycles, needsYou } from '../lifecycle/lifecycle-table.ts';

/** Those that need the user, or would like to be looked at: the most urgent lifecycle first, then the longest wait. */
export function waitingAgents(roster: Roster): Roster {
  return roster
    .filter((agent) => lifecycles[agent.state].attention > 0)
    .toSorted(
      (left, right) =>
        lifecycles[right.state].attention - lifecycles[left.state].attention ||
        left.since - right.since,
    );
}

export function agentsThatNeedYou(roster: Roster): Roster {
  return roster.filter((agent) => needsYou(agent.state));
}
