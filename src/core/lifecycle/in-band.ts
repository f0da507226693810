import type { InBandEvidence, TitleEvidence } from './evidence.ts';

const reports: Readonly<Record<string, InBandEvidence['report']>> = {
  idle: 'idle',
  working: 'working',
  blocked: 'blocked',
  done: 'done',
  error: 'error',
  clear: 'clear',
};

/**
 * Reads the payload of an OSC 7501, e.g. `state=blocked:app=codex:kind=permission`. Null when
 * another program sent it or it says nothing known.
 */
export function inBandEvidence(payload: string, at: number): InBandEvidence | null {
  const fields = new Map<string, string>();
  for (const field of payload.slice(0, 200).split(':')) {
    const [, name, value] = /^(\w+)=([\w-]*)$/.exec(field) ?? [];
    if (name !== undefined && value !== undefined && !fields.has(name)) fields.set(name, value);
  }
  const state = fields.get('state') ?? '';
  // `state=clear` comes without a name.
  if (!Object.hasOwn(reports, state) || (fields.get('app') ?? 'codex') !== 'codex') return null;
  return {
    witness: 'in-band',
    at,
    report: reports[state] ?? 'clear',
    kind: fields.get('kind') || null,
  };
}

/**
 * Reads the window title that codex sets by default: `<braille spinner> <project>` at work,
 * `[ ! ] Action Required | <project>` while it waits. Null for the empty title it leaves.
 */
export function titleEvidence(title: string, at: number): TitleEvidence | null {
  if (title.trim() === '') return null;
  const shows = /^\[ [!.] \] Action Required/.test(title)
    ? 'blocked'
    : /^[\u2800-\u28ff](?: |$)/.test(title)
      ? 'working'
      : 'rest';
  return { witness: 'title', at, shows };
}
