import { at, textAt } from '../text/json-fields.ts';
import { jsonValue } from '../text/json-value.ts';
import { eventRecord } from './event-record.ts';
import { bareRecord, responseRecord } from './response-record.ts';
import type { TranscriptEntry, TranscriptItem } from './transcript-item.ts';

/** What a record says besides when: of which call, if any, and as which part of it. */
export type RolloutRecord = Pick<TranscriptEntry, 'item'> &
  Partial<Pick<TranscriptEntry, 'callId' | 'stage'>>;

/**
 * One line of a rollout of 0.169, of the older form with `event_msg` for what was said, or of the oldest without any
 * envelope. Whatever it is, it is something: a line that nobody can read is `other`.
 */
export function transcriptEntry(line: string, position: number): TranscriptEntry {
  const value = jsonValue(line);
  const timestamp = textAt(value, 'timestamp');
  const writtenAt = timestamp === null ? Number.NaN : Date.parse(timestamp);
  const payload = at(value, 'payload');
  const { item, callId = null, stage = 'whole' } = recordIn(value, payload);
  return {
    position,
    at: Number.isNaN(writtenAt) ? null : writtenAt,
    turnId:
      textAt(payload, 'turn_id') ??
      textAt(at(payload, 'internal_chat_message_metadata_passthrough'), 'turn_id'),
    callId,
    stage,
    item,
    line,
  };
}

function recordIn(value: unknown, payload: unknown): RolloutRecord {
  const type = textAt(value, 'type');
  switch (type) {
    case 'event_msg':
      return eventRecord(payload);
    case 'response_item':
      return responseRecord(payload);
    case 'session_meta':
      return { item: sessionItem(payload) };
    case 'compacted':
      return { item: { type: 'compaction', summary: textAt(payload, 'message') } };
    case null:
      return { item: textAt(value, 'id') === null ? other('unreadable') : sessionItem(value) };
    default:
      return payload === undefined ? bareRecord(value) : { item: other(type) };
  }
}

function other(label: string): TranscriptItem {
  return { type: 'other', label };
}

function sessionItem(meta: unknown): TranscriptItem {
  return {
    type: 'session',
    id: textAt(meta, 'id') ?? '',
    cwd: textAt(meta, 'cwd'),
    codexVersion: textAt(meta, 'cli_version'),
    forkedFrom: textAt(meta, 'forked_from_id'),
    subagentName: textAt(meta, 'agent_nickname') ?? textAt(meta, 'agent_path'),
  };
}
