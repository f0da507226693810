import { describe, expect, it } from 'vitest';
import { advance, endedLifecycle, looked, restarted } from '../../src/core/lifecycle/lifecycle.ts';
import { rolloutEvidence } from '../../src/core/lifecycle/rollout-evidence.ts';
import { briefly, timelineOf } from '../../src/core/lifecycle/why-timeline.ts';
import {
  atOnce,
  composer,
  exited,
  inBand,
  marker,
  settled,
  started,
  turn,
  turnBegins,
  turnEnds,
} from '../support/evidence.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

describe('why', () => {
  it('[EL8] a change of state is kept with the evidence that made it', () => {
    const { transitions } = atOnce(...turnBegins, ...turnEnds);
    expect(transitions.map(({ state, witness }) => [state, witness])).toEqual([
      ['ready', 'in-band'],
      ['working', 'marker'],
      ['done', 'in-band'],
    ]);
    expect(transitions.at(-1)).toMatchObject({
      at: recordedAt + 2015,
      says: 'state=done',
      rule: 'in-band-done',
    });
  });

  it('[EL8] time alone, the user and the host change states too', () => {
    const overdue = settled(...composer, marker(1000, 'UserPromptSubmit'));
    expect(overdue.transitions.at(-1)).toMatchObject({
      state: 'ready',
      witness: 'time',
      says: 'nothing else was heard for 2.0 s',
    });
    const seen = looked(atOnce(...turnBegins, ...turnEnds), recordedAt + 9000);
    expect(seen.transitions.at(-1)).toMatchObject({ state: 'ready', witness: 'user' });
    const again = restarted(advance(seen, exited(9500), recordedAt + 9500), recordedAt + 9900);
    expect(again.transitions.slice(-2)).toMatchObject([
      { state: 'ended', witness: 'process' },
      { state: 'starting', witness: 'user' },
    ]);
    const known = { sessionId: null, rolloutPath: null, model: null, exit: null };
    const left = endedLifecycle(known, { endedAt: recordedAt, reason: 'ended with its host' });
    expect(left.transitions).toMatchObject([
      { state: 'ended', detail: 'ended with its host', witness: 'host' },
    ]);
  });

  it('[EL8] only the last of them are kept', () => {
    let lifecycle = atOnce(started());
    for (let at = 0; at < 200; at += 1) {
      const report = at % 2 === 0 ? 'done' : 'error';
      lifecycle = advance(lifecycle, inBand(at, report), recordedAt + at);
    }
    expect(lifecycle.transitions).toHaveLength(32);
  });

  it('[EL28] of a long message no more is kept than anybody reads', () => {
    const said = {
      type: 'task_complete',
      turn_id: 't1',
      last_agent_message: 'a'.repeat(2_000_000),
    };
    const line = JSON.stringify({ type: 'event_msg', timestamp: null, payload: said });
    const evidence = rolloutEvidence(line, recordedAt, null);
    expect(JSON.stringify(evidence).length).toBeLessThan(5000);
  });

  it('[EL9] who said otherwise, since when, and what became of it', () => {
    const second = { turnId: turn(2) };
    const evidence = [...turnBegins, ...turnEnds, marker(5000, 'UserPromptSubmit', second)];
    const open = settled(...evidence).disagreements;
    expect(open).toEqual([
      {
        witness: 'marker',
        says: 'a turn goes on',
        since: recordedAt + 5000,
        state: 'done',
        rule: 'in-band-done',
        end: null,
      },
    ]);
    const ended = settled(...evidence, inBand(8000, 'working')).disagreements;
    expect(ended).toHaveLength(1);
    expect(ended[0]?.end).toMatchObject({
      at: recordedAt + 8000,
      state: 'done',
      witness: 'in-band',
      says: 'state=working',
      rule: 'in-band-working-settles',
    });
  });

  it('[EL9] witnesses of different speed do not disagree', () => {
    expect(settled(...turnBegins, ...turnEnds).disagreements).toEqual([]);
  });

  it('[EL10] what was heard stands between the changes, what was ignored says why', () => {
    const late = marker(2500, 'PostToolUse', { turnId: turn(1) });
    const lifecycle = looked(atOnce(...turnBegins, ...turnEnds, late), recordedAt + 3000);
    const rows = timelineOf(lifecycle);
    expect(
      rows.map(({ state, said, rule }) => [state, said.split(' ').slice(0, 2).join(' '), rule]),
    ).toEqual([
      [null, 'process: started,', ''],
      ['ready', 'in-band: state=idle', 'composer-shown'],
      [null, 'in-band: state=working', ''],
      ['working', 'marker: UserPromptSubmit', 'in-band-working'],
      [null, 'marker: Stop', ''],
      ['done', 'in-band: state=done', 'in-band-done'],
      [null, 'marker: PostToolUse', 'ignored: marker-of-ended-turn'],
      ['ready', 'user: looked', 'in-band-done'],
    ]);
  });

  it('[EL10] in brief it has the changes, what was ignored, and the newest since', () => {
    const asked = marker(1100, 'PreModelRequest');
    const late = marker(2500, 'PostToolUse');
    const rows = briefly(timelineOf(atOnce(...turnBegins, asked, ...turnEnds, late)));
    expect(rows.map(({ state, said }) => state ?? said.split(' ')[1])).toEqual([
      'ready',
      'working',
      'done',
      'PostToolUse',
    ]);
    const going = briefly(timelineOf(atOnce(...turnBegins, asked)));
    expect(going.at(-1)?.said).toContain('PreModelRequest');
  });

  it('[EL10] of the time before only the changes are left', () => {
    let lifecycle = atOnce(...turnBegins, ...turnEnds);
    for (let at = 0; at < 64; at += 1) {
      lifecycle = advance(lifecycle, marker(3000 + at, 'SessionStart'), recordedAt + 3000 + at);
    }
    const rows = timelineOf(lifecycle);
    expect(rows).toHaveLength(3 + 64);
    expect(rows.slice(0, 4).map(({ state }) => state)).toEqual(['ready', 'working', 'done', null]);
  });
});
