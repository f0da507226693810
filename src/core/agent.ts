import type { LifecycleName } from './lifecycle-table.ts';

/** Ours: names an agent for as long as its record lives; a short lower-case word, safe in paths. */
export type AgentId = string & { readonly brand: 'AgentId' };

/** Codex's own id of a conversation; outlives the process. */
export type SessionId = string & { readonly brand: 'SessionId' };

/** How a process ended. `signal` is a name such as `SIGKILL`; then `code` means nothing. */
export type Exit = { readonly code: number; readonly signal: string | null };

/** How much of the model's context window the last response used. Tokens; percent 0 to 100. */
export type ContextUse = {
  readonly usedTokens: number;
  readonly windowTokens: number;
  readonly percentLeft: number;
};

/**
 * One row of the roster, as every client sees it and as `ls --json` prints it: these names exactly.
 * `since` is epoch ms; `detail` one short plain line (the command that waits, an error's message);
 * `queue` counts prompts not yet delivered; `unread` means it finished something nobody looked at.
 */
export type Agent = {
  readonly number: number;
  readonly id: AgentId;
  readonly name: string;
  readonly cwd: string;
  readonly state: LifecycleName;
  readonly since: number;
  readonly detail: string | null;
  readonly subagents: number;
  readonly sessionId: SessionId | null;
  readonly home: string;
  readonly branch: string | null;
  readonly model: string | null;
  readonly pid: number | null;
  readonly exit: Exit | null;
  readonly context: ContextUse | null;
  readonly queue: number;
  readonly unread: boolean;
};

/** All agents in the order of their tiles, as the host last published them. */
export type Roster = readonly Agent[];

/** What a user gives to start an agent. `home` is `isolated`, `shared`, or an absolute path. */
export type NewAgent = {
  readonly name: string;
  readonly cwd: string;
  readonly prompt: string | null;
  /** Passed to codex as they are, after ours. */
  readonly codexArguments: readonly string[];
  readonly home: string;
};

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;

/** Null when the name can be used, else the sentence that says why not. */
export function nameProblem(name: string): string | null {
  if (NAME.test(name) && !/^\d+$/.test(name)) return null;
  return `"${name}" cannot name an agent: use 1 to 40 letters, digits, dots, dashes or underscores, not digits alone.`;
}
