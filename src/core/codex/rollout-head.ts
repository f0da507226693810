import type { SessionId } from '../agent/agent.ts';
import { at, textAt } from '../text/json-fields.ts';
import { jsonValue } from '../text/json-value.ts';

/** What the name of a rollout file says. `startedAt` is local time, `2026-11-21T07:20`. */
export type RolloutName = { readonly id: SessionId; readonly startedAt: string };

const NAME =
  /^rollout-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-\d\d-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.jsonl(?:\.zst)?$/;

/** Null for the name of another file. Codex reads `.jsonl.zst` as it is, too. */
export function rolloutName(fileName: string): RolloutName | null {
  const [, day, hour, minute, id] = NAME.exec(fileName) ?? [];
  return id === undefined ? null : { id: id as SessionId, startedAt: `${day}T${hour}:${minute}` };
}

/** What a rollout's first line says. `cwd` is where the session began; null in a few very old files. */
export type RolloutHead = {
  readonly id: SessionId;
  readonly cwd: string | null;
  /** The session whose turns it goes on from; they stand in that session's rollout alone. */
  readonly forkedFrom: SessionId | null;
  readonly isSubagent: boolean;
};

/** Reads the first line of a rollout; the problem goes on after the file's name. */
export function rolloutHead(line: string): RolloutHead | { readonly problem: string } {
  const value = jsonValue(line);
  const type = textAt(value, 'type');
  const meta = at(value, 'payload');
  const id = textAt(meta, 'id');
  if (type === 'session_meta' && id !== null) {
    return {
      id: id as SessionId,
      cwd: textAt(meta, 'cwd'),
      forkedFrom: textAt(meta, 'forked_from_id') as SessionId | null,
      isSubagent:
        textAt(meta, 'thread_source') === 'subagent' ||
        at(at(meta, 'source'), 'subagent') !== undefined,
    };
  }
  // Codex wrote its first sessions so, and no longer finds them itself.
  if (type === null && textAt(value, 'id') !== null) {
    return { problem: 'is in a format so old that codex itself cannot resume it' };
  }
  if (value === undefined && line.startsWith('{"')) {
    return { problem: 'is cut off in its first line' };
  }
  return { problem: 'is no rollout of codex: its first line does not describe a session' };
}

/** What the person said first, among the first lines of a rollout; null when it is not among them. */
export function firstPromptIn(lines: readonly string[]): string | null {
  for (const line of lines) {
    const payload = at(jsonValue(line), 'payload');
    const item = at(payload, 'item');
    if (textAt(payload, 'type') === 'user_message') return textAt(payload, 'message');
    if (textAt(item, 'type') === 'UserMessage') {
      const content = at(item, 'content');
      return Array.isArray(content)
        ? content.map((part) => textAt(part, 'text') ?? '').join('')
        : null;
    }
  }
  return null;
}
