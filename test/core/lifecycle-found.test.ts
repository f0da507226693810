import { describe, expect, it } from 'vitest';
import type { Evidence, MarkerEvidence } from '../../src/core/lifecycle/evidence.ts';
import { advance } from '../../src/core/lifecycle/lifecycle.ts';
import { newRollouts } from '../../src/core/lifecycle/new-rollouts.ts';
import {
  atOnce,
  bash,
  composer,
  esc,
  inBand,
  marker,
  other,
  own,
  settled,
  started,
  turn,
  turnBegins,
  turnEnds,
} from '../support/evidence.ts';
import { recordedAt, statesThrough } from '../support/recorded-evidence.ts';

/** Each was found by a property as a run in which the tile lied. */
describe('sessions', () => {
  const foreign = (
    at: number,
    event: MarkerEvidence['event'],
    more: Partial<MarkerEvidence> = {},
  ) =>
    marker(at, event, { sessionId: other, rolloutPath: '/other.jsonl', turnId: turn(9), ...more });

  it('[LP20] a codex that a forgotten shell runs while ours is at rest does not become ours', () => {
    const shell = [
      foreign(9_000, 'SessionStart', { source: 'startup', turnId: null }),
      foreign(9_006, 'UserPromptSubmit'),
      foreign(9_500, 'Stop', { lastMessage: 'Nested.' }),
    ];
    const { steps, last } = statesThrough([...turnBegins, ...turnEnds, ...shell]);
    expect(steps.map(({ name }) => name)).toEqual(['starting', 'ready', 'working', 'done']);
    expect(last).toMatchObject({ sessionId: own, detail: 'Done.' });
  });

  it('[LP20] nor when ours begins a turn before it has ended', () => {
    const evidence = [
      ...turnBegins,
      ...turnEnds,
      foreign(8_900, 'SessionStart', { source: 'startup', turnId: null }),
      foreign(8_906, 'UserPromptSubmit'),
      inBand(9_000, 'working'),
      marker(9_050, 'UserPromptSubmit', { turnId: turn(2) }),
      foreign(9_500, 'PostModelRequest'),
    ];
    expect(settled(...evidence)).toMatchObject({ name: 'working', sessionId: own });
  });

  it('[LP21] the session of a tool, heard of only after our turn, does not become ours', () => {
    const evidence = [
      started(),
      marker(1_000, 'UserPromptSubmit'),
      marker(2_000, 'Stop'),
      foreign(1_500, 'SessionStart', { source: 'startup', turnId: null }),
    ];
    expect(settled(...evidence)).toMatchObject({ name: 'done', sessionId: own });
  });

  it('[LP22] a session that begins is found by its prompt when its first marker is lost', () => {
    const evidence = [
      started(),
      marker(1_000, 'UserPromptSubmit'),
      marker(2_000, 'Stop'),
      foreign(9_006, 'UserPromptSubmit'),
    ];
    expect(settled(...evidence)).toMatchObject({ name: 'working', sessionId: other });
    const inBandToo = [
      ...turnBegins,
      ...turnEnds,
      inBand(9_000, 'working'),
      foreign(9_050, 'UserPromptSubmit'),
      foreign(9_400, 'PreToolUse'),
    ];
    expect(settled(...inBandToo)).toMatchObject({ name: 'working', sessionId: other });
  });

  it('[LP23] a session that is come back to is not lost again by what is late', () => {
    const evidence = [
      started(),
      marker(1_000, 'UserPromptSubmit'),
      marker(2_000, 'Stop'),
      foreign(9_000, 'SessionStart', { source: 'clear', turnId: null }),
      foreign(9_600, 'Stop'),
      marker(1_010, 'PreModelRequest'),
      marker(12_000, 'SessionStart', { source: 'resume', turnId: null }),
      marker(12_006, 'UserPromptSubmit', { turnId: turn(3) }),
      foreign(9_006, 'UserPromptSubmit'),
      marker(12_900, 'Stop', { turnId: turn(3) }),
    ];
    expect(settled(...evidence)).toMatchObject({ name: 'done', sessionId: own });
  });

  it('[LP30] a session of which is heard only when codex rests again has become ours', () => {
    const evidence = [
      ...turnBegins,
      ...turnEnds,
      inBand(9_000, 'working'),
      esc(9_970),
      inBand(10_000, 'idle'),
      foreign(9_050, 'SessionStart', { source: 'startup', turnId: null }),
      foreign(9_056, 'UserPromptSubmit'),
      foreign(9_980, 'Interrupt'),
    ];
    expect(settled(...evidence)).toMatchObject({ name: 'interrupted', sessionId: other });
  });

  it('[LP24] a subagent is followed also when its markers came before those of its session', () => {
    const before = atOnce(
      ...turnBegins,
      ...turnEnds,
      foreign(9_080, 'SubagentStart', { subagentId: 'a1', rolloutPath: '/a1.jsonl' }),
      inBand(9_000, 'working'),
    );
    const begins = foreign(9_050, 'SessionStart', { source: 'startup', turnId: null });
    const after = advance(before, begins, recordedAt + 9_090);
    expect(after).toMatchObject({ sessionId: other, subagents: 1 });
    expect(newRollouts(before, after)).toEqual([
      { path: '/other.jsonl', subagentId: null },
      { path: '/a1.jsonl', subagentId: 'a1' },
    ]);
  });
});

