import { existsSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Receipt } from '../../src/core/prompts/receipt.ts';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { type PromptSender, promptSender } from '../support/prompt-sender.ts';
import { toldScript } from '../support/told-script.ts';

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let grid: GridFixture;
let prompts: PromptSender;

/** What the model was told by its user, in turns of the agent, oldest first. */
function heard(): readonly string[] {
  return grid.requests.flatMap(({ kind, prompt, outputs }) =>
    kind === 'turn' && outputs.length === 0 ? [prompt] : [],
  );
}

/** Codex says that it took a prompt before its model hears of it. */
async function expectHeard(before: number, texts: readonly string[]): Promise<void> {
  await untilTrue(`${texts.length} prompts`, async () => heard().length >= before + texts.length);
  await grid.waitForAgent(
    'api',
    'at rest',
    ({ state, queue }) => queue === 0 && state !== 'working',
  );
  expect(heard().slice(before)).toEqual(texts);
}

async function send(
  agent: string,
  text: string,
  options: Parameters<PromptSender['send']>[1] = {},
): Promise<Receipt> {
  const [receipt] = await prompts.send([{ agent, text }], options);
  if (!receipt) throw new Error('no receipt');
  return receipt;
}

beforeAll(async () => {
  grid = await openGridFixture(toldScript);
  await grid.newAgent('api');
  await grid.waitForState('api', 'ready');
  prompts = promptSender(await grid.connect());
});

afterAll(() => grid.close());

it('[PD10] a prompt to an agent at rest is accepted once codex says that it took it', async () => {
  const receipt = await send('api', 'say hello');
  expect(receipt).toMatchObject({ state: 'queued', why: null, name: 'api', title: 'say hello' });
  const settled = await prompts.settled(receipt);
  expect(settled).toMatchObject({ state: 'accepted', why: null });
  await expectHeard(0, ['say hello']);
});

it('[PD11] three prompts at once come one after the other, each once and in its turn', async () => {
  const texts = ['say one', 'say two', 'say two'];
  const before = heard().length;
  const receipts = await Promise.all(texts.map((text) => send('api', text)));
  for (const receipt of receipts) {
    expect(await prompts.settled(receipt)).toMatchObject({ state: 'accepted' });
  }
  await expectHeard(before, texts);
});

it('[PD12] a prompt for the end of the turn is held while it goes on', async () => {
  const before = heard().length;
  await prompts.settled(await send('api', 'wait at noon'));
  await grid.waitForState('api', 'working');
  const receipt = await send('api', 'say after');
  await prompts.until(receipt, 'held', ({ state }) => state === 'held');
  expect(await grid.agent('api')).toMatchObject({ queue: 1 });
  expect(heard().slice(before)).toEqual(['wait at noon']);
  grid.server.release('noon');
  expect(await prompts.settled(receipt)).toMatchObject({ state: 'accepted' });
  expect(prompts.story(receipt).map(({ why }) => why)).toContain('it works');
  await expectHeard(before, ['wait at noon', 'say after']);
});

it('[PD13] a prompt for now goes into the turn, one for codex’s queue behind it', async () => {
  const before = heard().length;
  await prompts.settled(await send('api', 'run sleep 4'));
  await grid.waitForState('api', 'working');
  const later = await send('api', 'say later', { when: 'queue' });
  const now = await send('api', 'say now', { when: 'now' });
  expect(await prompts.settled(now)).toMatchObject({ state: 'accepted' });
  expect(await prompts.settled(later)).toMatchObject({ state: 'accepted' });
  await expectHeard(before, ['run sleep 4', 'say now', 'say later']);
});

it('[PD14] an interrupt ends the turn that goes on, and is refused where there is none', async () => {
  await expect(prompts.ask({ type: 'interrupt', agent: 'api' })).rejects.toThrow('does not work');
  await prompts.settled(await send('api', 'think'));
  await grid.waitForState('api', 'working');
  expect(await prompts.ask({ type: 'interrupt', agent: 'api' })).toBeNull();
  expect(await grid.agent('api')).toMatchObject({ state: 'interrupted' });
});

