import type { Evidence, KeyEvidence } from './evidence.ts';
import { shortLine } from './tool-line.ts';

/** The evidence in a few words, for a person who asks why. */
export function saysOf(evidence: Evidence): string {
  switch (evidence.witness) {
    case 'marker': {
      const words = [
        evidence.event,
        evidence.turnId && `turn ${idTail(evidence.turnId)}`,
        evidence.subagentId && `subagent ${idTail(evidence.subagentId)}`,
        evidence.tool?.name,
        evidence.response?.status,
        evidence.source,
        `session ${idTail(evidence.sessionId)}`,
      ];
      return shortLine(words.filter(Boolean).join(' ')) ?? evidence.event;
    }
    case 'in-band':
      return evidence.kind === null
        ? `state=${evidence.report}`
        : `state=${evidence.report} kind=${evidence.kind}`;
    case 'title':
      return `shows ${evidence.shows}`;
    case 'rollout':
      return rolloutWords(evidence);
    case 'screen':
      return evidence.dialog === null ? 'no dialog' : `dialog: ${evidence.dialog}`;
    case 'key':
      return `${evidence.key} was pressed${keyPlace(evidence)}`;
    case 'hook':
      return hookWords[evidence.fact.type];
    case 'process':
      return processWords(evidence.fact);
    default:
      return evidence satisfies never;
  }
}

function rolloutWords({ fact, turnId }: Evidence & { readonly witness: 'rollout' }): string {
  const turn = turnId === null ? '' : ` turn ${idTail(turnId)}`;
  if (fact.type === 'turn-completed' && fact.error !== null) {
    return `${fact.type}${turn}: ${shortLine(fact.error) ?? 'an error'}`;
  }
  if (fact.type === 'turn-aborted') return `${fact.type}${turn}: ${shortLine(fact.reason) ?? ''}`;
  return `${fact.type}${turn}`;
}

const hookWords = {
  waits: 'waits for an answer from the grid',
  answered: 'has been answered',
  left: 'was left without an answer',
} as const;

function processWords(fact: (Evidence & { readonly witness: 'process' })['fact']): string {
  if (fact.type === 'started') return `started, pid ${fact.pid}`;
  if (fact.type === 'setting-up') return `setup started, pid ${fact.pid}`;
  if (fact.type === 'set-up') return 'setup succeeded';
  if (fact.type === 'stopped') return stoppedBy(fact.signal);
  if (fact.type === 'continued') return 'continued';
  if (fact.type === 'not-started') return `not started: ${shortLine(fact.reason) ?? ''}`;
  return fact.exit.signal === null
    ? `exited with code ${fact.exit.code}`
    : `ended by ${fact.exit.signal}`;
}

/** Not `stopped`, which in this program means ended. */
export function stoppedBy(signal: string | null): string {
  return `stopped by ${signal ?? 'a signal'}`;
}

/** Ids of one moment differ only at their end. */
function idTail(id: string): string {
  return id.slice(-4);
}

function keyPlace({ sends }: KeyEvidence): string {
  if (sends === undefined) return '';
  return sends === 'prompt' ? ' on a prompt' : ' on a command that begins anew';
}