describe('turns and subagents', () => {
  const child = (at: number, event: MarkerEvidence['event']) =>
    marker(at, event, { subagentId: 'a1', turnId: turn(5), rolloutPath: '/a1.jsonl' });
  const done = [...turnBegins, child(1_500, 'SubagentStart'), ...turnEnds];

  it('[LP25] what a subagent asks while the root is at rest is no turn of the root', () => {
    const asked = [
      inBand(3_000, 'idle'),
      child(3_990, 'PermissionRequest'),
      inBand(4_000, 'blocked', 'permission'),
      inBand(5_000, 'idle'),
    ];
    expect(settled(...done, ...asked)).toMatchObject({ name: 'working', subagents: 1 });
    const over = settled(...done, ...asked, child(6_000, 'SubagentStop'));
    expect(over).toMatchObject({ name: 'done', detail: 'Done.' });
  });

  it('[LP25] but a command of the user’s own beside it ends as it says', () => {
    const failed = [
      ...turnBegins,
      child(1_500, 'SubagentStart'),
      inBand(2_000, 'error'),
      inBand(3_000, 'idle'),
    ];
    const blocked = [child(3_990, 'PermissionRequest'), inBand(4_000, 'blocked', 'permission')];
    expect(settled(...failed, ...blocked, inBand(5_000, 'idle')).name).toBe('failed');
    expect(settled(...failed, ...blocked, inBand(5_000, 'done')).name).toBe('working');
  });

  it('[LP26] done waits for the markers of the turn, for at most 100 ms', () => {
    const said = [...turnBegins, inBand(2_015, 'done')];
    expect(atOnce(...said)).toMatchObject({ name: 'working', wakeAt: recordedAt + 2_115 });
    expect(settled(...said).name).toBe('done');
    const late = [child(1_990, 'SubagentStart'), marker(2_000, 'Stop')];
    const { steps } = statesThrough([...said, ...late], { restMs: 5_000 });
    expect(steps.map(({ name }) => name)).toEqual(['starting', 'ready', 'working']);
  });

  it('[LP27] how a queued prompt before it ended does not tell how the last one did', () => {
    const queued = [
      ...composer,
      inBand(1_000, 'working'),
      marker(1_050, 'UserPromptSubmit'),
      marker(2_000, 'Stop'),
      inBand(8_000, 'idle'),
    ];
    expect(settled(...queued).name).toBe('interrupted');
  });
});

describe('before the composer and behind a dialog', () => {
  const title = (at: number, shows: 'working' | 'rest'): Evidence => ({
    witness: 'title',
    at: recordedAt + at,
    shows,
  });

  it('[LP28] work in a title before the first report is no turn, however slow the machine', () => {
    const slow = [
      started(),
      title(1_510, 'rest'),
      title(1_633, 'working'),
      title(1_829, 'rest'),
      inBand(1_829, 'idle'),
    ];
    const { steps } = statesThrough(slow);
    expect(steps.map(({ name }) => name)).toEqual(['starting', 'ready']);
  });

  it('[LP29] a request behind something else that blocks codex goes on waiting', () => {
    const behind = [
      inBand(1_200, 'blocked', 'elicitation'),
      marker(1_300, 'PermissionRequest', { tool: bash('ls') }),
      inBand(2_000, 'working'),
      inBand(2_010, 'blocked', 'permission'),
    ];
    expect(settled(...turnBegins, ...behind)).toMatchObject({ name: 'approval', detail: 'ls' });
  });

  it('[LP29] a question that codex refused is not what an approval waits for', () => {
    const tool = { name: 'request_user_input', command: 'Which?', reason: null };
    const refused = [
      marker(1_200, 'PreToolUse', { tool }),
      marker(1_300, 'PermissionRequest', { tool: bash('ls') }),
      inBand(1_315, 'blocked', 'permission'),
    ];
    expect(settled(...turnBegins, ...refused)).toMatchObject({ name: 'approval', detail: 'ls' });
  });
});