it('[PD15] an interrupt never answers an approval', async () => {
  await prompts.settled(await send('api', 'ask leave for touch tea'));
  await grid.waitForState('api', 'approval');
  await expect(prompts.ask({ type: 'interrupt', agent: 'api' })).rejects.toThrow(
    'waits for its user',
  );
  const held = await send('api', 'say late', { when: 'now' });
  await prompts.until(held, 'held', ({ why }) => why === 'it waits for an approval');
  const asking = await grid.waitForAgent('api', 'answerable', ({ ask }) => ask?.problem === null);
  const ask = asking.ask?.id ?? null;
  await prompts.ask({ type: 'answer', agent: 'api', ask, choice: 'approve' });
  expect(await prompts.settled(held)).toMatchObject({ state: 'accepted' });
  await untilTrue('the prompt', async () => heard().at(-1) === 'say late');
});

it('[PD16] what a prompt says reaches codex as it is, however long and whatever it begins with', async () => {
  const texts = [
    `say ${'a line that is not short\n'.repeat(46)}end`,
    `say ${'0123456789abcde\\\n'.repeat(6_400)}end\\`,
    'say 日本語 👩‍👩‍👧 é ✅ \\\n\tindented, ends in a backslash\\',
    '/say no command of codex’s',
    '!echo no command of a shell',
    'say look at @src',
    'say use $skill',
    '@src say hello',
    `${grid.project}/picture.png`,
    'say a\u001b[201~b\u0003c\r\nd',
  ];
  writeFileSync(`${grid.project}/picture.png`, picture);
  const before = heard().length;
  for (const text of texts) {
    const receipt = await send('api', text);
    expect(await prompts.settled(receipt), text.slice(0, 40)).toMatchObject({ state: 'accepted' });
  }
  await expectHeard(before, [...texts.slice(0, -1), 'say abc\nd']);
});

it('[PD17] codex’s own commands are run only where the sender says so', async () => {
  const ran = await send('api', '/status', { commands: 'run' });
  expect(await prompts.settled(ran)).toMatchObject({ state: 'accepted' });
  const shell = await send('api', '!echo from-the-shell', { commands: 'run' });
  expect(await prompts.settled(shell)).toMatchObject({ state: 'accepted' });
  const screen = async () =>
    JSON.stringify(await prompts.ask({ type: 'screen', agent: 'api', styled: false }));
  await untilTrue('the output', async () => /└ from-the-shell/.test(await screen()));
  const unknown = await send('api', '/nosuchcommand', { commands: 'run' });
  expect(await prompts.settled(unknown)).toMatchObject({ state: 'failed' });
  const held = await send('api', 'say behind it');
  await prompts.until(held, 'held', ({ why }) => why === 'a draft stands in its composer');
  await prompts.ask({ type: 'keys', agent: 'api', keys: ['C-c'], literal: false });
  expect(await prompts.settled(held)).toMatchObject({ state: 'accepted' });
});

it('[PD18] a draft, a transcript and a menu hold a prompt back, and are left as they are', async () => {
  const keys = (...names: string[]) =>
    prompts.ask({ type: 'keys', agent: 'api', keys: names, literal: false });
  const literal = (text: string) =>
    prompts.ask({ type: 'keys', agent: 'api', keys: [text], literal: true });
  await grid.waitForAgent('api', 'at rest', ({ state }) => state === 'done' || state === 'ready');
  await literal('my draft');
  const behindDraft = await send('api', 'say after the draft');
  await prompts.until(behindDraft, 'held', ({ why }) => why === 'a draft stands in its composer');
  await keys('C-c');
  expect(await prompts.settled(behindDraft)).toMatchObject({ state: 'accepted' });
  await grid.waitForState('api', 'done');

  await keys('Escape');
  await keys('Escape');
  const screen = async () =>
    JSON.stringify(await prompts.ask({ type: 'screen', agent: 'api', styled: false }));
  await untilTrue('the transcript', async () => (await screen()).includes('Browsing'));
  const behindView = await send('api', 'say after the transcript');
  await prompts.until(behindView, 'held', ({ state }) => state === 'held');
  await keys('C-c');
  expect(await prompts.settled(behindView)).toMatchObject({ state: 'accepted' });
});

it('[PD38] a first prompt that begins like a command of the shell is a prompt', async () => {
  await grid.newAgent('bang', '--prompt', '!touch ran');
  await grid.waitForState('bang', 'done');
  expect(heard().map((text) => text.trim())).toContain('!touch ran');
  expect(existsSync(`${grid.project}/ran`)).toBe(false);
});
