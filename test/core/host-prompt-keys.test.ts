import { expect, it } from 'vitest';
import type { Receipt } from '../../src/core/prompts/receipt.ts';
import { type HostRun, idOf, processExited, runningHost } from '../support/host-run.ts';

function sent(host: HostRun, at: number, batch = 'nightly'): Receipt {
  host.ask(at, {
    type: 'prompt',
    batch,
    prompts: [{ agent: 'api', text: 'Run the tests' }],
    when: 'ready',
    commands: 'send-as-text',
  });
  const reply = host.reply();
  const [receipt] = reply?.ok ? (reply.value as readonly Receipt[]) : [];
  if (!receipt) throw new Error('no receipt');
  return receipt;
}

it('[SB75] of one key an agent gets one prompt, and its receipt again', () => {
  const host = runningHost('api');
  const first = sent(host, 100);
  expect(first).toMatchObject({ state: 'queued', batch: 'nightly' });
  expect(sent(host, 200)).toMatchObject({ id: first.id, queuedAt: first.queuedAt });
  host.ask(300, { type: 'cancelPrompts', prompts: [first.id] });
  expect(sent(host, 400)).toMatchObject({ id: first.id, state: 'cancelled' });
  expect(sent(host, 500, 'another').id).not.toBe(first.id);
});

it('[SB75] one that was refused may be asked for again with its key', () => {
  const host = runningHost('api');
  host.hear(50, idOf(host, 'api'), processExited(0));
  expect(sent(host, 100).state).toBe('refused');
  host.ask(200, { type: 'resume', agents: ['api'], session: 'own' });
  expect(sent(host, 300)).toMatchObject({ state: 'queued' });
});
