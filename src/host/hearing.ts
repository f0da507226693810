import type { AgentId } from '../core/agent/agent.ts';
import { sessionsOf } from '../core/agent/former-sessions.ts';
import { leftNotice } from '../core/host/crash-notice.ts';
import { agentById } from '../core/host/host-state.ts';
import type { Evidence, ProcessEvidence } from '../core/lifecycle/evidence.ts';
import type { HostSurroundings } from './host.ts';
import type { HostLoop } from './host-loop.ts';

/** Takes evidence to the model; of processes also to what outlives the host. */
export function hearing({
  loop,
  processes,
  leftCommands,
  onHeard,
  noticeToFirst,
}: Pick<HostSurroundings, 'processes' | 'leftCommands'> & {
  readonly loop: HostLoop;
  readonly onHeard: (agent: AgentId, evidence: Evidence) => void;
  readonly noticeToFirst: (message: string) => void;
}): (agent: AgentId, evidence: Evidence) => void {
  const processHeard = (agent: AgentId, fact: ProcessEvidence['fact']) => {
    processes.heard(agent, fact);
    const record = agentById(loop.model(), agent);
    // Codex that quits ends its commands itself.
    if (!record || fact.type !== 'exited' || fact.exit.signal === null) return;
    const left = leftNotice(record.name, leftCommands(sessionsOf(record)));
    if (left !== null) noticeToFirst(left);
  };
  return (agent, evidence) => {
    loop.dispatch({ type: 'evidence', agent, evidence });
    if (evidence.witness === 'process') processHeard(agent, evidence.fact);
    onHeard(agent, evidence);
  };
}
