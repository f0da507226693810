import { describe, expect, it } from 'vitest';
import type { SessionId } from '../../src/core/agent/agent.ts';
import type { Evidence, MarkerEvidence } from '../../src/core/lifecycle/evidence.ts';
import { advance } from '../../src/core/lifecycle/lifecycle.ts';
import {
  atOnce,
  bash,
  enter,
  exited,
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

describe('subagents', () => {
  const child = (at: number, event: MarkerEvidence['event'], more: Partial<MarkerEvidence> = {}) =>
    marker(at, event, { subagentId: 'a1', turnId: turn(5), ...more });

  it('[LC30] a root that stopped with subagents in flight works on', () => {
    const inFlight = settled(...turnBegins, child(1500, 'SubagentStart'), ...turnEnds);
    expect(inFlight).toMatchObject({ name: 'working', subagents: 1 });
    const over = advance(inFlight, child(8000, 'SubagentStop'), recordedAt + 8_000);
    expect(over).toMatchObject({ name: 'done', subagents: 0, unread: true });
  });

  it('[LC31] an interrupted root is interrupted, whatever its subagents do', () => {
    const cut = settled(
      ...turnBegins,
      child(1500, 'SubagentStart'),
      marker(1990, 'Interrupt'),
      inBand(2000, 'idle'),
    );
    expect(cut).toMatchObject({ name: 'interrupted', subagents: 1 });
  });

  it('[LC32] a subagent that fails is over by its rollout', () => {
    const failed: Evidence = {
      witness: 'rollout',
      at: recordedAt + 3000,
      subagentId: 'a1',
      turnId: turn(5),
      fact: { type: 'turn-completed', error: 'high demand', lastMessage: null },
    };
    const evidence = [...turnBegins, child(1500, 'SubagentStart'), ...turnEnds, failed];
    expect(settled(...evidence)).toMatchObject({ name: 'done', subagents: 0 });
  });

  it('[LC32] what a subagent uses is not the root agent’s', () => {
    const context = { usedTokens: 1, windowTokens: 2, percentLeft: 3 };
    const tokens: Evidence = {
      witness: 'rollout',
      at: recordedAt + 3000,
      subagentId: 'a1',
      turnId: null,
      fact: { type: 'tokens', context, totalTokens: null, limits: null },
    };
    expect(settled(...turnBegins, tokens).context).toBeNull();
  });

  it('[LC33] a marker of a subagent that has ended does not bring it back', () => {
    const late = [child(1500, 'SubagentStop'), child(1490, 'PreToolUse', { tool: bash('ls') })];
    expect(settled(...turnBegins, ...late, ...turnEnds)).toMatchObject({
      name: 'done',
      subagents: 0,
    });
  });
});

describe('sessions', () => {
  const foreign = (
    at: number,
    event: MarkerEvidence['event'],
    more: Partial<MarkerEvidence> = {},
  ) =>
    marker(at, event, { sessionId: other, turnId: turn(9), rolloutPath: '/other.jsonl', ...more });

  it('[LC40] a foreign session counts for nothing', () => {
    const nested = [
      foreign(1500, 'SessionStart', { source: 'startup', turnId: null }),
      foreign(1510, 'UserPromptSubmit'),
      foreign(1600, 'Stop'),
    ];
    expect(settled(...turnBegins, ...nested)).toMatchObject({ name: 'working', sessionId: own });
    expect(settled(...turnBegins, ...turnEnds, foreign(9000, 'UserPromptSubmit'))).toMatchObject({
      name: 'done',
      sessionId: own,
      rolloutPath: '/rollout.jsonl',
    });
  });

  it.each(['clear', 'startup', 'resume', 'fork'])(
    '[LC41] at rest a session that begins by %s is ours',
    (source) => {
      const began = [
        inBand(9000, 'working'),
        foreign(9050, 'SessionStart', { source, turnId: null }),
        foreign(9060, 'UserPromptSubmit'),
      ];
      expect(settled(...turnBegins, ...turnEnds, ...began)).toMatchObject({
        name: 'working',
        sessionId: other,
        rolloutPath: '/other.jsonl',
      });
    },
  );

  it('[LC41] it is ours, too, where codex is heard to be busy only after its short turn has begun', () => {
    const began = [
      enter(8900, 'prompt'),
      foreign(8970, 'SessionStart', { source: 'startup', turnId: null }),
      foreign(9000, 'UserPromptSubmit'),
      inBand(9050, 'working'),
      foreign(9250, 'Stop'),
      inBand(9290, 'done'),
    ];
    expect(settled(...turnBegins, ...turnEnds, ...began)).toMatchObject({
      name: 'done',
      sessionId: other,
    });
    // One that a shell of ours began before the prompt is not.
    const [prompt, begun, ...rest] = began as [Evidence, Evidence, ...Evidence[]];
    const forgotten = [{ ...begun, at: prompt.at - 10 }, prompt, ...rest];
    expect(settled(...turnBegins, ...turnEnds, ...forgotten)).toMatchObject({ sessionId: own });
  });

  it('[LC42] markers that overtook the one that begins their session are not lost', () => {
    const evidence = [
      started(),
      marker(1000, 'UserPromptSubmit'),
      marker(2000, 'Stop'),
      foreign(9060, 'UserPromptSubmit'),
      foreign(9900, 'Stop', { lastMessage: 'Second.' }),
      foreign(9050, 'SessionStart', { source: 'clear', turnId: null }),
    ];
    expect(settled(...evidence)).toMatchObject({
      name: 'done',
      detail: 'Second.',
      sessionId: other,
    });
  });

  it('[LC43] what an earlier process left counts for nothing', () => {
    const again = [
      ...turnBegins,
      exited(3000),
      started(5000),
      marker(2900, 'PreToolUse'),
      rollout(2950, { type: 'turn-started' }),
    ];
    expect(atOnce(...again)).toMatchObject({ name: 'starting', sessionId: own, exit: null });
  });

  it('[TS50] a session that was cleared and left without a turn is the one to go on with', () => {
    const end = (at: number, sessionId: SessionId) =>
      marker(at, 'SessionEnd', { sessionId, rolloutPath: `/${sessionId}.jsonl`, source: 'other' });
    const ends = [end(3_000, own), end(3_030, other)];
    for (const told of [ends, ends.toReversed()]) {
      const left = settled(...turnBegins, ...turnEnds, ...told, exited(3_100));
      expect(left).toMatchObject({ sessionId: other, rolloutPath: `/${other}.jsonl` });
    }
    // One that has had turns is not new.
    const before = marker(1_500, 'Stop', { sessionId: other });
    expect(settled(...turnBegins, ...turnEnds, before, ...ends).sessionId).toBe(own);
    // Nor one that ends while ours goes on.
    expect(settled(...turnBegins, ...turnEnds, end(3_030, other)).sessionId).toBe(own);
    const goesOn = marker(3_500, 'UserPromptSubmit', { turnId: turn(2) });
    expect(settled(...turnBegins, ...turnEnds, ends[0]!, goesOn, end(3_600, other)).sessionId).toBe(
      own,
    );
  });
});
