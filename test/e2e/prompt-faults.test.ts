import { resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isSettled, type Receipt } from '../../src/core/prompts/receipt.ts';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { type PromptSender, promptSender } from '../support/prompt-sender.ts';
import { toldScript } from '../support/told-script.ts';

async function freshGrid(): Promise<GridFixture> {
  const grid = await openGridFixture(toldScript);
  onTestFinished(grid.close);
  return grid;
}

async function senderOf(grid: GridFixture): Promise<PromptSender> {
  return promptSender(await grid.connect());
}

async function readyAgent(grid: GridFixture, ...words: readonly string[]): Promise<PromptSender> {
  await grid.newAgent('api', ...words);
  await grid.waitForState('api', 'ready');
  return senderOf(grid);
}

async function send(
  prompts: PromptSender,
  text: string,
  when: 'ready' | 'now' = 'ready',
): Promise<Receipt> {
  const [receipt] = await prompts.send([{ agent: 'api', text }], { when });
  if (!receipt) throw new Error('no receipt');
  return receipt;
}

/** How often the model was told just that. */
function timesHeard(grid: GridFixture, text: string): number {
  return grid.requests.filter(
    ({ kind, prompt, outputs }) => kind === 'turn' && outputs.length === 0 && prompt === text,
  ).length;
}

/** The next host, once the receipt of an agent's prompt is as wanted. */
async function receiptAfterRestart(
  grid: GridFixture,
  { id }: Receipt,
  isSeen: (receipt: Receipt) => boolean,
): Promise<Receipt> {
  const prompts = await senderOf(grid);
  let newest: Receipt | undefined;
  await untilTrue('the receipt', async () => {
    const of = { type: 'agent', agent: 'api' } as const;
    const all = (await prompts.ask({ type: 'receipts', of })) as readonly Receipt[];
    newest = all.find((one) => one.id === id);
    return newest !== undefined && isSeen(newest);
  });
  return newest!;
}

async function killHost(grid: GridFixture): Promise<void> {
  const { pid } = await grid.agent('api');
  process.kill(await grid.hostPid(), 'SIGKILL');
  await untilTrue('the agent to be hung up', async () => {
    const { state, pid: now } = await grid.agent('api');
    return state === 'ended' && now !== pid;
  });
}

it('[PD20] a prompt that waited when the host was killed is sent once the agent is back, and once only', async () => {
  const grid = await freshGrid();
  const prompts = await readyAgent(grid);
  await prompts.settled(await send(prompts, 'think'));
  await grid.waitForState('api', 'working');
  const receipt = await send(prompts, 'say it waited');
  await prompts.until(receipt, 'held', ({ state }) => state === 'held');
  await killHost(grid);
  expect((await grid.command('resume', 'api')).exitCode).toBe(0);
  expect(await receiptAfterRestart(grid, receipt, isSettled)).toMatchObject({ state: 'accepted' });
  await grid.waitForState('api', 'done');
  expect(timesHeard(grid, 'say it waited')).toBe(1);
});

it('[PD21] a prompt that was typed when the host was killed is never typed again', async () => {
  const grid = await freshGrid();
  const prompts = await readyAgent(grid);
  const receipt = await send(prompts, 'say it was typed');
  await prompts.until(receipt, 'typed', ({ state }) => state === 'typed');
  await killHost(grid);
  expect((await grid.command('resume', 'api')).exitCode).toBe(0);
  const { state, why } = await receiptAfterRestart(grid, receipt, isSettled);
  await grid.waitForAgent('api', 'back', (one) => one.state === 'ready' || one.state === 'done');
  if (state === 'failed') expect(why).toBe('the host ended before codex took it');
  expect([state, timesHeard(grid, 'say it was typed')]).toSatisfy(
    ([end, times]) => (end === 'accepted' && times <= 1) || (end === 'failed' && times === 0),
  );
});

it('[PD22] a prompt whose codex is killed between paste and Enter has failed, and says why', async () => {
  const grid = await freshGrid();
  const prompts = await readyAgent(grid);
  const { pid } = await grid.agent('api');
  const receipt = await send(prompts, 'say it was killed');
  await prompts.until(receipt, 'typed', ({ state }) => state === 'typed');
  process.kill(pid!, 'SIGKILL');
  expect(await prompts.settled(receipt)).toMatchObject({
    state: 'failed',
    why: 'codex ended before it took it',
  });
  expect(timesHeard(grid, 'say it was killed')).toBe(0);
});

it('[PD23] where hooks are off, codex’s own record of the conversation is the receipt', async () => {
  const grid = await freshGrid();
  const prompts = await readyAgent(grid, '--config', 'features.hooks=false');
  const first = await send(prompts, 'say without hooks');
  expect(await prompts.settled(first)).toMatchObject({ state: 'accepted' });
  const same = await Promise.all([1, 2].map(() => send(prompts, 'say without hooks')));
  for (const receipt of same) {
    expect(await prompts.settled(receipt)).toMatchObject({ state: 'accepted' });
  }
  await untilTrue('three turns', async () => timesHeard(grid, 'say without hooks') >= 3);
  expect(timesHeard(grid, 'say without hooks')).toBe(3);
});

it('[PD24] sixteen agents get one prompt each, and each of them exactly once', async () => {
  const grid = await freshGrid();
  await grid.newAgent('crew', '--count', '16');
  const names = Array.from({ length: 16 }, (_, index) => `crew-${index + 1}`);
  const prompts = await senderOf(grid);
  const receipts = await prompts.send(
    names.map((agent) => ({ agent, text: `say ${agent} is here` })),
  );
  expect(receipts.map(({ name }) => name)).toEqual(names);
  for (const receipt of receipts) {
    expect(await prompts.settled(receipt)).toMatchObject({ state: 'accepted' });
  }
  const all = () => names.map((name) => timesHeard(grid, `say ${name} is here`));
  await untilTrue('all turns', async () => all().every((times) => times > 0));
  expect(all()).toEqual(names.map(() => 1));
});

function composerCodex(swallows: number): () => Readonly<Record<string, string>> {
  const file = resolve(import.meta.dirname, '../support/composer-codex.mjs');
  return () => ({ CODEX_GRID_CODEX: file, COMPOSER_SWALLOWS: String(swallows) });
}

it('[PD25] an Enter that codex swallows is pressed again while the text stands there, the text never', async () => {
  const grid = await openGridFixture(toldScript, composerCodex(1));
  onTestFinished(grid.close);
  const prompts = await readyAgent(grid);
  expect(await prompts.settled(await send(prompts, 'say it again'))).toMatchObject({
    state: 'accepted',
  });
});

it('[PD25] a prompt that codex never takes is told after five seconds, and stands where it is', async () => {
  const grid = await openGridFixture(toldScript, composerCodex(1000));
  onTestFinished(grid.close);
  const prompts = await readyAgent(grid);
  const receipt = await send(prompts, 'say nothing');
  const stalled = await prompts.until(receipt, 'stalled', ({ why }) => why !== null);
  expect(stalled).toMatchObject({
    state: 'typed',
    why: 'codex does not take it; it stands in its composer',
  });
  const { stdout } = await grid.command('screen', 'api');
  expect(stdout).toMatch(/^› say nothing$/m);
});
