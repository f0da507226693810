import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import {
  type EvidenceLine,
  evidenceLine,
  fromLine,
} from '../../src/core/lifecycle/evidence-line.ts';
import { type Run, type RunOutput, readRun, runText } from '../../src/core/run/run-file.ts';
import { plainRow } from '../../src/core/terminal/row-encoder.ts';
import { replayOf, screenAt } from '../../src/host/replay/replay.ts';
import { composer, inBand, marker, started, turnBegins, turnEnds } from '../support/evidence.ts';
import { stepsThrough } from '../support/lifecycle-steps.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

const agent = 'a1' as AgentId;
const report = (state: string) => `\x1b]7501;state=${state}:app=codex\x1b\\`;

const linesOf = (evidence: readonly Evidence[]) =>
  stepsThrough(agent, evidence).map((step) => evidenceLine(step));

const screen = (at: number, text = '\x1bc'): RunOutput => ({
  type: 'screen',
  at: recordedAt + at,
  columns: 60,
  rows: 12,
  text,
});
const says = (at: number, text: string): RunOutput => ({
  type: 'output',
  at: recordedAt + at,
  text,
});

function runOf(evidence: readonly EvidenceLine[], output: readonly RunOutput[] = []): Run {
  const head = { format: 'codex-grid-run', version: 1, recordedAt, codexGrid: '0.1.0' } as const;
  return { head: { ...head, codex: '0.169.0', text: 'kept' }, evidence, output };
}

/** What is not as the host told. */
const differences = (run: Run) =>
  replayOf(run)
    .steps.filter(({ difference }) => difference !== null)
    .map(({ at, says: said, made, told, difference }) => ({
      at: at - recordedAt,
      said,
      made: made.state,
      told: told?.state ?? null,
      difference,
    }));

const states = (run: Run) =>
  replayOf(run)
    .steps.filter(({ changed }) => changed)
    .map(({ made }) => made.state);

const wholeTurn = [...turnBegins, ...turnEnds];
const itsOutput = [
  screen(0),
  says(300, report('idle')),
  says(1000, `› prompt${report('working')}`),
  says(2015, `\r\ndone${report('done')}`),
];

