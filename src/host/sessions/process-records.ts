import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import type { AgentId } from '../../core/agent/agent.ts';
import type { ProcessEvidence } from '../../core/lifecycle/evidence.ts';
import { jsonValue } from '../../core/text/json-value.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { processIdentity } from '../../system/process-identity.ts';
import { isErrorCode, isSystemError } from '../../system/system-error.ts';

/** A file per running process, so that the next host knows what this one left when it was killed. */
export type ProcessRecords = {
  readonly heard: (agent: AgentId, fact: ProcessEvidence['fact']) => void;
};

export type ProcessRecord = {
  readonly agent: AgentId;
  /** As `processIdentity` has it. */
  readonly identity: string;
};

const recordName = 'process.json';
const recordSchema = v.object({ process: v.string() });

/** Written at once, not in turn: a host that is killed has no later. `agentsFolder` holds a folder per agent. */
export function processRecords(
  agentsFolder: string,
  onProblem: (error: NodeJS.ErrnoException) => void,
): ProcessRecords {
  const folderOf = (agent: AgentId) => `${agentsFolder}/${agent}`;
  const tolerant = (change: () => void) => {
    try {
      change();
    } catch (error) {
      // Without it the agent runs as well; only a crash would leave it unnoticed.
      if (!isSystemError(error)) throw error;
      onProblem(error);
    }
  };
  const keep = (agent: AgentId, pid: number) => {
    const identity = processIdentity(pid);
    if (identity === null) return;
    tolerant(() => {
      makeFolder(folderOf(agent));
      const text = `${JSON.stringify({ process: identity })}\n`;
      writeFileSync(`${folderOf(agent)}/${recordName}`, text, { mode: 0o600 });
    });
  };
  return {
    heard(agent, fact) {
      if (fact.type === 'started' || fact.type === 'setting-up') keep(agent, fact.pid);
      else if (isOver(fact))
        tolerant(() => rmSync(`${folderOf(agent)}/${recordName}`, { force: true }));
    },
  };
}

function isOver({ type }: ProcessEvidence['fact']): boolean {
  return type === 'set-up' || type === 'exited' || type === 'not-started';
}

/** What an earlier host had running when it was killed. Reading takes the records away. */
export function takeRecords(agentsFolder: string): readonly ProcessRecord[] {
  return foldersIn(agentsFolder).flatMap((agent) => {
    const path = `${agentsFolder}/${agent}/${recordName}`;
    const text = textOf(path);
    if (text === null) return [];
    rmSync(path, { force: true });
    const record = v.safeParse(recordSchema, jsonValue(text));
    return record.success ? [{ agent: agent as AgentId, identity: record.output.process }] : [];
  });
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}
