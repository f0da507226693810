import type { AgentId } from '../agent/agent.ts';
import { type HookEventName, isHookEventName } from '../codex/hook-events.ts';

/** What a marker's file name says; `hooks/README.md` is its contract. */
export type MarkerName = {
  readonly agent: AgentId;
  readonly event: HookEventName;
  /** Ten digits: the id of the process that left it. */
  readonly process: string;
};

export function markerNameIn(file: string): MarkerName | null {
  const [, process = '', agent, event = ''] =
    /^(\d+)\.([\w-]+)\.([A-Za-z]+)(?:\.\d+)?$/.exec(file) ?? [];
  return agent && isHookEventName(event) ? { agent: agent as AgentId, event, process } : null;
}

const shortFields =
  /"(session_id|turn_id|transcript_path|agent_id|hook_event_name|model|tool_name|status|source)":("(?:[^"\\]|\\.)*"|null)/g;

/**
 * A whole marker with only the short fields at the start of one that is too long to be taken: codex writes
 * them before the tool's input and output.
 */
export function shortenedMarker(head: string, event: HookEventName): string {
  const fields = new Map<string, string>();
  for (const [, name = '', value = ''] of head.matchAll(shortFields)) {
    if (!fields.has(name)) fields.set(name, value);
  }
  const payload = [...fields].map(([name, value]) => `"${name}":${value}`).join(',');
  return `codex-grid-marker 1 ${event}\n{${payload}}`;
}