describe('replay', () => {
  it('[EL19] evidence and output that say the same give the states that the host told', () => {
    const run = runOf(linesOf(wholeTurn), itsOutput);
    expect(differences(run)).toEqual([]);
    expect(states(run)).toEqual(['starting', 'ready', 'working', 'done']);
  });

  it('[EL19] where the output does not say what the host heard, it is not taken', () => {
    const run = runOf(linesOf(wholeTurn), [
      ...itsOutput.slice(0, 3),
      says(2015, '\r\ndone, and no report'),
    ]);
    expect(differences(run)).toEqual([
      { at: 2015, said: 'state=done', made: 'working', told: 'done', difference: 'unheard' },
    ]);
  });

  it('[EL19] where it says what the host did not hear, it is taken', () => {
    const run = runOf(linesOf([...turnBegins, turnEnds[0] as Evidence]), itsOutput);
    expect(differences(run)).toContainEqual({
      at: 2015,
      said: 'state=done',
      made: 'done',
      told: null,
      difference: 'added',
    });
  });

  it('[EL19] what is missing of the output stands in the evidence', () => {
    const gap: RunOutput = { type: 'gap', at: recordedAt + 400 };
    const late = [
      ...itsOutput.slice(0, 2),
      gap,
      screen(1500, '\x1bc› prompt'),
      ...itsOutput.slice(3),
    ];
    expect(differences(runOf(linesOf(wholeTurn), late))).toEqual([]);
    expect(differences(runOf(linesOf(wholeTurn), late.slice(3)))).toEqual([]);
    expect(differences(runOf(linesOf(wholeTurn)))).toEqual([]);
  });

  it('[EL19] a title that stood before the output begins is no news', () => {
    const title = (at: number, shows: 'working' | 'rest'): Evidence => ({
      witness: 'title',
      at: recordedAt + at,
      shows,
    });
    const evidence = [...composer, title(900, 'working'), title(2000, 'rest')];
    const output = [
      screen(1000),
      says(1100, '\x1b]0;⠋ project\x07'),
      says(1200, '\x1b]0;⠙ project\x07'),
      says(2000, '\x1b]0;project\x07'),
    ];
    expect(differences(runOf(linesOf(evidence), output))).toEqual([]);
  });

  it('[EL19] a dialog is read on the screen, when the host would have looked', () => {
    const dialog = [
      '\x1b[2J\x1b[1;1H  Folder access',
      '\x1b[3;1H› 1. Trust and continue',
      '\x1b[4;1H  2. Quit',
      '\x1b[6;1H  enter continue · esc back',
    ].join('');
    const seen: Evidence = { witness: 'screen', at: recordedAt + 355, dialog: 'folder trust' };
    const output = [screen(0), says(300, dialog)];
    expect(differences(runOf(linesOf([started(), seen]), output))).toEqual([]);
    expect(states(runOf(linesOf([started()]), output))).toEqual(['starting', 'dialog']);
  });

  it('[EL19] a state that the host told otherwise is told apart', () => {
    const lines = linesOf(wholeTurn).map((line) =>
      line.type === 'heard' && line.state === 'done' ? { ...line, state: 'failed' as const } : line,
    );
    expect(differences(runOf(lines))).toMatchObject([
      { at: 2015, made: 'done', told: 'failed', difference: 'state' },
    ]);
  });

  it('[EL19] alarms that the host had ring when they did, and ring also where it had none', () => {
    const evidence = [...composer, marker(1000, 'UserPromptSubmit'), inBand(9000, 'idle')];
    const lines = linesOf(evidence);
    expect(lines.map(({ type }) => type)).toContain('elapsed');
    expect(differences(runOf(lines))).toEqual([]);
    const without = lines.filter(({ type }) => type !== 'elapsed');
    expect(states(runOf(without))).toEqual(states(runOf(lines)));
  });

  it('[EL19] a part of a log that was full does not begin anew, one with a loss does', () => {
    const lines = linesOf(wholeTurn);
    const steps = stepsThrough(agent, wholeTurn);
    const middle = steps[3];
    if (!middle?.before) throw new Error('no middle');
    const { before, at } = middle;
    const wrong = { ...before, name: 'failed' as const };
    const rotated = fromLine(wrong, { at, because: 'rotated' });
    const at3 = (line: EvidenceLine) => [...lines.slice(0, 3), line, ...lines.slice(3)];
    expect(states(runOf(at3(rotated)))).not.toContain('failed');
    expect(states(runOf(at3(fromLine(wrong, { at, because: 'lost', lost: 2 }))))).toContain(
      'failed',
    );
  });

  it('[EL21] the screen as it stood at a time', () => {
    const run = runOf(linesOf(wholeTurn), itsOutput);
    const rowsAt = (at: number) =>
      screenAt(run, recordedAt + at)
        ?.lines.map(plainRow)
        .slice(0, 2);
    expect(rowsAt(-1)).toBeUndefined();
    expect(rowsAt(500)).toEqual(['', '']);
    expect(rowsAt(1500)).toEqual(['› prompt', '']);
    expect(rowsAt(60_000)).toEqual(['› prompt', 'done']);
  });
});

describe('run file', () => {
  const run = runOf(linesOf(wholeTurn), itsOutput);

  it('[EL22] a run is read as it was written, in the order in which it happened', () => {
    const text = runText(run);
    expect(readRun(text)).toEqual(run);
    const times = text
      .split('\n')
      .slice(1, -1)
      .map((line) => JSON.parse(line).at);
    expect(times).toEqual(times.toSorted((left, right) => left - right));
  });

  it.each([
    ['', 'It is no run that codex-grid record wrote.'],
    ['{"format":"asciicast"}', 'It is no run that codex-grid record wrote.'],
    ['{"format":"codex-grid-run","version":7}', 'It is of format 7'],
    [runText(run).split('\n')[0] ?? '', 'It holds no evidence'],
    [runText(run).slice(0, -20), 'cannot be read: it may have been cut.'],
    [`${runText(run)}{"type":"output","at":1}\n`, 'cannot be read'],
    [`${runText(run)}{"type":"screen","at":1,"columns":1e9,"rows":1,"text":""}`, 'cannot be read'],
  ])('[EL22] what is no run is told: %.30s', (text, problem) => {
    expect(readRun(text)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
