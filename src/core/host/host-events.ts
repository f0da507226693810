import type { AgentId, GitFacts, HooksHealth, LaunchFacts, Worktree } from '../agent/agent.ts';
import type { ScreenFacts } from '../codex-screen/screen-facts.ts';
import type { Digest } from '../digest/digest.ts';
import type { Evidence } from '../lifecycle/evidence.ts';
import type { AgentNews } from '../notices/agent-news.ts';
import type { Mirrored } from '../prompts/mirrored-keys.ts';
import type { PromptId, Receipt } from '../prompts/receipt.ts';
import type { LoadedSettings } from '../settings/agent-settings.ts';
import type { Asker } from './host-answers.ts';
import type { HostCommand, Reply } from './host-commands.ts';
import type { LaunchRequest } from './launch-request.ts';

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
  | { readonly type: 'digested'; readonly agent: AgentId; readonly digest: Digest }
  /** What git says of the agent's folder; null outside a repository. */
  | { readonly type: 'git-read'; readonly agent: AgentId; readonly git: GitFacts | null }
  /** A launch has come so far; before the evidence that its process started. */
  | { readonly type: 'prepared'; readonly agent: AgentId; readonly facts: PreparedFacts }
  /** A sentence for whoever asked for the launch; screens have it already. */
  | { readonly type: 'noticed'; readonly agent: AgentId; readonly message: string }
  /** Codex was asked which of our hooks it calls. */
  | { readonly type: 'hooks-checked'; readonly agent: AgentId; readonly health: HooksHealth }
  /** The config file was read, or has changed. */
  | { readonly type: 'settings-changed'; readonly settings: LoadedSettings }
  /** `problem` is null when no work in a worktree would be lost by the removal that was asked for. */
  | {
      readonly type: 'work-checked';
      readonly client: ClientId;
      readonly request: number;
      readonly command: RemoveCommand;
      readonly problem: string | null;
    }
  | { readonly type: 'cleared-away'; readonly agent: AgentId }
  /** The screen of a watched agent shows something else, or has been read for the first time. */
  | { readonly type: 'screen-read'; readonly agent: AgentId; readonly facts: ScreenFacts }
  /** Its user typed into it, at that instant (epoch ms); of watched agents only. */
  | { readonly type: 'typed'; readonly agent: AgentId; readonly at: number }
  /** Codex told a hook of the root agent that it takes up this prompt, then (epoch ms). */
  | {
      readonly type: 'prompt-taken';
      readonly agent: AgentId;
      readonly text: string;
      readonly at: number;
    }
  /** The file of `save-prompts` is on the disk, or cannot be written. */
  | { readonly type: 'prompts-saved'; readonly agent: AgentId; readonly typed: readonly PromptId[] }
  | {
      readonly type: 'prompt-found';
      readonly agent: AgentId;
      readonly prompt: PromptId;
      readonly count: number;
    }
  /** What became of a `paste` or a `press`; what is seen of the screen now has been told before. */
  | {
      readonly type: 'put';
      readonly agent: AgentId;
      readonly purpose: string;
      readonly done: boolean;
    }
  /** Whom the user of a screen types into now; null when nobody. */
  | { readonly type: 'typing'; readonly client: ClientId; readonly into: AgentId | null }
  /** The instant asked for by `wake` has come. */
  | { readonly type: 'woke' };

type RemoveCommand = Extract<HostCommand, { type: 'remove' }>;

