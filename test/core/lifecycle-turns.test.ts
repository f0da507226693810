import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { advance, looked } from '../../src/core/lifecycle/lifecycle.ts';
import {
  atOnce,
  bash,
  composer,
  enter,
  esc,
  inBand,
  marker,
  rollout,
  settled,
  started,
  turnBegins,
  turnEnds,
} from '../support/evidence.ts';
import { recordedAt, statesThrough } from '../support/recorded-evidence.ts';

describe('before and after a turn', () => {
  it('[LC10] a process that says nothing is starting, after 20 s unknown', () => {
    expect(atOnce(started()).name).toBe('starting');
    expect(statesThrough([started()], { restMs: 19_999 }).last.name).toBe('starting');
    const silent = statesThrough([started()], { restMs: 20_000 }).last;
    expect(silent).toMatchObject({ name: 'unknown', wakeAt: null });
    expect(advance(silent, inBand(30_000, 'idle'), recordedAt + 30_000).name).toBe('ready');
  });

  it('[LC11] a dialog before the composer is a dialog until it has gone', () => {
    const dialog = (at: number, name: string | null): Evidence => ({
      witness: 'screen',
      at: recordedAt + at,
      dialog: name,
    });
    const shown = atOnce(started(), dialog(500, 'folder trust'));
    expect(shown).toMatchObject({ name: 'dialog', detail: 'folder trust' });
    expect(advance(shown, dialog(900, null), recordedAt + 900).name).toBe('starting');
    expect(atOnce(...composer, dialog(400, 'open elsewhere')).name).toBe('dialog');
    expect(atOnce(...turnBegins, dialog(1100, 'folder trust')).name).toBe('working');
  });

  it('[LC12] codex that prepares its session is not at work', () => {
    const { steps } = statesThrough([...composer, inBand(360, 'working'), inBand(400, 'idle')], {
      restMs: 5_000,
    });
    expect(steps.map(({ name }) => name)).toEqual(['starting', 'ready']);
    const slow = statesThrough([...composer, inBand(360, 'working'), inBand(900, 'idle')]);
    expect(slow.last.name).toBe('ready');
  });

  it('[LC12] nor is it while it prepares under a prompt that was sent, until its turn begins', () => {
    const names = (...evidence: readonly Evidence[]) =>
      statesThrough([...composer, ...evidence], { restMs: 5_000 }).steps.map(({ name }) => name);
    const prepares = [inBand(360, 'working'), enter(440, 'prompt'), inBand(590, 'idle')];
    expect(names(...prepares, inBand(630, 'working'))).toEqual(['starting', 'ready', 'working']);
    expect(names(...prepares)).toEqual(['starting', 'ready']);
    // It goes on for too long, or a marker tells of the turn.
    expect(names(...prepares.slice(0, 2))).toEqual(['starting', 'ready', 'working']);
    const told = [...prepares.slice(0, 2), marker(500, 'UserPromptSubmit')];
    expect(statesThrough([...composer, ...told]).last.name).toBe('working');
  });

  it('[LC13] done stays done until seen, also while the user types', () => {
    const done = settled(...turnBegins, ...turnEnds, inBand(3000, 'idle'));
    expect(done).toMatchObject({ name: 'done', unread: true, detail: 'Done.' });
    const seen = looked(done, recordedAt + 9_000);
    expect(seen).toMatchObject({ name: 'ready', unread: false, since: recordedAt + 9_000 });
    expect(looked(seen, recordedAt + 9_500)).toBe(seen);
    expect(advance(seen, inBand(9_600, 'idle'), recordedAt + 9_600).name).toBe('ready');
  });

  it('[LC13] failed and interrupted are unread until seen, and stay what they are', () => {
    const failed = settled(...turnBegins, inBand(2000, 'error'), inBand(2500, 'idle'));
    expect(failed).toMatchObject({ name: 'failed', unread: true });
    expect(looked(failed, recordedAt + 9_000)).toMatchObject({ name: 'failed', unread: false });
  });

  it('[LC14] the error of the rollout is the detail of failed, whichever comes first', () => {
    const error = rollout(1990, { type: 'turn-completed', error: 'overloaded', lastMessage: null });
    for (const last of [
      [error, inBand(2000, 'error')],
      [inBand(2000, 'error'), error],
    ]) {
      expect(settled(...turnBegins, ...last)).toMatchObject({
        name: 'failed',
        detail: 'overloaded',
      });
    }
  });

  it('[LC15] a retry is work, and its error the detail', () => {
    const response = { status: 'failed', error: 'high demand' } as const;
    const retrying = atOnce(...turnBegins, marker(1200, 'PostModelRequest', { response }));
    expect(retrying).toMatchObject({ name: 'working', detail: 'retrying: high demand' });
    const again = advance(retrying, marker(1400, 'PreModelRequest'), recordedAt + 1400);
    expect(again.detail).toBe('retrying: high demand');
  });

  it('[LC16] idle after work without done is an interrupt', () => {
    expect(settled(...turnBegins, inBand(2000, 'idle')).name).toBe('interrupted');
    const work = [...composer, enter(900), inBand(1000, 'working')];
    expect(settled(...work, esc(2_900), inBand(3000, 'idle')).name).toBe('interrupted');
  });

  it('[LC16] a version that never says done is believed its Stop', () => {
    const idle = atOnce(...turnBegins, inBand(2000, 'idle'));
    expect(idle.name).toBe('working');
    expect(advance(idle, marker(1990, 'Stop'), recordedAt + 2050).name).toBe('done');
  });
});

