import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { answeringTurns } from '../../src/demo/model-script.ts';
import { openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { promptSender } from '../support/prompt-sender.ts';

const later = 'the approval';

/** Asks for leave in the middle of its first turn, once the gate is open. */
const asksLater = answeringTurns(({ prompt, outputs }) =>
  prompt !== 'begin' || outputs.length > 0
    ? [{ type: 'text', text: 'All done.', wordDelayMs: 0 }]
    : [
        { type: 'text', text: 'I wait.', wordDelayMs: 0 },
        { type: 'gate', gate: later },
        { type: 'shell', command: 'touch ../asked', justification: 'May I?' },
      ],
);

it('[PD26] an approval that opens between paste and Enter is not answered by it, and the prompt goes in after it', async () => {
  const grid = await openGridFixture(asksLater);
  onTestFinished(grid.close);
  await grid.newAgent('api');
  await grid.waitForState('api', 'ready');
  const prompts = promptSender(await grid.connect());
  const send = async (text: string) => {
    const [receipt] = await prompts.send([{ agent: 'api', text }], { when: 'now' });
    return receipt!;
  };
  await prompts.settled(await send('begin'));
  await grid.waitForState('api', 'working');
  const host = await grid.hostPid();
  const text = 'say it came later';
  const steer = await send(text);
  await prompts.until(steer, 'typed', ({ state }) => state === 'typed');
  process.kill(host, 'SIGSTOP');
  try {
    grid.server.release(later);
    await untilTrue('codex to ask', async () =>
      readdirSync(`${grid.stateFolder}/markers`).some((name) => name.includes('PermissionRequest')),
    );
  } finally {
    process.kill(host, 'SIGCONT');
  }
  const { ask } = await grid.waitForAgent('api', 'answerable', ({ ask }) => ask?.problem === null);
  expect(prompts.story(steer).at(-1)?.state).not.toBe('accepted');
  expect(existsSync(`${grid.folder}/asked`)).toBe(false);
  const answer = await grid.command('answer', 'api', 'approve', '--ask', ask!.id);
  expect(answer.stderr + answer.stdout).toContain('Approved for api: touch ../asked');
  expect(await prompts.settled(steer)).toMatchObject({ state: 'accepted' });
  await grid.waitForAgent('api', 'at rest', ({ state }) => state === 'done');
  const heard = grid.requests.filter(({ kind, prompt }) => kind === 'turn' && prompt === text);
  expect(heard).toHaveLength(1);
});

it('[PD27] a prompt for an agent at a dialog of codex answers nothing, and goes in once that is answered', async () => {
  const grid = await openGridFixture(asksLater);
  onTestFinished(grid.close);
  const unknown = `${grid.folder}/unknown`;
  execFileSync('git', ['init', '--quiet', unknown]);
  await grid.newAgent('shy', '--cd', unknown);
  const { ask } = await grid.waitForAgent('shy', 'asking', (one) => one.ask?.problem === null);
  const prompts = promptSender(await grid.connect());
  const [receipt] = await prompts.send([{ agent: 'shy', text: 'say hello' }], { when: 'now' });
  await prompts.until(receipt!, 'held', ({ why }) => why === 'it stands at a dialog');
  expect((await grid.agent('shy')).ask?.id).toBe(ask?.id);
  await grid.command('answer', 'shy', '1', '--ask', ask!.id);
  expect(await prompts.settled(receipt!)).toMatchObject({ state: 'accepted' });
  await grid.waitForState('shy', 'done');
  expect(grid.requests.filter(({ prompt }) => prompt === 'say hello')).toHaveLength(1);
});
