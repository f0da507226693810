/** One thing that was said or done in a session, as far as its rollout tells. Texts are whole and as they came. */
export type TranscriptItem =
  /** `injected` is what codex, a hook or a file of the user's put into the conversation. */
  | {
      readonly type: 'prompt';
      readonly source: 'typed' | 'injected';
      readonly text: string;
      readonly images: readonly string[];
    }
  | { readonly type: 'answer'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | CommandItem
  | PatchItem
  | {
      readonly type: 'plan';
      readonly explanation: string | null;
      readonly steps: readonly PlanStep[];
    }
  | ToolItem
  | { readonly type: 'question'; readonly questions: readonly AskedQuestion[] }
  | { readonly type: 'approval'; readonly subject: string; readonly decision: string }
  | { readonly type: 'error'; readonly message: string }
  | { readonly type: 'interrupted'; readonly reason: string }
  /** Of the last response, and of the session so far. */
  | {
      readonly type: 'tokens';
      readonly usedTokens: number;
      readonly totalTokens: number;
      readonly windowTokens: number | null;
    }
  | { readonly type: 'compaction'; readonly summary: string | null }
  | SubagentItem
  /** Where a session begins in its rollout. */
  | {
      readonly type: 'session';
      readonly id: string;
      readonly cwd: string | null;
      readonly codexVersion: string | null;
      readonly forkedFrom: string | null;
      readonly subagentName: string | null;
    }
  | {
      readonly type: 'turn';
      readonly phase: 'started' | 'completed';
      readonly durationMs: number | null;
    }
  | { readonly type: 'note'; readonly text: string }
  /** Bookkeeping of codex's, and whatever is not known; the entry's line has it whole. */
  | { readonly type: 'other'; readonly label: string };

export type CommandItem = {
  readonly type: 'command';
  readonly by: 'agent' | 'person';
  readonly command: string;
  readonly cwd: string | null;
  readonly status: WorkStatus;
  readonly exitCode: number | null;
  readonly output: string;
  readonly durationMs: number | null;
  /** Why it was to leave the sandbox; with one, the user was asked. */
  readonly justification: string | null;
};

/** `running` is what nothing has been heard of since. */
export type WorkStatus = 'running' | 'completed' | 'failed' | 'declined';

export type PatchItem = {
  readonly type: 'patch';
  readonly status: WorkStatus;
  readonly files: readonly PatchedFile[];
  /** Why it failed. */
  readonly problem: string | null;
};

export type PatchedFile = {
  readonly path: string;
  readonly change: 'add' | 'delete' | 'update';
  readonly movedTo: string | null;
  /** Lines of a unified diff, from the first `@@` on; those of a new file all begin with a plus. */
  readonly diff: readonly string[];
};

export type PlanStep = {
  readonly step: string;
  readonly status: 'pending' | 'in_progress' | 'completed';
};

/** MCP tools, web searches, pictures, and whatever else the model can call. */
export type ToolItem = {
  readonly type: 'tool';
  readonly name: string;
  readonly input: string;
  readonly output: string;
  readonly status: WorkStatus;
  readonly durationMs: number | null;
};

export type AskedQuestion = {
  readonly id: string;
  readonly question: string;
  readonly options: readonly string[];
  /** Null while there is none. */
  readonly answer: string | null;
};

export type SubagentItem = {
  readonly type: 'subagent';
  /** `spawn_agent`, `wait`, `close_agent` and so on, as codex calls it. */
  readonly activity: string;
  readonly status: WorkStatus;
  readonly agents: readonly { readonly threadId: string; readonly name: string | null }[];
  readonly prompt: string | null;
};

/** A line of a rollout. */
export type TranscriptEntry = {
  /** Where the line begins: bytes, counted through the rollouts of a fork's parents. */
  readonly position: number;
  /** Epoch ms; null where the line does not say. */
  readonly at: number | null;
  readonly turnId: string | null;
  /** What a call, its end and its output have in common. */
  readonly callId: string | null;
  readonly stage: 'whole' | 'call' | 'output';
  readonly item: TranscriptItem;
  readonly line: string;
};
