import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBandEvidence, titleEvidence } from '../../src/core/lifecycle/in-band.ts';
import { markerEvidence } from '../../src/core/lifecycle/marker-evidence.ts';
import { contextUse, rolloutEvidence } from '../../src/core/lifecycle/rollout-evidence.ts';

const session = '01a1fc5e-7255-7a90-a8fc-f1afeb3132b2';

function markerText(event: string, fields: object, header = event): string {
  const payload = { session_id: session, hook_event_name: event, ...fields };
  return `codex-grid-marker 1 ${header}\n${JSON.stringify(payload)}`;
}

describe('markers', () => {
  it('[EV1] a marker tells event, session, turn, tool and reason', () => {
    const text = markerText('PermissionRequest', {
      turn_id: 't1',
      transcript_path: '/home/user/rollout.jsonl',
      model: 'gpt-5.5',
      agent_id: 'a1',
      tool_name: 'Bash',
      tool_input: { command: 'echo hi', description: 'need it' },
    });
    expect(markerEvidence(text, 5)).toEqual({
      witness: 'marker',
      at: 5,
      event: 'PermissionRequest',
      sessionId: session,
      rolloutPath: '/home/user/rollout.jsonl',
      turnId: 't1',
      subagentId: 'a1',
      model: 'gpt-5.5',
      prompt: null,
      tool: { name: 'Bash', command: 'echo hi', reason: 'need it' },
      response: null,
      source: null,
      lastMessage: null,
    });
  });

  it('[EV1] the question of request_user_input and an argv are its command', () => {
    const command = (tool_input: unknown) => {
      const read = markerEvidence(markerText('PreToolUse', { tool_name: 'x', tool_input }), 0);
      return 'tool' in read ? read.tool?.command : read;
    };
    expect(command({ questions: [{ question: 'Which colour?' }] })).toBe('Which colour?');
    expect(command({ command: ['ls', '-l'] })).toBe('ls -l');
    expect(command('no object')).toBeNull();
    expect(command({ command: 7 })).toBeNull();
  });

  it('[EV2] long texts are cut, between characters', () => {
    const read = markerEvidence(markerText('UserPromptSubmit', { prompt: '😀'.repeat(9999) }), 0);
    const prompt = 'prompt' in read ? (read.prompt ?? '') : '';
    expect(prompt.length).toBeLessThanOrEqual(4000);
    expect(prompt).toMatch(/^(?:😀)+…$/u);
  });

  it.each([
    ['nothing', '', 'header'],
    ['no header', '{"session_id":"x"}', 'header'],
    [
      'a header of another version',
      markerText('Stop', {}).replace('marker 1', 'marker 2'),
      'header',
    ],
    ['an unknown event', markerText('Notification', {}), 'Notification'],
    ['a word of every object', markerText('constructor', {}), 'constructor'],
    [
      'two events',
      markerText('Stop', {}, 'Interrupt'),
      'its header says Interrupt, its payload Stop',
    ],
    ['truncated JSON', markerText('Stop', {}).slice(0, -9), 'JSON'],
    ['no object', 'codex-grid-marker 1 Stop\n[1]', 'session'],
    ['an empty payload', 'codex-grid-marker 1 Stop\n', 'JSON'],
    ['no session', markerText('Stop', { session_id: undefined }), 'session'],
    ['a path as session', markerText('Stop', { session_id: '../../etc/passwd' }), 'session'],
  ])('[EV3] %s is malformed, with words', (_what, text, words) => {
    const read = markerEvidence(text, 0);
    expect('malformed' in read && read.malformed).toContain(words);
  });

  it('[EV4] no text makes it throw, and every field has its type', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.record({
        event: fc.constantFrom('Stop', 'PreToolUse', 'PostModelRequest', 'toString'),
        fields: fc.dictionary(
          fc.constantFrom(
            'turn_id',
            'tool_name',
            'tool_input',
            'status',
            'error',
            'prompt',
            'model',
          ),
          fc.anything(),
        ),
      }),
    );
    fc.assert(
      fc.property(anything, (given) => {
        const text =
          typeof given === 'string'
            ? `codex-grid-marker 1 Stop\n${given}`
            : markerText(given.event, JSON.parse(JSON.stringify(given.fields) ?? '{}') as object);
        const read = markerEvidence(text, 0);
        if ('malformed' in read) return;
        for (const field of [read.turnId, read.prompt, read.model, read.subagentId]) {
          expect(field === null || typeof field === 'string').toBe(true);
        }
      }),
    );
  });
});

