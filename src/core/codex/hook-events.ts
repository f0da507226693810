/**
 * Every hook event of codex 0.169.0; the hooks we install and what a marker means are made
 * from these rows. `means` is what happened to the turn that the marker names, the root's or a subagent's.
 * Codex waits for each hook, some 35 ms, unless it is `async`: then its marker may be left after that of what came next.
 */
export const hookEvents = {
  /** Comes with the first prompt, not with the launch. */
  SessionStart: { timeoutSeconds: 5, means: 'session-began' },
  /** Says nothing: also fired for a session that goes on, and never when codex is killed. */
  SessionEnd: { timeoutSeconds: 3, means: 'nothing' },
  UserPromptSubmit: { timeoutSeconds: 5, means: 'prompt-taken' },
  PreModelRequest: { timeoutSeconds: 5, means: 'model-asked' },
  PostModelRequest: { timeoutSeconds: 5, means: 'model-answered', async: true },
  PreToolUse: { timeoutSeconds: 5, means: 'tool-began' },
  /** Also fired when codex itself reviews the request and nobody is asked. */
  PermissionRequest: { timeoutSeconds: 5, means: 'permission-wanted' },
  PostToolUse: { timeoutSeconds: 5, means: 'tool-ended' },
  PreCompact: { timeoutSeconds: 5, means: 'compaction-began' },
  PostCompact: { timeoutSeconds: 5, means: 'compaction-ended' },
  SubagentStart: { timeoutSeconds: 5, means: 'turn-goes-on' },
  SubagentStop: { timeoutSeconds: 5, means: 'turn-completed' },
  Stop: { timeoutSeconds: 5, means: 'turn-completed' },
  /** Codex clamps SessionEnd and Interrupt to 3 s and warns on screen above that. */
  Interrupt: { timeoutSeconds: 3, means: 'turn-interrupted' },
} as const satisfies Record<string, HookEventRow>;

export type HookEventRow = {
  readonly timeoutSeconds: number;
  readonly means: MarkerMeaning;
  readonly async?: boolean;
};

export type HookEventName = keyof typeof hookEvents;

export type MarkerMeaning =
  | 'nothing'
  | 'session-began'
  | 'prompt-taken'
  | 'turn-goes-on'
  | 'model-asked'
  | 'model-answered'
  | 'tool-began'
  | 'permission-wanted'
  | 'tool-ended'
  | 'compaction-began'
  | 'compaction-ended'
  | 'turn-completed'
  | 'turn-interrupted';

export function isHookEventName(name: string): name is HookEventName {
  return Object.hasOwn(hookEvents, name);
}
