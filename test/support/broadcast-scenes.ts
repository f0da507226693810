import type { Agent } from '../../src/core/agent/agent.ts';
import type { PromptId, Receipt } from '../../src/core/prompts/receipt.ts';
import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import { key, keys, type Scene, sceneNow } from './scene.ts';
import { api, docs, four, frames, infra, killed, nine, sixteen, web } from './scene-agents.ts';

const at = (columns: number, rows: number) => ({ columns, rows, frames });

/** Text that somebody types or pastes into what is open. */
export const pasted = (text: string): ScreenEvent => ({
  type: 'input',
  input: { type: 'paste', text },
});

const prompt = 'Run the tests in {name} and fix what fails.';

const story = Array.from(
  { length: 30 },
  (_, index) => `${index + 1}. Step ${index + 1} of the plan, for {name} on {branch}.`,
).join('\n');

export const aReceipt = (agent: Agent, changed: Partial<Receipt>): Receipt => ({
  id: `p-${agent.id}` as PromptId,
  batch: 'scene-1',
  agent: agent.id,
  name: agent.name,
  title: 'Run the tests and fix what fails.',
  when: 'ready',
  state: 'queued',
  why: null,
  queuedAt: sceneNow - 4000,
  typedAt: null,
  settledAt: null,
  ...changed,
});

const receipts: ScreenEvent = {
  type: 'receipts',
  receipts: [
    aReceipt(api, { state: 'queued' }),
    aReceipt(web, { state: 'held', why: 'it waits for an approval' }),
    aReceipt(docs, { state: 'accepted', typedAt: sceneNow - 3000, settledAt: sceneNow - 2900 }),
    aReceipt(infra, { state: 'typed', typedAt: sceneNow - 1000 }),
    aReceipt(killed, { state: 'refused', why: 'it has ended', settledAt: sceneNow - 4000 }),
  ],
};

const five = [...four, killed];

const queued = [{ ...api, queue: 2 }, { ...web, queue: 1 }, docs, { ...infra, queue: 12 }];

const sent = [
  ...keys('a', 'b'),
  pasted('Run the tests and fix what fails.'),
  key('Enter'),
  receipts,
];

/** Marks, and prompts to several. */
export const broadcastScenes: Readonly<Record<string, Scene>> = {
  'marks-80x24': { ...at(80, 24), agents: four, events: keys('Space', '3', 'Space') },
  'marks-120x40': { ...at(120, 40), agents: nine, events: keys('2', 'Space', '6', 'v', '1') },
  'marks-no-color-80x24': {
    ...at(80, 24),
    agents: nine,
    events: keys('a', '3', 'Space'),
    colorDepth: 'none',
  },
  'marks-200x60': { ...at(200, 60), agents: sixteen, events: keys('Space', '*') },
  'queued-80x24': { ...at(80, 24), agents: queued },
  'queued-120x40': { ...at(120, 40), agents: queued },
  'queued-nine-80x24': { ...at(80, 24), agents: [...queued, ...nine.slice(4)] },
  'stop-several-80x24': { ...at(80, 24), agents: four, events: keys('a', 'x') },
  'composer-80x24': { ...at(80, 24), agents: five, events: [...keys('a', 'b'), pasted(prompt)] },
  'composer-120x40': { ...at(120, 40), agents: five, events: [...keys('a', 'b'), pasted(prompt)] },
  'composer-200x60': {
    ...at(200, 60),
    agents: sixteen,
    events: [...keys('a', 'b'), pasted(story), key('PageUp')],
  },
  'composer-empty-80x24': { ...at(80, 24), agents: four, events: keys('a', 'b') },
  'composer-long-80x24': {
    ...at(80, 24),
    agents: sixteen,
    events: [...keys('a', 'b'), pasted(story), ...keys('PageUp', 'PageUp', 'Tab')],
  },
  'composer-selector-80x24': {
    ...at(80, 24),
    agents: five,
    events: [...keys('b'), pasted('state=done,failed'), ...keys('Enter'), pasted('Go on.')],
  },
  'composer-to-whom-80x24': { ...at(80, 24), agents: five, events: keys('b') },
  'composer-problem-80x24': {
    ...at(80, 24),
    agents: five,
    events: [...keys('b'), pasted('api,wbe'), ...keys('Enter'), pasted('Go on.'), key('Enter')],
  },
  'composer-40x12': { ...at(40, 12), agents: five, events: [...keys('a', 'b'), pasted(prompt)] },
  'composer-wide-80x24': {
    ...at(80, 24),
    agents: four,
    events: [...keys('a', 'b'), pasted('テストを直して 👩‍🍳🇯🇵 {name}\n\tと 报告\n'), key('Up')],
  },
  'composer-no-color-80x24': {
    ...at(80, 24),
    agents: five,
    events: [...keys('a', 'b'), pasted(prompt), key('Left')],
    colorDepth: 'none',
  },
  'reply-80x24': { ...at(80, 24), agents: four, events: [...keys('r'), pasted('Go on.')] },
  'send-80x24': {
    ...at(80, 24),
    agents: five,
    events: [...keys('a', 'b'), pasted('First read the plan.\nThen do it.'), key('Enter')],
  },
  'send-command-80x24': {
    ...at(80, 24),
    agents: five,
    events: [...keys('a', 'b'), pasted('/compact'), key('Enter')],
  },
  'receipts-80x24': { ...at(80, 24), agents: five, events: [...sent, key('Down')] },
  'receipts-120x40': { ...at(120, 40), agents: five, events: sent },
  'receipts-sending-80x24': { ...at(80, 24), agents: five, events: sent.slice(0, -1) },
  'receipts-problem-80x24': {
    ...at(80, 24),
    agents: five,
    events: [...sent, ...keys('Down', 'Down', 'Down', 'x')],
  },
  'receipts-all-80x24': { ...at(80, 24), agents: five, events: [receipts, key('Q')] },
  'receipts-none-80x24': { ...at(80, 24), agents: five, events: [key('Q')] },
  'receipts-all-200x60': { ...at(200, 60), agents: five, events: [receipts, key('Q')] },
  'mirror-80x24': { ...at(80, 24), agents: five, events: keys('a', 'B') },
  'mirror-120x40': { ...at(120, 40), agents: nine, events: keys('a', 'B', 'h') },
  'mirror-notice-80x24': { ...at(80, 24), agents: five, events: keys('a', 'B', 'Escape') },
  'mirror-no-color-80x24': {
    ...at(80, 24),
    agents: five,
    events: keys('a', 'B'),
    colorDepth: 'none',
  },
  'mirror-over-80x24': {
    ...at(80, 24),
    agents: five,
    events: [...keys('a', 'B'), { type: 'roster', roster: [web, killed] }],
  },
  'mirror-40x12': { ...at(40, 12), agents: five, events: keys('a', 'B') },
};
