import type { Agent } from '../core/agent.ts';
import type { HostStatus, Why } from '../core/host-commands.ts';

// Peers of one protocol version trust each other's shapes: the replies are what `hostCommandSchemas` promises.

export function isRoster(value: unknown): value is readonly Agent[] {
  return Array.isArray(value);
}

export function isAgent(value: unknown): value is Agent {
  return hasKeys(value, ['id', 'name', 'state']);
}

export function isShown(value: unknown): value is { readonly agent: Agent; readonly why: Why } {
  return hasKeys(value, ['agent', 'why']);
}

export function isScreenText(value: unknown): value is { readonly lines: readonly string[] } {
  return hasKeys(value, ['lines']);
}

export function isStatus(value: unknown): value is HostStatus {
  return hasKeys(value, ['pid', 'version', 'stateFolder']);
}

function hasKeys(value: unknown, keys: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && keys.every((key) => key in value);
}