describe('waiting for the user', () => {
  const wants = marker(1200, 'PermissionRequest', { tool: bash('rm -r x') });

  it('[LC20] a permission request alone is no approval', () => {
    expect(settled(...turnBegins, wants)).toMatchObject({ name: 'working' });
    const blocked = settled(...turnBegins, wants, inBand(1215, 'blocked', 'permission'));
    expect(blocked).toMatchObject({ name: 'approval', detail: 'rm -r x' });
  });

  it('[LC24] of requests side by side the oldest is told, with how many wait', () => {
    const both = [wants, marker(1205, 'PermissionRequest', { tool: bash('ls') })];
    const blocked = [...turnBegins, ...both, inBand(1215, 'blocked', 'permission')];
    expect(settled(...blocked)).toMatchObject({ detail: 'rm -r x (and 1 more)' });
    const readInTurn = [...turnBegins, ...both.toReversed(), inBand(1215, 'blocked', 'permission')];
    expect(settled(...readInTurn)).toMatchObject({ detail: 'rm -r x (and 1 more)' });
    const ended = marker(1900, 'PostToolUse', { tool: bash('rm -r x') });
    expect(settled(...blocked, ended)).toMatchObject({ name: 'approval', detail: 'ls' });
    const next = [inBand(2000, 'working'), inBand(2500, 'blocked', 'permission')];
    expect(settled(...blocked, ...next)).toMatchObject({ name: 'approval', detail: null });
  });

  it('[LC21] without anything in-band it is one after a second', () => {
    const evidence = [started(), marker(1000, 'UserPromptSubmit'), wants];
    expect(atOnce(...evidence)).toMatchObject({ name: 'working', wakeAt: recordedAt + 2_200 });
    expect(settled(...evidence)).toMatchObject({ name: 'approval', detail: 'rm -r x' });
    expect(settled(...evidence, marker(1900, 'PostToolUse', { tool: bash('rm -r x') })).name).toBe(
      'working',
    );
  });

  it('[LC22] the kind decides; one that is not known is a dialog', () => {
    expect(settled(...turnBegins, inBand(1200, 'blocked', 'question')).name).toBe('question');
    expect(settled(...turnBegins, inBand(1200, 'blocked', 'login'))).toMatchObject({
      name: 'dialog',
      detail: 'login',
    });
    const asked = marker(1190, 'PreToolUse', {
      tool: { name: 'request_user_input', command: 'Which?', reason: null },
    });
    expect(settled(...turnBegins, asked, inBand(1200, 'blocked'))).toMatchObject({
      name: 'question',
      detail: 'Which?',
    });
  });

  it('[LC23] a question that codex refuses itself is none', () => {
    const tool = { name: 'request_user_input', command: 'Which?', reason: null };
    const evidence = [
      started(),
      marker(1000, 'PreToolUse', { tool }),
      marker(1020, 'PreModelRequest'),
    ];
    expect(settled(...evidence).name).toBe('working');
  });

  it('[LC17] a rollout that is read late tells of the same end, and no work is shown again', () => {
    const cut = [marker(1_000, 'UserPromptSubmit'), marker(2_000, 'Interrupt')];
    const lifecycle = settled(started(), ...cut);
    expect(lifecycle.name).toBe('interrupted');
    const late = rollout(2_090, { type: 'turn-aborted', reason: 'interrupted' });
    expect(advance(lifecycle, late, recordedAt + 2_160).name).toBe('interrupted');
  });
});
