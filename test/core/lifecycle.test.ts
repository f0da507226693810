import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import {
  advance,
  elapse,
  endedLifecycle,
  looked,
  restarted,
} from '../../src/core/lifecycle/lifecycle.ts';
import { newLifecycle } from '../../src/core/lifecycle/lifecycle-memory.ts';
import {
  atOnce,
  bash,
  composer,
  enter,
  esc,
  exited,
  inBand,
  marker,
  own,
  rollout,
  settled,
  started,
  turn,
  turnBegins,
  turnEnds,
} from '../support/evidence.ts';
import { recordedAt, statesThrough } from '../support/recorded-evidence.ts';

describe('order, rank and end', () => {
  it('[LC50] a late marker never brings back an ended turn', () => {
    const ended = settled(...turnBegins, ...turnEnds);
    for (const event of [
      'PreToolUse',
      'PermissionRequest',
      'PreModelRequest',
      'UserPromptSubmit',
    ] as const) {
      const late = advance(ended, marker(1500, event, { tool: bash('x') }), recordedAt + 8_000);
      expect(elapse(late, recordedAt + 60_000).name).toBe('done');
      expect(late.why.at(-1)?.rule).toBe('marker-of-ended-turn');
    }
  });

  it('[LC50] a request that was read after its answer is no longer one', () => {
    const answered = marker(1900, 'PostToolUse', { tool: bash('x') });
    const late = marker(1200, 'PermissionRequest', { tool: bash('x') });
    expect(settled(started(), marker(1000, 'UserPromptSubmit'), answered, late).name).toBe(
      'working',
    );
  });

  it('[LC59] of two words on how a turn ended the first counts, but the rollout’s most', () => {
    const begun = [started(), marker(1000, 'UserPromptSubmit')];
    const interrupted = [...begun, marker(2000, 'Interrupt'), marker(2010, 'Stop')];
    expect(settled(...interrupted).name).toBe('interrupted');
    const error = rollout(2020, { type: 'turn-completed', error: 'cut off', lastMessage: null });
    expect(settled(...interrupted, error)).toMatchObject({ name: 'failed', detail: 'cut off' });
  });

  it('[LC59] how one turn ended says nothing of the next', () => {
    const silent = [inBand(5000, 'working'), esc(6_900), inBand(7000, 'idle')];
    expect(settled(...turnBegins, ...turnEnds, ...silent).name).toBe('interrupted');
  });

  it('[LC59] a turn that codex does not speak of ended as its markers say', () => {
    const second = [
      marker(5000, 'UserPromptSubmit', { turnId: turn(2) }),
      marker(5100, 'Interrupt', { turnId: turn(2) }),
    ];
    expect(settled(...turnBegins, ...turnEnds, ...second).name).toBe('interrupted');
  });

  it('[LC51] exit beats everything, whatever is heard afterwards', () => {
    const over = settled(...turnBegins, exited(1500));
    expect(over).toMatchObject({
      name: 'ended',
      detail: 'exit code 1',
      pid: null,
      exit: { code: 1 },
    });
    const evidence = [
      inBand(1600, 'working'),
      marker(1700, 'PermissionRequest'),
      marker(1800, 'Stop'),
    ];
    expect(settled(...turnBegins, exited(1500), ...evidence).name).toBe('ended');
  });

  it('[TS44] a title before the first report shows no composer, even with work in it', () => {
    const title = (at: number, shows: 'working' | 'rest'): Evidence => ({
      witness: 'title',
      at: recordedAt + at,
      shows,
    });
    const evidence = [
      started(),
      title(300, 'rest'),
      title(340, 'working'),
      inBand(360, 'working'),
      inBand(365, 'idle'),
    ];
    expect(statesThrough(evidence).steps.map(({ name }) => name)).toEqual(['starting', 'ready']);
    // An older codex makes no report.
    const older = [started(), title(300, 'rest'), title(340, 'working'), title(350, 'rest')];
    expect(atOnce(...older).name).toBe('starting');
    expect(settled(...older).name).toBe('ready');
    const sent = [...older, enter(4_900), title(5_000, 'working')];
    const states = statesThrough(sent, { restMs: 200 }).steps;
    expect(states.map(({ name }) => name)).toEqual(['starting', 'ready', 'working']);
  });

  it('[TS42] a stopped process is shown as such, and once continued is what it was', () => {
    const stopped = (at: number): Evidence => ({
      witness: 'process',
      at: recordedAt + at,
      fact: { type: 'stopped', signal: 'SIGSTOP' },
    });
    const goesOn = (at: number): Evidence => ({
      witness: 'process',
      at: recordedAt + at,
      fact: { type: 'continued' },
    });
    const asked = [inBand(1400, 'blocked', 'permission')];
    const cases = [
      [composer, 'ready'],
      [turnBegins, 'working'],
      [[...turnBegins, ...asked], 'approval'],
      [[...turnBegins, ...turnEnds], 'done'],
    ] as const;
    for (const [evidence, state] of cases) {
      const held = [...evidence, stopped(2500)];
      expect(settled(...held)).toMatchObject({ name: 'unknown', detail: 'stopped by SIGSTOP' });
      expect(settled(...held, goesOn(9_000)).name).toBe(state);
      expect(settled(...held, exited(3_000)).name).toBe('ended');
    }
    const seen = looked(settled(...turnBegins, ...turnEnds), recordedAt + 8_000);
    const at = recordedAt + 9_000;
    const again = [stopped(9_000), goesOn(9_000)].reduce(
      (one, next) => advance(one, next, at),
      seen,
    );
    expect(again).toMatchObject({ name: 'ready', unread: false });
  });

  it('[LC52] codex that cannot be started is ended, with the reason', () => {
    const reason = 'Codex could not start in /x: the folder does not exist.';
    const fact = { type: 'not-started', reason } as const;
    expect(settled({ witness: 'process', at: recordedAt, fact })).toMatchObject({
      name: 'ended',
      detail: reason,
      exit: null,
    });
  });

  it('[LC53] a turn that only markers know of is overruled after 2 s, and that is kept', () => {
    const evidence = [
      ...turnBegins,
      ...turnEnds,
      marker(5000, 'UserPromptSubmit', { turnId: turn(2) }),
    ];
    expect(atOnce(...evidence).name).toBe('working');
    const overruled = settled(...evidence);
    expect(overruled.name).toBe('done');
    const entry = overruled.why.find(({ rule }) => rule?.startsWith('overruled'));
    expect(entry).toMatchObject({ witness: 'marker', says: 'a turn goes on' });
  });

  it('[LC53] an end that codex does not confirm is overruled after 2 s, and that is kept', () => {
    const goesOn = settled(...turnBegins, marker(2000, 'Stop'));
    expect(goesOn.name).toBe('working');
    expect(goesOn.why.at(-1)).toMatchObject({
      witness: 'marker',
      rule: 'overruled by in-band-working',
    });
    expect(goesOn.why.filter(({ rule }) => rule?.startsWith('overruled'))).toHaveLength(1);
  });

  it('[LC54] handing the terminal over changes nothing', () => {
    expect(settled(...turnBegins, inBand(1500, 'clear')).name).toBe('working');
  });

  it('[LC55] evidence from the future, or of no time, is of now', () => {
    const early = advance(newLifecycle(recordedAt), started(99_999), recordedAt + 10);
    expect(early.since).toBeLessThanOrEqual(recordedAt + 10);
    expect(advance(early, inBand(300, 'idle'), recordedAt + 300).name).toBe('ready');
    for (const at of [Number.NaN, Infinity, -Infinity]) {
      const timeless = { ...inBand(300, 'idle'), at };
      const shown = advance(early, timeless, recordedAt + 300);
      expect(shown).toMatchObject({ name: 'ready', since: recordedAt + 300 });
    }
  });

  it('[LC56] a Stop between two queued prompts is not seen', () => {
    const queued = [
      started(),
      marker(1000, 'UserPromptSubmit'),
      marker(2000, 'Stop'),
      marker(2035, 'UserPromptSubmit', { turnId: turn(2) }),
    ];
    expect(statesThrough(queued).steps.map(({ name }) => name)).toEqual(['starting', 'working']);
  });

  it('[LC57] a restart begins anew with the session that was', () => {
    const over = settled(...turnBegins, exited(1500));
    expect(restarted(over, recordedAt + 9_000)).toMatchObject({
      name: 'starting',
      sessionId: own,
      exit: null,
      wakeAt: null,
    });
    const known = { sessionId: own, rolloutPath: null, model: null, exit: null };
    const saved = endedLifecycle(known, { endedAt: 5, reason: 'ended with its host' });
    expect(saved).toMatchObject({ name: 'ended', since: 5, detail: 'ended with its host' });
    // Markers that came while no host was there still name the session.
    expect(
      advance({ ...saved, sessionId: null }, marker(10, 'Stop'), recordedAt + 10),
    ).toMatchObject({
      name: 'ended',
      sessionId: own,
    });
  });

  it('[LC58] why holds the last 64 entries, each with what it led to', () => {
    const many = Array.from({ length: 100 }, (_, n) =>
      marker(1100 + n, 'PreToolUse', { tool: bash(`${n}`) }),
    );
    const { why } = atOnce(...turnBegins, ...many);
    expect(why).toHaveLength(64);
    expect(why.at(-1)).toMatchObject({
      witness: 'marker',
      rule: 'in-band-working',
      state: 'working',
      says: expect.stringContaining('PreToolUse turn 0001 Bash'),
    });
  });
});
