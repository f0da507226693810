import type { Agent } from '../core/agent/agent.ts';

/** What was done to agents, a line each: `stopped api (1)`. */
export function linesOf(verb: string, agents: readonly Agent[]): string {
  return agents.map(({ name, number }) => `${verb} ${name} (${number})\n`).join('');
}
