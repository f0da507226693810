import type { AgentId } from '../../core/agent/agent.ts';
import type { AgentStep } from '../../core/host/host-steps.ts';
import { evidenceLine } from '../../core/lifecycle/evidence-line.ts';
import { errorText, isSystemError } from '../../system/system-error.ts';
import { evidenceLogParts } from '../../wire/places.ts';
import type { Timers } from '../timers.ts';
import { type EvidenceFile, evidenceFile } from './evidence-file.ts';

/** What each agent's witnesses said, and what was made of it, on the disk. */
export type EvidenceLogs = {
  readonly note: (step: AgentStep) => void;
  /** Resolves when what was noted of the agent is on the disk, or could not be written. */
  readonly written: (agent: AgentId) => Promise<void>;
  /** Deletes the agent's log. */
  readonly forget: (agent: AgentId) => void;
  readonly close: () => Promise<void>;
};

export type EvidenceLogsOptions = {
  /** Holds a folder per agent. */
  readonly agentsFolder: string;
  readonly timers: Timers;
  /** A sentence; of writing once. */
  readonly onProblem: (message: string) => void;
};

/** What a host that is killed loses. One write for all that comes within it. */
const writeEveryMs = 100;

export function evidenceLogs({
  agentsFolder,
  timers,
  onProblem,
}: EvidenceLogsOptions): EvidenceLogs {
  const files = new Map<AgentId, EvidenceFile>();
  const due = new Set<AgentId>();
  let hasFailed = false;

  const failed = (error: NodeJS.ErrnoException) => {
    if (hasFailed) return;
    hasFailed = true;
    onProblem(
      `What is heard of agents cannot be kept in ${agentsFolder} (${errorText(error)}). They go on; codex-grid record will lack it.`,
    );
  };
  const write = async (agent: AgentId) => {
    due.delete(agent);
    await files.get(agent)?.write();
  };

  const fileOf = (agent: AgentId) => {
    const file = files.get(agent) ?? evidenceFile(evidenceLogParts(agentsFolder, agent), failed);
    files.set(agent, file);
    return file;
  };

  return {
    note(step) {
      const { agent, at, before } = step;
      fileOf(agent).push({ at, before, line: () => evidenceLine(step) });
      if (due.has(agent)) return;
      due.add(agent);
      timers.later(writeEveryMs, () => void write(agent));
    },
    written: write,
    forget(agent) {
      // That of an agent of an earlier host may stand there.
      const file = fileOf(agent);
      files.delete(agent);
      file.remove().catch((error: unknown) => {
        if (!isSystemError(error)) throw error;
        onProblem(`The evidence log of ${agent} could not be deleted (${errorText(error)}).`);
      });
    },
    async close() {
      await Promise.all([...files.keys()].map(write));
    },
  };
}
