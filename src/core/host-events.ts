import type { AgentId, SessionId } from './agent.ts';
import type { Evidence } from './evidence.ts';
import type { HostCommand, Reply } from './host-commands.ts';

/** One connection, for as long as it lasts. */
export type ClientId = number & { readonly brand: 'ClientId' };

/** What happened, as the host's shell tells the model. Terminal output never comes this way. */
export type HostEvent =
  | {
      readonly type: 'asked';
      readonly client: ClientId;
      readonly request: number;
      readonly command: HostCommand;
    }
  | { readonly type: 'client-joined'; readonly client: ClientId }
  | { readonly type: 'client-left'; readonly client: ClientId }
  | { readonly type: 'seen'; readonly agent: AgentId }
  | { readonly type: 'evidence'; readonly agent: AgentId; readonly evidence: Evidence }
  /** Git said which branch the agent's folder is on; null outside a repository. */
  | { readonly type: 'branch-read'; readonly agent: AgentId; readonly branch: string | null }
  /** The instant asked for by `wake` has come. */
  | { readonly type: 'woke' };

/** How to start codex for an agent. `resume` continues that session. */
export type LaunchRequest = {
  readonly agent: AgentId;
  readonly cwd: string;
  readonly home: string;
  readonly prompt: string | null;
  readonly resume: SessionId | null;
  readonly codexArguments: readonly string[];
};

/** Orders that the shell carries out, in this order. */
export type HostEffect =
  /** Answered by evidence of the witness `process`: started, or not-started. */
  | { readonly type: 'start-codex'; readonly launch: LaunchRequest }
  /** The shell knows the agent's terminal modes, so it turns key names into bytes. */
  | {
      readonly type: 'write-keys';
      readonly agent: AgentId;
      readonly keys: readonly string[];
      readonly literal: boolean;
    }
  /** To the process group of the agent, if its process is still the one that was started. */
  | { readonly type: 'signal'; readonly agent: AgentId; readonly signal: 'SIGTERM' | 'SIGKILL' }
  /** Let go of the agent's emulator and files of ours; its home and sessions stay. */
  | { readonly type: 'forget'; readonly agent: AgentId }
  /**
   * Read the file as it grows and pass `subagentId` on into the evidence. An agent has one of the root's
   * (`subagentId` null, a new path replaces the one before) and one of each subagent's.
   */
  | {
      readonly type: 'follow-rollout';
      readonly agent: AgentId;
      readonly path: string;
      readonly subagentId: string | null;
    }
  | { readonly type: 'read-branch'; readonly agent: AgentId }
  | { readonly type: 'save-roster' }
  | { readonly type: 'publish-roster' }
  | {
      readonly type: 'reply';
      readonly client: ClientId;
      readonly request: number;
      readonly reply: Reply;
    }
  | {
      readonly type: 'reply-with-screen';
      readonly client: ClientId;
      readonly request: number;
      readonly agent: AgentId;
      readonly styled: boolean;
    }
  | { readonly type: 'reply-with-status'; readonly client: ClientId; readonly request: number }
  /** Replaces the one alarm; null clears it. Epoch ms. */
  | { readonly type: 'wake'; readonly at: number | null }
  | { readonly type: 'exit' };
