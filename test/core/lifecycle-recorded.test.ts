import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { recordedAt, recordedEvidence, statesThrough } from '../support/recorded-evidence.ts';

/** What a tile must show from the launch until the recording's own end, with every witness heard. */
const sequences: Readonly<Record<string, string>> = {
  'plain-turn': 'starting ready working done',
  'approval-yes': 'starting ready working approval working done',
  'approval-denied': 'starting ready working approval interrupted',
  'approval-esc': 'starting ready working approval interrupted working approval',
  'error-500': 'starting ready working failed working done',
  'error-500-then-fine': 'starting ready working done',
  'usage-limit-429': 'starting ready working failed',
  'stream-cut': 'starting ready working failed',
  'esc-while-streaming': 'starting ready working interrupted',
  'esc-while-tool-runs': 'starting ready working interrupted',
  'question-answered': 'starting ready working question working done',
  'question-cancelled': 'starting ready working question interrupted',
  'question-in-plan-mode': 'starting ready working question working done',
  'subagent-outlives-turn': 'starting ready working done',
  'two-subagents': 'starting ready working done',
  'subagent-fails': 'starting ready working done',
  'subagent-approval': 'starting ready working approval working done',
  'interrupted-with-subagent': 'starting ready working interrupted',
  'auto-reviewed': 'starting ready working done',
  'clear-then-turn': 'starting ready working done working done',
  'new-and-fork': 'starting ready working done working done working done working done',
  compact: 'starting ready working done working done working done',
  steer: 'starting ready working done',
  'queued-with-tab': 'starting ready working done',
  quit: 'starting ready working done',
  'nested-exec': 'starting ready working done',
  killed: 'starting ready working',
  'ctrl-c-on-empty': 'starting ready',
  'approval-hooks-off': 'starting ready approval working done',
};

/** Without hooks codex's own word comes 100 ms late, so a turn shorter than that is not seen at work. */
const withoutHooks: Readonly<Record<string, string>> = {
  ...sequences,
  'usage-limit-429': 'starting ready failed',
  'subagent-approval': 'starting ready working done approval done',
  compact: 'starting ready working done working done',
};

function isHeard(...witnesses: readonly Evidence['witness'][]): (evidence: Evidence) => boolean {
  return ({ witness }) => witnesses.includes(witness);
}

function statesOf(evidence: readonly Evidence[]): string {
  return statesThrough(evidence)
    .steps.map(({ name }) => name)
    .filter((name) => name !== 'ended')
    .join(' ');
}

describe('sequences of the real codex', () => {
  it.each(Object.entries(sequences))('[LC1] %s', (name, expected) => {
    expect(statesOf(recordedEvidence(name))).toBe(expected);
  });

  it.each(Object.entries(withoutHooks))('[LC2] %s, hooks off', (name, expected) => {
    const evidence = recordedEvidence(name).filter(isHeard('in-band', 'title', 'process', 'key'));
    expect(statesOf(evidence)).toBe(expected);
  });

  it.each(Object.keys(sequences).filter((name) => name !== 'approval-hooks-off'))(
    '[LC3] %s ends the same without OSC 7501',
    (name) => {
      const all = recordedEvidence(name).filter(({ witness }) => witness !== 'process');
      const started = recordedEvidence(name).slice(0, 1);
      const last = (evidence: readonly Evidence[]) =>
        statesThrough([...started, ...evidence], { restMs: 3_000 }).last.name;
      const withAll = last(all);
      expect(last(all.filter(isHeard('marker', 'rollout', 'title', 'key')))).toBe(withAll);
      if (name !== 'ctrl-c-on-empty')
        expect(last(all.filter(isHeard('marker', 'rollout')))).toBe(withAll);
    },
  );

  it('[LC4] every recording that saw the process end ends with its exit', () => {
    expect(statesThrough(recordedEvidence('killed')).last).toMatchObject({
      name: 'ended',
      detail: 'SIGKILL',
      exit: { code: 0, signal: 'SIGKILL' },
    });
    expect(statesThrough(recordedEvidence('quit')).last).toMatchObject({
      name: 'ended',
      detail: 'exit code 0',
    });
  });

  it('[LC5] a state follows its cause within 150 ms, with and without hooks', () => {
    const causes = [
      ['approval-yes', 'approval', 'state=blocked'],
      ['approval-yes', 'done', 'state=done'],
      ['error-500', 'failed', 'state=error'],
      ['esc-while-streaming', 'interrupted', 'state=idle'],
    ] as const;
    for (const [name, state, cause] of causes) {
      const [report] = cause.split('=').slice(1);
      const all = recordedEvidence(name);
      const causeAt = all.findLast((one) => one.witness === 'in-band' && one.report === report)?.at;
      for (const evidence of [all, all.filter(isHeard('in-band', 'process', 'key'))]) {
        const at =
          statesThrough(evidence).steps.find((step) => step.name === state)?.at ?? Infinity;
        expect(at + recordedAt - (causeAt ?? 0)).toBeLessThanOrEqual(150);
      }
    }
  });

  it('[LC6] what waits and what failed is told', () => {
    const detailOf = (name: string, state: string) =>
      statesThrough(recordedEvidence(name)).steps.find((step) => step.name === state)?.detail;
    expect(detailOf('approval-yes', 'approval')).toBe('echo hi');
    expect(detailOf('subagent-approval', 'approval')).toBe('echo child');
    expect(detailOf('question-answered', 'question')).toBe('Which colour?');
    expect(detailOf('error-500', 'failed')).toContain('currently experiencing high demand');
    expect(detailOf('usage-limit-429', 'failed')).toContain('You’ve hit your usage limit');
    expect(detailOf('plain-turn', 'done')).toBe('All good here.');
  });
});
