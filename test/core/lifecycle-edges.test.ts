import { describe, expect, it } from 'vitest';
import type { Evidence, MarkerEvidence } from '../../src/core/lifecycle/evidence.ts';
import {
  atOnce,
  bash,
  composer,
  enter,
  esc,
  inBand,
  marker,
  other,
  own,
  rollout,
  settled,
  started,
  turn,
  turnBegins,
  turnEnds,
} from '../support/evidence.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

/** For each condition of a rule a case that needs it. */
describe('conditions of the verdict', () => {
  const dialog = (at: number): Evidence => ({
    witness: 'screen',
    at: recordedAt + at,
    dialog: 'folder trust',
  });
  const title = (at: number, shows: 'working' | 'rest'): Evidence => ({
    witness: 'title',
    at: recordedAt + at,
    shows,
  });

  it('[LC11] what looks like a dialog in a turn that only markers tell of is none', () => {
    const begun = [started(), marker(1_000, 'UserPromptSubmit')];
    expect(settled(...begun, dialog(1_100)).name).toBe('working');
    expect(settled(...begun, marker(2_000, 'Stop'), dialog(9_000)).name).toBe('dialog');
  });

  it('[LC14] the error of the last try is the detail of failed where no rollout is read', () => {
    const response = { status: 'failed', error: 'high demand' } as const;
    const tried = marker(1_900, 'PostModelRequest', { response });
    expect(settled(...turnBegins, tried, inBand(2_000, 'error'))).toMatchObject({
      name: 'failed',
      detail: 'high demand',
    });
  });

  it('[LC16] idle after a turn of 60 ms that a marker tells of is an interrupt', () => {
    const brief = [...composer, inBand(1_000, 'working'), marker(1_050, 'UserPromptSubmit')];
    expect(settled(...brief, inBand(1_060, 'idle')).name).toBe('interrupted');
    expect(settled(...composer, inBand(1_000, 'working'), inBand(1_060, 'idle')).name).toBe(
      'ready',
    );
  });

  it('[LC21] a title that never shows anything but rest does not speak against markers', () => {
    const begun = [started(), title(300, 'rest'), marker(1_000, 'UserPromptSubmit')];
    expect(settled(...begun).name).toBe('working');
    const wants = marker(1_200, 'PermissionRequest', { tool: bash('ls') });
    expect(settled(...begun, wants).name).toBe('approval');
  });

  it('[LC53] a marker made after the turn came to rest believes itself only until an earlier one is read', () => {
    const work = [...composer, enter(900), inBand(1_000, 'working')];
    const cut = [...work, esc(1_990), inBand(2_000, 'idle')];
    const last = marker(2_200, 'PostToolUse', { tool: bash('ls') });
    expect(atOnce(...cut, last).name).toBe('working');
    expect(atOnce(...cut, last, marker(1_050, 'UserPromptSubmit')).name).toBe('interrupted');
  });
});

