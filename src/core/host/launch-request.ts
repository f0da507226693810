import type { AgentId, AgentTask, SessionId, Worktree } from '../agent/agent.ts';
import type { AgentSettings } from '../settings/agent-settings.ts';

/** Which conversation a launch begins with. `rollout` is a file that is brought into the agent's home. */
export type SessionStart =
  | { readonly type: 'new' }
  | { readonly type: 'resume'; readonly id: SessionId }
  | { readonly type: 'fork'; readonly id: SessionId; readonly rollout: string }
  | { readonly type: 'adopt'; readonly id: SessionId; readonly rollout: string };

/** What an agent's very first start begins with. */
export type FirstStart = Pick<LaunchRequest, 'session' | 'prompt'>;

/** One is to be made of `cwd`; on that branch, or on one of its own. */
export type NewWorktree = { readonly type: 'new'; readonly branch: string | null };

/** Where an agent works when not in `cwd` itself. */
export type WorktreeRequest =
  | NewWorktree
  /** It was made at an earlier start, and `cwd` lies in it. */
  | { readonly type: 'own'; readonly worktree: Worktree };

/** How to start codex for an agent. */
export type LaunchRequest = {
  readonly agent: AgentId;
  readonly name: string;
  readonly cwd: string;
  readonly home: string;
  /** The effective ones; `home`, `worktree` and `prompt` in them mean nothing here. */
  readonly settings: AgentSettings;
  readonly prompt: string | null;
  readonly session: SessionStart;
  readonly task: AgentTask;
  readonly worktree: WorktreeRequest | null;
  /** What the user answered when asked whether codex may trust the folder; null when not asked. */
  readonly consent: 'trust' | 'decline' | null;
};