/** What a launch found out of an agent; what is left out stays as it was. */
export type PreparedFacts = {
  readonly cwd?: string;
  readonly worktree?: Worktree;
  readonly launch?: LaunchFacts;
  /** Where the rollout of the session that it begins with stands now. */
  readonly rollout?: string;
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
  /** `text` is the agent's queue as it is to be kept. Answered by `prompts-saved` with the same `typed`. */
  | {
      readonly type: 'save-prompts';
      readonly agent: AgentId;
      readonly text: string;
      readonly typed: readonly PromptId[];
    }
  /**
   * How often the agent's codex has written down, since then (epoch ms), that it took the text. Answered by
   * `prompt-found`. `rollout` is null when it is not known; then all of its home are searched.
   */
  | {
      readonly type: 'find-prompt';
      readonly agent: AgentId;
      readonly home: string;
      readonly pid: number | null;
      readonly prompt: PromptId;
      readonly text: string;
      readonly since: number;
      readonly rollout: string | null;
    }
  /** To every client. */
  | { readonly type: 'publish-receipts'; readonly receipts: readonly Receipt[] }
  /** Answers the request with those that got nothing, `barred` among them. */
  | {
      readonly type: 'mirror';
      readonly client: ClientId;
      readonly request: number;
      readonly agents: readonly AgentId[];
      readonly barred: readonly { readonly agent: AgentId; readonly why: string }[];
      readonly what: Mirrored;
      readonly at: 'beginning' | 'going on';
    }
  /** Whether `screen-read` is to tell what its screen shows. */
  | { readonly type: 'watch-screen'; readonly agent: AgentId; readonly wanted: boolean }
  /**
   * Only if a watched agent's screen still shows just that. Answered by `put` with the same `purpose`. The text is one
   * bracketed paste, and holds no control characters but line ends and tabs.
   */
  | {
      readonly type: 'paste';
      readonly agent: AgentId;
      readonly purpose: string;
      readonly text: string;
      readonly on: ScreenFacts;
    }
  /** The same with one key, named as in `write-keys`. */
  | {
      readonly type: 'press';
      readonly agent: AgentId;
      readonly purpose: string;
      readonly key: string;
      readonly on: ScreenFacts;
    }
  /** To the hook that waits with a request for leave. Answered by evidence of the witness `hook`. */
  | { readonly type: 'answer-hook'; readonly wait: string; readonly answer: 'allow' | 'deny' }
  /** The same without an answer: codex asks in its dialog. */
  | { readonly type: 'leave-hook'; readonly wait: string }
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
  /** Answered by `work-checked`. */
  | {
      readonly type: 'check-work';
      readonly client: ClientId;
      readonly request: number;
      readonly command: RemoveCommand;
      readonly worktrees: readonly Worktree[];
    }
  /** Of a removed agent: deletes its home when `purge`, and the worktree. Answered by `cleared-away`. */
  | {
      readonly type: 'clear-away';
      readonly agent: AgentId;
      readonly name: string;
      readonly sessions: 'keep' | 'purge';
      readonly worktree: Worktree | null;
      readonly work: 'keep' | 'lose';
    }
  | { readonly type: 'read-git'; readonly agent: AgentId }
  /** To every screen, now and when it joins. */
  | { readonly type: 'publish-settings' }
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
      readonly back: number;
    }
  | {
      readonly type: 'reply-about-trust';
      readonly client: ClientId;
      readonly request: number;
      readonly command: Extract<
        HostCommand,
        { readonly type: 'inspectFolder' | 'consents' | 'decideTrust' }
      >;
    }
  /** By the screen that was used last; where there is none, on the desktop. */
  | { readonly type: 'tell-user'; readonly news: readonly AgentNews[] }
  /** A sentence for every screen. */
  | { readonly type: 'notify'; readonly message: string }
  /** The question about a newer codex is answered: it leaves every screen, and does not come back. */
  | { readonly type: 'update-answered' }
  | {
      readonly type: 'keep-login';
      readonly client: ClientId;
      readonly request: number;
      readonly agent: AgentId;
      readonly keep: 'mine' | 'agent';
    }
  | {
      readonly type: 'reply-with-recording';
      readonly client: ClientId;
      readonly request: number;
      readonly agent: AgentId;
      readonly codexVersion: string | null;
    }
  | {
      readonly type: 'reply-with-links';
      readonly client: ClientId;
      readonly request: number;
      readonly agent: AgentId;
      readonly at: { readonly x: number; readonly y: number } | null;
    }
  | {
      readonly type: 'reply-with-matches';
      readonly client: ClientId;
      readonly request: number;
      readonly agents: readonly AgentId[];
      readonly text: string;
    }
  | ({ readonly type: 'reply-with-stats'; readonly since: number } & Asker)
  | { readonly type: 'reply-with-status'; readonly client: ClientId; readonly request: number }
  /** Replaces the one alarm; null clears it. Epoch ms. */
  | { readonly type: 'wake'; readonly at: number | null }
  | { readonly type: 'exit' };
