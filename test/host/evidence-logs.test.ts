import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import type { EvidenceLine } from '../../src/core/lifecycle/evidence-line.ts';
import { newLifecycle } from '../../src/core/lifecycle/lifecycle-memory.ts';
import { replayedStates } from '../../src/core/run/replayed-states.ts';
import { partLimitBytes } from '../../src/host/evidence/evidence-file.ts';
import { evidenceLogs } from '../../src/host/evidence/evidence-logs.ts';
import { evidenceLogParts } from '../../src/wire/places.ts';
import { evidenceLines, evidenceLog } from '../support/evidence-log.ts';
import { hostClock } from '../support/host-clock.ts';
import { stepsThrough } from '../support/lifecycle-steps.ts';
import { recordedAt, recordedEvidence } from '../support/recorded-evidence.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const api = 'api1' as AgentId;
const web = 'web1' as AgentId;

function openLogs(folder = scratchFolder()) {
  const problems: string[] = [];
  const clock = hostClock(0);
  const agentsFolder = `${folder}/agents`;
  const logs = evidenceLogs({
    agentsFolder,
    timers: clock,
    onProblem: (message) => problems.push(message),
  });
  return {
    logs,
    clock,
    problems,
    folder,
    pathOf: (id: AgentId) => evidenceLogParts(agentsFolder, id).present,
  };
}

const titleAt = (at: number): Evidence => ({
  witness: 'title',
  at: recordedAt + at,
  shows: 'rest',
});

const longPrompt = (at: number): Evidence =>
  ({
    ...recordedEvidence('plain-turn').find(({ witness }) => witness === 'marker'),
    ...({ prompt: 'p'.repeat(4000), at: recordedAt + at } as Partial<Evidence>),
  }) as Evidence;

/** What the lines say of each moment, and what comes of doing them over from the first. */
function doneOver(lines: readonly EvidenceLine[]) {
  expect(lines[0]?.type).toBe('from');
  return replayedStates(lines.map((line) => ({ type: 'heard', line }) as const));
}

