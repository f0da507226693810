import { readdirSync, readFileSync } from 'node:fs';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { inBandEvidence, titleEvidence } from '../../src/core/lifecycle/in-band.ts';
import { advance, elapse } from '../../src/core/lifecycle/lifecycle.ts';
import { keyEvidence } from '../../src/core/lifecycle/lifecycle-keys.ts';
import { type Lifecycle, newLifecycle } from '../../src/core/lifecycle/lifecycle-memory.ts';
import type { LifecycleName } from '../../src/core/lifecycle/lifecycle-table.ts';
import { markerEvidence } from '../../src/core/lifecycle/marker-evidence.ts';
import { rolloutEvidence } from '../../src/core/lifecycle/rollout-evidence.ts';

/** The instant that recordings call 0. */
export const recordedAt = Date.parse('2026-01-01T00:00:00Z');

type RecordedEntry = {
  /** Milliseconds since the start. */
  readonly at: number;
  readonly witness: 'marker' | 'in-band' | 'title' | 'rollout' | 'process' | 'key';
  /** Of a rollout line: the session whose file it is. */
  readonly session?: string;
  readonly text: string;
};

const signalNames: Readonly<Record<string, string | null>> = {
  '0': null,
  '9': 'SIGKILL',
  '15': 'SIGTERM',
};

/** The names of all such runs. */
export const recordedRuns: readonly string[] = readdirSync(
  new URL('../fixtures/evidence', import.meta.url),
).map((file) => file.replace('.json', ''));

/**
 * What the witnesses said in a run of the real codex 0.169.0, in the order in which it could be heard. Of
 * rollouts only those are given that a host would follow: the root's and its subagents'.
 */
export function recordedEvidence(name: string): readonly Evidence[] {
  const file = new URL(`../fixtures/evidence/${name}.json`, import.meta.url);
  const entries = JSON.parse(readFileSync(file, 'utf8')) as readonly RecordedEntry[];
  const markers = entries
    .filter(({ witness }) => witness === 'marker')
    .map(({ text }) => JSON.parse(text.slice(text.indexOf('\n'))) as Record<string, string>);
  const rootSessions = new Set(markers.map((marker) => marker['session_id']));
  const subagents = new Set(markers.flatMap((marker) => marker['agent_id'] ?? []));
  return entries
    .flatMap((entry) => {
      const session = entry.session ?? '';
      if (entry.witness === 'rollout' && !rootSessions.has(session) && !subagents.has(session)) {
        return [];
      }
      const evidence = evidenceOf(entry, subagents.has(session) ? session : null);
      const heardAt = entry.witness === 'key' ? evidence?.at : recordedAt + entry.at;
      return evidence ? [{ ...evidence, heardAt: heardAt ?? 0 }] : [];
    })
    .sort((left, right) => left.heardAt - right.heardAt)
    .map(({ heardAt: _heardAt, ...evidence }) => evidence as Evidence);
}

function evidenceOf(entry: RecordedEntry, subagentId: string | null): Evidence | null {
  const at = recordedAt + entry.at;
  switch (entry.witness) {
    case 'marker': {
      const read = markerEvidence(entry.text, at);
      if ('malformed' in read) throw new Error(`${read.malformed}: ${entry.text}`);
      return read;
    }
    case 'in-band':
      return inBandEvidence(entry.text, at);
    case 'title':
      return titleEvidence(entry.text, at);
    case 'rollout':
      return rolloutEvidence(entry.text, at, subagentId);
    case 'key':
      return typed(entry.text, at);
    case 'process': {
      const [what, code = '0', signal = '0'] = entry.text.split(' ');
      if (what === 'started') return { witness: 'process', at, fact: { type: 'started', pid: 7 } };
      const exit = { code: Number(code), signal: signalNames[signal] ?? null };
      return { witness: 'process', at, fact: { type: 'exited', exit } };
    }
    default:
      return null;
  }
}

/** Recorded as JSON; a sign at its end stands for the Enter that sent a paste 80 ms after it. */
function typed(text: string, at: number): Evidence | null {
  const keys = JSON.parse(text) as string;
  return keys.endsWith('⏎') ? keyEvidence('\r', at + 80) : keyEvidence(keys, at);
}

export type Step = {
  readonly name: LifecycleName;
  readonly detail: string | null;
  readonly at: number;
};

/** Replays evidence as a host would, alarms included; `at` of the steps is in ms since the start. */
export function statesThrough(
  evidence: readonly Evidence[],
  options: { readonly from?: Lifecycle; readonly restMs?: number } = {},
): { readonly steps: readonly Step[]; readonly last: Lifecycle } {
  let lifecycle = options.from ?? newLifecycle(recordedAt);
  const steps: Step[] = [];
  let now = recordedAt;
  const show = (next: Lifecycle) => {
    lifecycle = next;
    if (steps.at(-1)?.name !== next.name) {
      steps.push({ name: next.name, detail: next.detail, at: now - recordedAt });
    }
  };
  const runAlarmsUntil = (until: number) => {
    while (lifecycle.wakeAt !== null && lifecycle.wakeAt <= until) {
      now = Math.max(now, lifecycle.wakeAt);
      show(elapse(lifecycle, now));
    }
  };
  for (const one of evidence) {
    runAlarmsUntil(one.at);
    now = Math.max(now, one.at);
    show(advance(lifecycle, one, now));
  }
  runAlarmsUntil(now + (options.restMs ?? 0));
  return { steps, last: lifecycle };
}
