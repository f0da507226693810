import { conflictsAmong } from '../git/conflicts.ts';
import type { AgentRecord, HostModel } from './host-state.ts';

/** Looked for anew when git was heard of an agent, and when agents came, went or got other names. */
export function withConflicts(before: HostModel, model: HostModel): HostModel {
  const isSame =
    before.agents.length === model.agents.length &&
    model.agents.every((agent, at) => isSameWork(agent, before.agents[at]));
  if (isSame) return model;
  const found = conflictsAmong(
    model.agents.map(({ name, git, task }) => ({
      name,
      work: task.type === 'session' ? (git?.work ?? null) : null,
    })),
  );
  return {
    ...model,
    agents: model.agents.map((agent, at) => {
      const conflicts = found[at] ?? [];
      const isNews = JSON.stringify(conflicts) !== JSON.stringify(agent.conflicts);
      return isNews ? { ...agent, conflicts } : agent;
    }),
  };
}

function isSameWork(agent: AgentRecord, before: AgentRecord | undefined): boolean {
  return agent.id === before?.id && agent.name === before.name && agent.git === before.git;
}
