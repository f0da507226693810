import { readdirSync, readFileSync } from 'node:fs';
import type { SessionId } from '../../core/agent/agent.ts';
import { isErrorCode, isSystemError } from '../../system/system-error.ts';

/** A process that a command of an agent put into the background and that has outlived its codex. */
export type LeftCommand = {
  readonly pid: number;
  /** The program's, as the system has it. */
  readonly name: string;
  readonly session: SessionId;
};

/** Codex gives the id of its session to every command that it runs. */
const sessionVariable = 'CODEX_SESSION_ID=';

/**
 * What commands of those sessions left running: the first of each tree. Codex ends them when it quits; when it is
 * killed only those in its sandbox end. Empty where there is no /proc. `ownPid` is the host's.
 */
export function leftCommands(
  sessions: readonly SessionId[],
  ownPid: number,
): readonly LeftCommand[] {
  const adopters = new Set([1, ...ancestors(ownPid)]);
  return processIds().flatMap((pid) => {
    const session = sessionOf(pid, sessions);
    if (session === null) return [];
    const { name, parent } = statOf(pid) ?? {};
    // A child of a codex that runs, or of another one here.
    if (name === undefined || parent === undefined || !adopters.has(parent)) return [];
    return [{ pid, name, session }];
  });
}

function processIds(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Orphans go to process 1, or to a nearer one that asked for them: one that the host is below of, too. */
function ancestors(pid: number): readonly number[] {
  const parent = statOf(pid)?.parent ?? 0;
  return parent === 0 ? [] : [parent, ...ancestors(parent)];
}

function sessionOf(pid: number, sessions: readonly SessionId[]): SessionId | null {
  const entry = textOf(`/proc/${pid}/environ`)
    ?.split('\0')
    .find((each) => each.startsWith(sessionVariable));
  return sessions.find((session) => entry === `${sessionVariable}${session}`) ?? null;
}

function statOf(pid: number): { readonly name: string; readonly parent: number } | null {
  const stat = textOf(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const [start, end] = [stat.indexOf('('), stat.lastIndexOf(')')];
  const [state, parent] = stat.slice(end + 2).split(' ');
  return state === 'Z' ? null : { name: stat.slice(start + 1, end), parent: Number(parent) };
}

/** Null for a process that has ended, or is another user's. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}