describe('evidence log', () => {
  it('[EL1] what was heard, when, and what was made of it', async () => {
    const { logs, clock, folder } = openLogs();
    for (const step of stepsThrough(api, recordedEvidence('approval-yes'))) logs.note(step);
    clock.passMs(100);
    await logs.written(api);
    const heard = evidenceLog(folder, api);
    expect(heard.map(({ evidence }) => evidence)).toEqual(recordedEvidence('approval-yes'));
    expect(heard.map(({ state }) => state)).toContain('approval');
    expect(heard.find(({ state }) => state === 'approval')).toMatchObject({
      heardAt: expect.any(Number),
      rule: 'in-band-blocked',
      ignored: null,
      changed: true,
    });
  });

  it.each(['approval-yes', 'nested-exec', 'subagent-outlives-turn', 'clear-then-turn'])(
    '[EL2] the log of %s done over says what it said',
    async (name) => {
      const { logs, folder } = openLogs();
      for (const step of stepsThrough(api, recordedEvidence(name))) logs.note(step);
      await logs.close();
      const again = doneOver(evidenceLines(folder, api));
      expect(again.length).toBeGreaterThan(10);
      expect(again.map(({ made }) => made)).toEqual(again.map(({ told }) => told));
    },
  );

  it('[EL3] a full part is kept once; the next begins with what was known', async () => {
    const { logs, folder, pathOf } = openLogs();
    const many = Array.from({ length: 600 }, (_, at) => longPrompt(at));
    const steps = stepsThrough(api, many);
    for (let at = 0; at < steps.length; at += 50) {
      for (const step of steps.slice(at, at + 50)) logs.note(step);
      await logs.written(api);
    }
    const parts = [pathOf(api), `${pathOf(api)}.1`].map((path) => statSync(path).size);
    for (const size of parts) expect(size).toBeLessThanOrEqual(partLimitBytes);
    expect(existsSync(`${pathOf(api)}.2`)).toBe(false);
    const lines = evidenceLines(folder, api);
    expect(lines[0]).toMatchObject({ type: 'from', because: 'rotated' });
    expect(lines.at(-1)).toMatchObject({ at: recordedAt + 599 });
    const again = doneOver(lines);
    expect(again.map(({ made }) => made)).toEqual(again.map(({ told }) => told));
  });

  it('[EL4] a flood is counted where it is not kept, and others are kept whole', async () => {
    const { logs, folder } = openLogs();
    const flood = stepsThrough(
      api,
      Array.from({ length: 5000 }, (_, at) => titleAt(at)),
    );
    flood.slice(0, 4000).forEach(logs.note);
    for (const step of stepsThrough(web, recordedEvidence('plain-turn'))) logs.note(step);
    await logs.close();
    flood.slice(4000).forEach(logs.note);
    await logs.close();
    expect(evidenceLog(folder, web)).toHaveLength(recordedEvidence('plain-turn').length);
    const lines = evidenceLines(folder, api);
    const gap = lines.findIndex((line) => line.type === 'from' && line.because === 'lost');
    const kept = lines.filter(({ type }) => type === 'heard').length;
    expect(lines[gap]).toMatchObject({ lost: 5000 - kept });
    const again = doneOver(lines);
    expect(again.map(({ made }) => made)).toEqual(again.map(({ told }) => told));
  });

  it('[EL5] a disk that takes none is told once', async () => {
    const { logs, problems, folder, pathOf } = openLogs();
    mkdirSync(pathOf(api), { recursive: true });
    for (const step of stepsThrough(api, recordedEvidence('plain-turn'))) {
      logs.note(step);
      await logs.written(api);
    }
    for (const step of stepsThrough(web, recordedEvidence('plain-turn'))) logs.note(step);
    await logs.close();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('cannot be kept');
    expect(evidenceLog(folder, web).length).toBeGreaterThan(10);
  });

  it('[EL6] the next host goes on, also behind a line that was cut', async () => {
    const { logs, folder, pathOf } = openLogs();
    stepsThrough(api, recordedEvidence('plain-turn')).forEach(logs.note);
    await logs.close();
    const text = readFileSync(pathOf(api), 'utf8');
    const next = openLogs(folder);
    next.logs.note({
      agent: api,
      at: recordedAt + 9000,
      before: null,
      after: newLifecycle(recordedAt + 9000),
      cause: { type: 'from', because: 'host started' },
    });
    await next.logs.close();
    expect(evidenceLines(folder, api).at(-1)).toMatchObject({ because: 'host started' });
    writeFileSync(pathOf(api), text.slice(0, -20));
    const third = openLogs(folder);
    stepsThrough(api, [titleAt(1)]).forEach(third.logs.note);
    await third.logs.close();
    const last = readFileSync(pathOf(api), 'utf8').trimEnd().split('\n').slice(-2);
    expect(last.map((line) => JSON.parse(line).type)).toEqual(['from', 'heard']);
  });

  it('[EL7] only its user reads it, and it goes with its agent', async () => {
    const { logs, folder, pathOf, problems } = openLogs();
    stepsThrough(api, recordedEvidence('plain-turn')).forEach(logs.note);
    await logs.close();
    expect(statSync(pathOf(api)).mode & 0o777).toBe(0o600);
    stepsThrough(api, [titleAt(1)]).forEach(logs.note);
    logs.forget(api);
    await expect.poll(() => existsSync(pathOf(api))).toBe(false);
    await logs.close();
    expect(existsSync(pathOf(api))).toBe(false);
    mkdirSync(`${folder}/agents/web1`, { recursive: true });
    writeFileSync(pathOf(web), 'of an earlier host');
    logs.forget(web);
    await expect.poll(() => existsSync(pathOf(web))).toBe(false);
    expect(problems).toEqual([]);
  });
});
