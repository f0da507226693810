import { describe, expect, it } from 'vitest';
import { askOf } from '../../src/core/asks/standing-ask.ts';
import type { AgentRecord } from '../../src/core/host/host-state.ts';
import type { MarkerEvidence } from '../../src/core/lifecycle/evidence.ts';
import { longTextLimit } from '../../src/core/lifecycle/marker-evidence.ts';
import { bash, inBand, marker } from '../support/evidence.ts';
import { idOf, runningHost, typesOf } from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

type Tool = MarkerEvidence['tool'];

const patch = '*** Begin Patch\n*** Add File: a.txt\n+one\n+two\n*** End Patch';

/** An agent whose hook waits, since 1 s. */
function heldHost(tool: Tool, subagentId: string | null = null) {
  const host = runningHost('api');
  const api = idOf(host, 'api');
  host.hear(20, api, inBand(20, 'idle'));
  host.hear(30, api, inBand(30, 'working'));
  host.hear(35, api, marker(35, 'UserPromptSubmit'));
  const asks = (ms: number, asked: Tool, wait: string, subagent = subagentId) => {
    host.hear(ms, api, marker(ms, 'PermissionRequest', { tool: asked, subagentId: subagent }));
    return host.hear(ms, api, {
      witness: 'hook',
      wait,
      fact: { type: 'waits', askedAt: recordedAt + ms, subagentId: subagent },
    });
  };
  const effects = asks(40, tool, 'w1');
  const record = (): AgentRecord => {
    const [agent] = host.model().agents;
    if (!agent) throw new Error('it is gone');
    return agent;
  };
  const answer = (
    choice: 'approve' | 'session' | 'deny' | number,
    { ask = askOf(record())?.id ?? null, at = 1_000 }: { ask?: string | null; at?: number } = {},
  ) => host.ask(at, { type: 'answer', agent: 'api', ask, choice });
  const told = (
    fact: { type: 'answered'; answer: 'allow' | 'deny' } | { type: 'left' },
    at = 1_010,
  ) => host.hear(at, api, { witness: 'hook', wait: 'w1', fact });
  return { ...host, host, api, asks, record, answer, told, effects };
}

const leave = { type: 'leave-hook', wait: 'w1' };
const allow = { type: 'answer-hook', wait: 'w1', answer: 'allow' };

describe('what is asked', () => {
  it('[HQ53] a command, as it is, with its reason; there is no yes for the session', () => {
    const { record } = heldHost({ name: 'Bash', command: 'rm x\nrm y', reason: 'May I?' });
    expect(askOf(record())).toMatchObject({
      kind: 'approval',
      subject: 'rm x\nrm y',
      reason: 'May I?',
      subagent: null,
      since: recordedAt + 40,
      problem: null,
      choices: [{ means: 'approve' }, { means: 'deny' }],
    });
  });

  it('[HQ53] a patch by its files, and a subagent by its id', () => {
    const { record } = heldHost({ name: 'apply_patch', command: patch, reason: null }, 'a1');
    expect(askOf(record())).toMatchObject({ subject: 'add a.txt (+2 -0)', subagent: 'a1' });
  });

  it.each<[string, Tool]>([
    ['nothing is known of', null],
    ['has no command', { name: 'Bash', command: null, reason: null }],
    ['is blank', { name: 'Bash', command: ' \n', reason: null }],
    ['is of an unknown tool', { name: 'mcp__db__drop', command: 'all', reason: null }],
    ['may have been cut', bash('x'.repeat(longTextLimit))],
  ])('[HQ53] what %s is left to the dialog', (_, tool) => {
    const { record, effects, answer, reply } = heldHost(tool);
    expect(effects).toContainEqual(leave);
    expect(askOf(record())?.choices).toEqual([]);
    expect(typesOf(answer('approve'))).not.toContain('answer-hook');
    expect(reply()?.ok).toBe(false);
  });

  it('[HQ53] a dialog that stands there comes first, and is not mistaken for what is held', () => {
    const { record, asks, hear, api, answer } = heldHost(bash('rm x'));
    asks(50, bash('rm y'), 'w2');
    const first = askOf(record());
    expect(first?.subject).toBe('rm x');
    hear(60, api, { witness: 'hook', wait: 'w1', fact: { type: 'left' } });
    hear(70, api, inBand(70, 'blocked', 'permission'));
    expect(askOf(record())).toMatchObject({ subject: 'rm x', choices: [] });
    expect(typesOf(answer('approve'))).not.toContain('answer-hook');
    hear(80, api, inBand(80, 'working'));
    expect(askOf(record())).toMatchObject({ subject: 'rm y' });
    expect(askOf(record())?.id).not.toBe(first?.id);
  });
});

describe('answers', () => {
  it.each([
    ['approve', 'allow', 'Approved: rm x'],
    [1, 'allow', 'Approved: rm x'],
    ['deny', 'deny', 'Denied: rm x'],
    [2, 'deny', 'Denied: rm x'],
  ] as const)(
    '[HQ54] %s is told to the hook, and the reply waits for its word',
    (choice, told, text) => {
      const held = heldHost(bash('rm x'));
      expect(held.answer(choice)).toContainEqual({ ...allow, answer: told });
      expect(held.reply()).toBeNull();
      held.told({ type: 'answered', answer: told });
      expect(held.reply()).toEqual({ ok: true, value: text });
      expect(held.model().hookAnswers).toEqual([]);
    },
  );

  it('[HQ54] a hook that did not take it is no success', () => {
    const held = heldHost(bash('rm x'));
    held.answer('approve');
    held.told({ type: 'left' });
    expect(held.reply()).toMatchObject({
      ok: false,
      error: { code: 'failed', message: expect.stringContaining('is not known') },
    });
  });

  it('[HQ54] a second one, one to another request, one that is not offered and one too early are refused', () => {
    const held = heldHost(bash('rm x'));
    const refusal = (effects: ReturnType<typeof held.answer>) => {
      expect(typesOf(effects)).not.toContain('answer-hook');
      const reply = held.reply();
      return reply?.ok === false ? reply.error.message : null;
    };
    expect(refusal(held.answer('approve', { ask: 'hook-w0' }))).toContain('another one');
    expect(refusal(held.answer('session'))).toContain('approve (Yes, proceed), deny (No)');
    expect(refusal(held.answer(3))).toContain('approve (Yes, proceed)');
    expect(refusal(held.answer('approve', { ask: null, at: 300 }))).toContain('only just');
    held.answer('approve', { ask: null, at: 400 });
    expect(refusal(held.answer('deny'))).toContain('already');
  });

  it('[HQ54] an agent that is being stopped is not answered', () => {
    const held = heldHost(bash('rm x'));
    held.ask(900, { type: 'stop', agents: ['api'] });
    expect(typesOf(held.answer('approve'))).not.toContain('answer-hook');
  });

  it('[HQ54] the end of the agent ends the waiting for its word', () => {
    const held = heldHost(bash('rm x'));
    held.answer('approve');
    expect(
      held.hear(1_005, held.api, {
        witness: 'process',
        fact: { type: 'exited', exit: { code: 0, signal: 'SIGKILL' } },
      }),
    ).toContainEqual(leave);
    held.told({ type: 'left' });
    expect(held.reply()?.ok).toBe(false);
  });
});
