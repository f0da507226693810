import type { SessionId } from '../../src/core/agent/agent.ts';
import type {
  Evidence,
  KeyEvidence,
  MarkerEvidence,
  RolloutEvidence,
} from '../../src/core/lifecycle/evidence.ts';
import type { Lifecycle } from '../../src/core/lifecycle/lifecycle-memory.ts';
import { recordedAt, statesThrough } from './recorded-evidence.ts';

/** Turn and session ids as codex makes them: later ones are greater. */
export const turn = (n: number) => `01a1fc5e-0000-7000-8000-00000000000${n}`;
export const own = '01a1fc5e-aaaa-7000-8000-000000000000' as SessionId;
export const other = '01a1fc5e-bbbb-7000-8000-000000000000' as SessionId;

export const started = (at = 0): Evidence => ({
  witness: 'process',
  at: recordedAt + at,
  fact: { type: 'started', pid: 7 },
});

export const exited = (at: number): Evidence => ({
  witness: 'process',
  at: recordedAt + at,
  fact: { type: 'exited', exit: { code: 1, signal: null } },
});

export const enter = (at: number, sends?: KeyEvidence['sends']): Evidence => ({
  ...pressed(at, 'Enter'),
  ...(sends && { sends }),
});
export const esc = (at: number): Evidence => pressed(at, 'Esc');

function pressed(at: number, key: KeyEvidence['key']): KeyEvidence {
  return { witness: 'key', at: recordedAt + at, key };
}

export function inBand(
  at: number,
  report: 'idle' | 'working' | 'blocked' | 'done' | 'error' | 'clear',
  kind: string | null = null,
): Evidence {
  return { witness: 'in-band', at: recordedAt + at, report, kind };
}

export function marker(
  at: number,
  event: MarkerEvidence['event'],
  more: Partial<MarkerEvidence> = {},
): Evidence {
  return {
    witness: 'marker',
    at: recordedAt + at,
    event,
    sessionId: own,
    rolloutPath: '/rollout.jsonl',
    turnId: event.startsWith('Session') ? null : turn(1),
    subagentId: null,
    model: 'gpt-5.5',
    prompt: null,
    tool: null,
    response: null,
    source: null,
    lastMessage: null,
    ...more,
  };
}

export function rollout(at: number, fact: RolloutEvidence['fact'], turnId = turn(1)): Evidence {
  return { witness: 'rollout', at: recordedAt + at, subagentId: null, turnId, fact };
}

export const bash = (command: string) => ({ name: 'Bash', command, reason: null });

/** The last state, two alarms' worth of time after the last evidence. */
export function settled(...evidence: readonly Evidence[]): Lifecycle {
  return statesThrough(evidence, { restMs: 5_000 }).last;
}

/** The last state at once, before any alarm. */
export function atOnce(...evidence: readonly Evidence[]): Lifecycle {
  return statesThrough(evidence).last;
}

export const composer = [started(), inBand(300, 'idle')];
export const turnBegins = [...composer, inBand(1000, 'working'), marker(1050, 'UserPromptSubmit')];
export const turnEnds = [marker(2000, 'Stop', { lastMessage: 'Done.' }), inBand(2015, 'done')];
