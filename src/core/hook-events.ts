/** Every hook event of codex 0.169.0 (CODEX.md 1.1); the hooks we install are made from these rows. */
export const hookEvents = {
  SessionStart: { timeoutSeconds: 5 },
  SessionEnd: { timeoutSeconds: 3 },
  UserPromptSubmit: { timeoutSeconds: 5 },
  PreModelRequest: { timeoutSeconds: 5 },
  PostModelRequest: { timeoutSeconds: 5 },
  PreToolUse: { timeoutSeconds: 5 },
  PermissionRequest: { timeoutSeconds: 5 },
  PostToolUse: { timeoutSeconds: 5 },
  PreCompact: { timeoutSeconds: 5 },
  PostCompact: { timeoutSeconds: 5 },
  SubagentStart: { timeoutSeconds: 5 },
  SubagentStop: { timeoutSeconds: 5 },
  Stop: { timeoutSeconds: 5 },
  /** Codex clamps SessionEnd and Interrupt to 3 s and warns on screen above that. */
  Interrupt: { timeoutSeconds: 3 },
} as const;

export type HookEventName = keyof typeof hookEvents;