describe('conditions of a new session', () => {
  const foreign = (
    at: number,
    event: MarkerEvidence['event'],
    more: Partial<MarkerEvidence> = {},
  ) =>
    marker(at, event, { sessionId: other, rolloutPath: '/other.jsonl', turnId: turn(9), ...more });
  const begins = (at: number, source: string) =>
    foreign(at, 'SessionStart', { source, turnId: null });

  it('[LC40] the session of a tool counts for nothing also where only markers tell', () => {
    const nested = [begins(1_500, 'startup'), foreign(1_510, 'UserPromptSubmit')];
    expect(settled(started(), marker(1_000, 'UserPromptSubmit'), ...nested)).toMatchObject({
      name: 'working',
      sessionId: own,
    });
  });

  it('[LC41] a session that was cleared for is ours although the end of the one before was lost', () => {
    const lost = [started(), marker(1_000, 'UserPromptSubmit'), begins(9_000, 'clear')];
    expect(settled(...lost)).toMatchObject({ sessionId: other });
  });

  it('[LP20] nor while a subagent of ours asks', () => {
    const asked = [
      ...turnBegins,
      marker(1_500, 'SubagentStart', { subagentId: 'a1', turnId: turn(5) }),
      ...turnEnds,
      inBand(8_000, 'blocked', 'permission'),
      begins(8_500, 'startup'),
      foreign(8_900, 'PreModelRequest'),
    ];
    expect(settled(...asked)).toMatchObject({ name: 'approval', sessionId: own });
  });

  it('[LP20] nor when it began long before a command of the user’s own', () => {
    const shell = [
      ...turnBegins,
      ...turnEnds,
      begins(5_000, 'startup'),
      inBand(9_000, 'working'),
      foreign(9_500, 'PostModelRequest'),
      inBand(9_900, 'done'),
    ];
    expect(settled(...shell)).toMatchObject({ name: 'done', sessionId: own });
  });

  it('[LP20] nor when it takes a prompt just before ours does', () => {
    const both = [
      ...turnBegins,
      ...turnEnds,
      inBand(9_000, 'working'),
      foreign(9_010, 'UserPromptSubmit'),
      marker(9_050, 'UserPromptSubmit', { turnId: turn(2) }),
    ];
    expect(settled(...both)).toMatchObject({ name: 'working', sessionId: own });
  });

  it('[LP23] a beginning that is read twice does not bring back a session that was left', () => {
    const third = '01a1fc5e-cccc-7000-8000-000000000000' as typeof own;
    const twice = [
      started(),
      marker(1_000, 'UserPromptSubmit'),
      marker(2_000, 'Stop'),
      begins(5_000, 'clear'),
      foreign(6_000, 'Stop'),
      marker(9_000, 'SessionStart', { sessionId: third, source: 'clear', turnId: null }),
      begins(5_000, 'clear'),
    ];
    expect(settled(...twice).sessionId).toBe(third);
  });

  it('[LP23] what subagents said before a session was left does not bring them back with it', () => {
    const helped = marker(1_500, 'PreToolUse', { subagentId: 'a1', turnId: turn(5) });
    const left = [
      started(),
      marker(1_000, 'UserPromptSubmit'),
      marker(2_000, 'Stop'),
      begins(5_000, 'clear'),
      foreign(6_000, 'Stop'),
    ];
    const back = [
      marker(9_000, 'SessionStart', { source: 'resume', turnId: null }),
      marker(9_006, 'UserPromptSubmit', { turnId: turn(3) }),
      marker(9_500, 'Stop', { turnId: turn(3) }),
    ];
    for (const evidence of [
      [...left, helped, ...back],
      [...left, ...back, helped],
    ]) {
      expect(settled(...evidence)).toMatchObject({ name: 'done', subagents: 0, sessionId: own });
    }
  });
});

describe('conditions of an older turn', () => {
  const second = [
    ...turnBegins,
    inBand(2_000, 'idle'),
    inBand(3_000, 'working'),
    marker(3_050, 'UserPromptSubmit', { turnId: turn(2) }),
    marker(3_080, 'PreToolUse', { turnId: turn(2), tool: bash('make') }),
  ];

  it('[LC50] a tool of an interrupted turn that ends in the next one says nothing of that', () => {
    const late = marker(3_100, 'PostToolUse', { turnId: turn(1), tool: bash('sleep') });
    expect(settled(...second, late)).toMatchObject({ name: 'working', detail: 'make' });
  });

  it('[LC50] older turns of a rollout that is read from its start say nothing of the newest', () => {
    const older = [
      rollout(1_010, { type: 'turn-started' }, turn(1)),
      rollout(2_000, { type: 'turn-aborted', reason: 'interrupted' }, turn(1)),
    ];
    expect(settled(...second, ...older)).toMatchObject({ name: 'working', detail: 'make' });
    const bare = older.map((one) => ({ ...one, turnId: null }) as Evidence);
    expect(settled(...second, ...bare)).toMatchObject({ name: 'working', detail: 'make' });
  });
});
