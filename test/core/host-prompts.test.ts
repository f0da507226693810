import { expect, it } from 'vitest';
import type { HostCommand } from '../../src/core/host/host-commands.ts';
import type { Receipt } from '../../src/core/prompts/receipt.ts';
import { promptsFromSaved, savedPromptsText } from '../../src/core/prompts/saved-prompts.ts';
import { type HostRun, idOf, processExited, runningHost } from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

function prompt(text: string, batch: string, ...agents: readonly string[]): HostCommand {
  const prompts = agents.map((agent) => ({ agent, text }));
  return { type: 'prompt', batch, prompts, when: 'ready', commands: 'send-as-text' };
}

function value(host: HostRun): unknown {
  const reply = host.reply();
  if (!reply?.ok) throw new Error(reply?.error.message);
  return reply.value;
}

function asked(host: HostRun, ms: number, command: HostCommand): readonly Receipt[] {
  host.ask(ms, command);
  return value(host) as readonly Receipt[];
}

it('[PD30] each agent’s receipt is the reply, and the same batch is not sent again', () => {
  const host = runningHost('api', 'web');
  const first = asked(host, 100, prompt('hello', 'b1', 'api', 'web'));
  expect(first.map(({ name, state }) => [name, state])).toEqual([
    ['api', 'queued'],
    ['web', 'queued'],
  ]);
  const again = asked(host, 200, prompt('hello', 'b1', 'api', 'web'));
  expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  expect(host.model().agents.map(({ prompts }) => prompts.length)).toEqual([1, 1]);
});

it('[PD31] what cannot be sent is refused with what to do, each for itself', () => {
  const host = runningHost('api', 'gone');
  host.hear(50, idOf(host, 'gone'), processExited(0));
  const [sent, ended] = asked(host, 100, prompt('hello', 'b1', 'api', 'gone'));
  expect(sent?.state).toBe('queued');
  expect(ended).toMatchObject({ state: 'refused' });
  expect(ended?.why).toContain('codex-grid resume gone');
  const [empty] = asked(host, 110, prompt(' \n', 'b2', 'api'));
  expect(empty).toMatchObject({ state: 'refused', why: expect.stringContaining('empty') });
  host.ask(120, prompt('hello', 'b3', 'nobody'));
  expect(host.reply()).toMatchObject({ ok: false });
});

it('[PD32] a waiting prompt can be read, changed and cancelled, a settled one no more', () => {
  const host = runningHost('api');
  const [receipt] = asked(host, 100, prompt('hello', 'b1', 'api'));
  const id = receipt?.id ?? '';
  host.ask(110, { type: 'editPrompt', prompt: id, text: ' good bye ' });
  expect(value(host)).toMatchObject({ title: 'good bye' });
  host.ask(120, { type: 'promptText', prompt: id });
  expect(value(host)).toMatchObject({ text: 'good bye' });
  expect(asked(host, 130, { type: 'cancelPrompts', prompts: [id] })).toMatchObject([
    { state: 'cancelled', settledAt: recordedAt + 130 },
  ]);
  host.ask(140, { type: 'editPrompt', prompt: id, text: 'late' });
  expect(host.reply()).toMatchObject({ ok: false });
  host.ask(150, { type: 'cancelPrompts', prompts: ['unknown'] });
  expect(host.reply()).toMatchObject({ ok: false });
});

it('[PD33] every change of a receipt is told, and what is needed of it after a restart is kept', () => {
  const host = runningHost('api');
  const effects = host.ask(100, prompt('hello', 'b1', 'api'));
  expect(effects).toContainEqual({
    type: 'publish-receipts',
    receipts: [expect.objectContaining({ batch: 'b1', state: 'held', why: 'it starts' })],
  });
  expect(effects).toContainEqual(expect.objectContaining({ type: 'save-prompts', typed: [] }));
  expect(host.model().agents[0]?.prompts).toHaveLength(1);
});

it('[PD37] a prompt for an agent that was stopped says by what', () => {
  const host = runningHost('api');
  const inBand = { witness: 'in-band', report: 'idle', kind: null } as const;
  host.hear(50, idOf(host, 'api'), inBand);
  host.hear(60, idOf(host, 'api'), {
    witness: 'process',
    fact: { type: 'stopped', signal: 'SIGSTOP' },
  });
  host.ask(100, prompt('hello', 'b1', 'api'));
  expect(asked(host, 110, { type: 'receipts', of: { type: 'agent', agent: 'api' } })).toMatchObject(
    [{ state: 'held', why: 'it was stopped by SIGSTOP' }],
  );
});

it('[PD33] twenty settled prompts of an agent are kept, and all that wait', () => {
  const host = runningHost('api');
  for (let index = 0; index < 30; index += 1) {
    const [receipt] = asked(host, 100 + index, prompt('hello', `b${index}`, 'api'));
    if (index < 25) host.ask(100, { type: 'cancelPrompts', prompts: [receipt?.id ?? ''] });
  }
  const of = { type: 'agent', agent: 'api' } as const;
  const kept = asked(host, 500, { type: 'receipts', of });
  expect(kept.filter(({ state }) => state === 'cancelled')).toHaveLength(20);
  expect(kept.filter(({ state }) => state !== 'cancelled')).toHaveLength(5);
});

it('[PD34] a queue comes back as it was, and what was typed is only looked for', () => {
  const host = runningHost('api');
  asked(host, 100, prompt('hello', 'b1', 'api'));
  const [job] = host.model().agents[0]?.prompts ?? [];
  if (!job) throw new Error('no job');
  const typed = { ...job, typedAt: recordedAt, stage: { type: 'pasting' } } as const;
  const back = promptsFromSaved(savedPromptsText([job, typed]), recordedAt + 5);
  if ('problem' in back) throw new Error(back.problem);
  expect(back.map(({ stage }) => stage.type)).toEqual(['waiting', 'missed']);
  expect(back.map(({ text, batch }) => [text, batch])).toEqual([
    ['hello', 'b1'],
    ['hello', 'b1'],
  ]);
  expect(promptsFromSaved('{"version":9}', 0)).toHaveProperty('problem');
  expect(promptsFromSaved('half of', 0)).toHaveProperty('problem');
});