describe('what the terminal shows', () => {
  it('[EV5] OSC 7501 of codex is read', () => {
    expect(inBandEvidence('state=idle:app=codex', 3)).toEqual({
      witness: 'in-band',
      at: 3,
      report: 'idle',
      kind: null,
    });
    expect(inBandEvidence('state=blocked:app=codex:kind=permission', 0)).toMatchObject({
      report: 'blocked',
      kind: 'permission',
    });
    expect(inBandEvidence('state=clear', 0)?.report).toBe('clear');
  });

  it.each([
    '',
    'state=',
    'state=dancing:app=codex',
    'app=codex',
    'state=idle:app=other',
    'state=toString',
  ])('[EV6] "%s" says nothing', (payload) => {
    expect(inBandEvidence(payload, 0)).toBeNull();
  });

  it.each([
    ['⠋ api', 'working'],
    ['[ ! ] Action Required | api', 'blocked'],
    ['[ . ] Action Required | api', 'blocked'],
    ['api', 'rest'],
    ['look: [ ! ] Action Required', 'rest'],
  ])('[EV7] the title "%s" shows %s', (title, shows) => {
    expect(titleEvidence(title, 0)?.shows).toBe(shows);
  });

  it('[EV7] an empty title shows nothing', () => {
    expect(titleEvidence(' ', 0)).toBeNull();
  });
});

describe('rollouts', () => {
  const line = (payload: object, type = 'event_msg') =>
    JSON.stringify({ timestamp: '2026-01-01T00:00:01.500Z', ordinal: 1, type, payload });
  const writtenAt = Date.parse('2026-01-01T00:00:01.500Z');
  const factOf = (text: string) => rolloutEvidence(text, writtenAt + 20, null)?.fact;

  it('[EV8] the facts of a turn are read with the time they were written', () => {
    const started = rolloutEvidence(
      line({ type: 'task_started', turn_id: 't' }),
      writtenAt + 20,
      'a1',
    );
    expect(started).toMatchObject({ at: writtenAt, turnId: 't', subagentId: 'a1' });
    expect(factOf(line({ type: 'task_started' }))).toEqual({ type: 'turn-started' });
    expect(factOf(line({ type: 'turn_aborted', reason: 'interrupted' }))).toEqual({
      type: 'turn-aborted',
      reason: 'interrupted',
    });
    expect(factOf(line({ type: 'task_complete', last_agent_message: 'Fine.' }))).toEqual({
      type: 'turn-completed',
      error: null,
      lastMessage: 'Fine.',
    });
    expect(factOf(line({ type: 'task_complete', error: { message: 'overloaded' } }))).toMatchObject(
      {
        error: 'overloaded',
      },
    );
    expect(factOf(line({ turn_id: 't', model: 'gpt-5.5' }, 'turn_context'))).toEqual({
      type: 'model',
      model: 'gpt-5.5',
      reviewer: null,
    });
  });

  it('[EV8] a line without a time has the time it was read', () => {
    const text = '{"type":"event_msg","payload":{"type":"task_started"}}';
    expect(rolloutEvidence(text, 9, null)?.at).toBe(9);
  });

  it('[EV9] the context left is counted as codex counts it', () => {
    const info = { last_token_usage: { total_tokens: 13_050 }, model_context_window: 258_400 };
    expect(factOf(line({ type: 'token_count', info }))).toEqual({
      type: 'tokens',
      context: { usedTokens: 13_050, windowTokens: 258_400, percentLeft: 100 },
      totalTokens: null,
      limits: null,
    });
    expect(contextUse(135_200, 258_400).percentLeft).toBe(50);
    expect(contextUse(5_000, 258_400).percentLeft).toBe(100);
    expect(contextUse(999_999, 258_400).percentLeft).toBe(0);
    expect(contextUse(10, 12_000).percentLeft).toBe(0);
  });

  it('[EV8] anything else says nothing, and no line throws', () => {
    expect(factOf(line({ type: 'token_count', info: null }))).toBeUndefined();
    expect(
      factOf(line({ type: 'item_completed', item: { text: '"task_started"' } })),
    ).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), (text) => {
        rolloutEvidence(`{"type":"event_msg","payload":{"type":"task_started"${text}`, 0, null);
      }),
    );
  });
});
