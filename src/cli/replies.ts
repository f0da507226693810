import type { Agent, AgentId, LaunchFacts, SessionId } from '../core/agent/agent.ts';
import type { Consent, InspectedFolder } from '../core/codex/trust.ts';
import type { HostStatus } from '../core/host/host-commands.ts';
import type { AgentDescription } from '../core/host/host-describe.ts';
import type { AgentStats } from '../core/ledger/agent-stats.ts';
import type { Disagreement, Transition, Why } from '../core/lifecycle/why.ts';
import type { Receipt } from '../core/prompts/receipt.ts';
import type { RunOutput } from '../core/run/run-file.ts';
import type { ToldSetting } from '../core/settings/settings-resolve.ts';

// Peers of one protocol version trust each other's shapes: the replies are what `hostCommandSchemas` promises.

export function isRoster(value: unknown): value is readonly Agent[] {
  return Array.isArray(value);
}

export function isAgent(value: unknown): value is Agent {
  return hasKeys(value, ['id', 'name', 'state']);
}

/** Reply of `show`. */
export type Shown = {
  readonly agent: Agent;
  readonly why: Why;
  readonly transitions: readonly Transition[];
  readonly disagreements: readonly Disagreement[];
  readonly settings: readonly ToldSetting[];
  readonly launch: LaunchFacts | null;
  readonly formerSessions: readonly SessionId[];
  /** Codex's own record of its session; null until there is one. */
  readonly rolloutPath: string | null;
};

export function isShown(value: unknown): value is Shown {
  return hasKeys(value, ['agent', 'why', 'transitions', 'disagreements', 'settings', 'launch']);
}

/** Reply of `recording`. */
export type Recording = {
  readonly agent: AgentId;
  /** Codex's version. */
  readonly codex: string | null;
  readonly output: readonly RunOutput[];
};

export function isRecording(value: unknown): value is Recording {
  return hasKeys(value, ['agent', 'codex', 'output']);
}

export function isScreenText(value: unknown): value is { readonly lines: readonly string[] } {
  return hasKeys(value, ['lines']);
}

export function isStatus(value: unknown): value is HostStatus {
  return hasKeys(value, ['pid', 'version', 'stateFolder']);
}

export function isInspectedFolder(value: unknown): value is InspectedFolder {
  return hasKeys(value, ['cwd', 'trust', 'trustRoot']);
}

export function isConsents(value: unknown): value is readonly Consent[] {
  return Array.isArray(value);
}

export function areReceipts(value: unknown): value is readonly Receipt[] {
  return Array.isArray(value);
}

export function isReceipt(value: unknown): value is Receipt {
  return hasKeys(value, ['id', 'batch', 'state']);
}

/** Reply of `promptText`. */
export type PromptText = { readonly receipt: Receipt; readonly text: string };

export function isPromptText(value: unknown): value is PromptText {
  return hasKeys(value, ['receipt', 'text']);
}

export function areStats(value: unknown): value is readonly AgentStats[] {
  return Array.isArray(value);
}

export function isNothing(value: unknown): value is null {
  return value === null;
}

export function isSentence(value: unknown): value is string {
  return typeof value === 'string';
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function areDescriptions(value: unknown): value is readonly AgentDescription[] {
  return Array.isArray(value);
}

function hasKeys(value: unknown, keys: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && keys.every((key) => key in value);
}
