import type { PendingAsk } from '../asks/pending-ask.ts';
import type { Digest } from '../digest/digest.ts';
import type { FirstStart } from '../host/launch-request.ts';
import type { LifecycleName } from '../lifecycle/lifecycle-table.ts';
import type { AccountLimits } from './account-limits.ts';

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
  /** Lines against the commit that its work is measured by; null where that is not known. */
  readonly git: GitChanges | null;
  /** The folder of the worktree that was made for it. */
  readonly worktree: string | null;
  readonly group: string | null;
  /** The main folder of the repository that it works in; null as long as git has not said, and outside of one. */
  readonly repository: string | null;
  readonly task: AgentTask['type'];
  readonly badges: readonly Badge[];
  /** How far its stop has come. */
  readonly stopping: StopPhase | null;
  readonly model: string | null;
  readonly pid: number | null;
  readonly exit: Exit | null;
  readonly context: ContextUse | null;
  readonly queue: number;
  /** What it waits for its user with; null while it does not. */
  readonly ask: PendingAsk | null;
  readonly unread: boolean;
  /** With whom its work will have to be merged by hand, as far as git was heard. */
  readonly conflicts: readonly Conflict[];
  /** Nobody is told when it comes to need its user. */
  readonly muted: boolean;
  /** What its session has come to, as far as its rollout was read. */
  readonly digest: Digest;
  /** Of the account that it works with, as codex was last told. */
  readonly limits: AccountLimits | null;
  /** When it may go on whose turn failed at a limit; epoch ms. */
  readonly limitedUntil: number | null;
  /** Its tile stands before those that are not. */
  readonly pinned: boolean;
};

/** All agents in the order of their tiles, as the host last published them. */
export type Roster = readonly Agent[];

/** What its process is: a conversation with codex, or a subcommand such as `login` that runs in a tile. */
export type AgentTask =
  | { readonly type: 'session' }
  | { readonly type: 'command'; readonly words: readonly string[] };

/** A word about an agent that its user should not overlook. */
export type Badge = { readonly text: string; readonly tone: 'quiet' | 'warning' | 'danger' };

/** Lines against the commit that an agent's work is measured by. `dirty`: not all of it is in commits. */
export type GitChanges = {
  readonly added: number;
  readonly deleted: number;
  readonly dirty: boolean;
};

/** What git says of the agent's folder. What would take too long to find out is null. */
export type GitFacts = {
  readonly branch: string | null;
  readonly changes: GitChanges | null;
  readonly work: WorkPaths | null;
};

/** The files that its work changes. Folders are real and absolute; paths begin at the worktree. */
export type WorkPaths = {
  /** What all worktrees of the repository share. */
  readonly repository: string;
  readonly worktree: string;
  /** One that ends in a slash is a folder of new files. */
  readonly paths: readonly string[];
};

/** Another agent changes the same files in another worktree of the repository: the first of them, and how many. */
export type Conflict = { readonly name: string; readonly path: string; readonly count: number };

/** A worktree that was made for an agent. Folders are absolute. */
export type Worktree = {
  readonly folder: string;
  readonly branch: string;
  /** The main worktree, or the bare repository. */
  readonly repository: string;
  /** Where the agent would work without it: what its setup may copy from. */
  readonly source: string;
  /** The commit it began at. */
  readonly base: string;
  /** The branch that the source was on; null when HEAD was detached. */
  readonly baseBranch: string | null;
  /** What codex is to begin with once the setup has succeeded; null from then on. */
  readonly unstarted: FirstStart | null;
};

/** Whether codex runs our hooks: checked and trusted, not yet checked, or not. */
export type HooksHealth =
  | { readonly type: 'trusted' }
  | { readonly type: 'unverified' }
  | { readonly type: 'off'; readonly reason: string };

/** What an agent was last started with, as far as it is known; null is codex's own default. */
export type LaunchFacts = {
  readonly codexHome: string;
  readonly codexVersion: string | null;
  readonly model: string | null;
  readonly reasoningEffort: string | null;
  readonly sandbox: string | null;
  readonly approval: string | null;
  readonly network: boolean | null;
  readonly hooks: HooksHealth;
  /** How long its hook waits for an answer from the grid; without this, codex asks in its dialog at once. */
  readonly askWaitSeconds?: number;
  /** `--dangerously-...` flags that the user typed. */
  readonly dangerous: readonly string[];
};

/** What a stop does to an agent, in this order. */
export type StopPhase = 'interrupting' | 'quitting' | 'terminating' | 'killing';

/** The detail of an agent that ran when its host went away: a crash, or a reboot. */
export const endedWithHost = 'ended with its host';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;

/** Whether it can name a group; nothing else is asked of one. */
export function isGroupName(text: string): boolean {
  return NAME.test(text);
}

/** Null when the name can be used, else the sentence that says why not. */
export function nameProblem(name: string): string | null {
  if (NAME.test(name) && !/^\d+$/.test(name)) return null;
  return `"${name}" cannot name an agent: use 1 to 40 letters, digits, dots, dashes or underscores, a letter or digit first, not digits alone.`;
}
