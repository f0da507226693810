import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import type { Receipt } from '../../src/core/prompts/receipt.ts';
import { receiptRows, receiptsTitle } from '../../src/core/screen/receipt-list.ts';
import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import { editedText } from '../../src/core/screen/text-editor.ts';
import { aReceipt } from '../support/broadcast-scenes.ts';
import {
  agents,
  answered,
  orders,
  type Played,
  play,
  refused,
  selectedName,
  start,
} from '../support/screen-model.ts';

const three = agents({}, {}, {});
const [a, b, c] = three as [Agent, Agent, Agent];

const told = (...receipts: readonly Receipt[]): ScreenEvent => ({ type: 'receipts', receipts });
const one = (agent: (typeof three)[number], changed: Partial<Receipt>) =>
  aReceipt(agent, { batch: 'test-1', ...changed });

const sent = play(start(three), 'a', 'b', 'x', 'Enter');
const waiting = play(
  sent,
  told(
    one(a, {}),
    one(b, { state: 'held', why: 'it waits for an approval' }),
    one(c, { state: 'typed' }),
  ),
);

const listOf = ({ model }: Played) => {
  if (model.overlay.type !== 'receipts') throw new Error(`${model.overlay.type} is open`);
  return model.overlay.list;
};
const statesOf = (played: Played) =>
  receiptRows(listOf(played), played.model).map(({ receipt }) => receipt?.state ?? 'sending');
const commands = (played: Played) =>
  orders(played).flatMap((effect) => (effect.type === 'request' ? [effect.command] : []));

describe('the panel', () => {
  it('[BC40] opens with everybody, and follows what the host tells', () => {
    expect(statesOf(sent)).toEqual(['sending', 'sending', 'sending']);
    expect(statesOf(waiting)).toEqual(['queued', 'held', 'typed']);
    const later = play(waiting, told(one(c, { state: 'accepted' })));
    expect(receiptsTitle(listOf(later), later.model)).toBe(
      'Prompts · 1 accepted, 1 held, 1 queued',
    );
  });

  it('[BC40] receipts come in the reply, too', () => {
    const replied = play(
      sent,
      answered({ type: 'prompt', draft: null }, [one(b, { state: 'refused' })]),
    );
    expect(statesOf(replied)).toEqual(['sending', 'refused', 'sending']);
  });

  it('[BC40] a reply that comes late takes nothing back', () => {
    const held = one(b, { state: 'held', why: 'it works' });
    const late = answered({ type: 'prompt', draft: null }, [one(a, {}), one(b, {})]);
    expect(statesOf(play(sent, told(held), late))).toEqual(['queued', 'held', 'sending']);
  });

  it('[BC40] Q opens all: what waits first, oldest first, then the newest that is settled', () => {
    const mixed = play(
      start(three),
      told(
        aReceipt(a, { id: 'p1' as never, state: 'accepted', settledAt: 10 }),
        aReceipt(a, { id: 'p2' as never, state: 'accepted', settledAt: 20 }),
        aReceipt(b, { id: 'p3' as never, queuedAt: 9 }),
        aReceipt(c, { id: 'p4' as never, queuedAt: 8 }),
      ),
      'Q',
    );
    expect(receiptRows(listOf(mixed), mixed.model).map(({ receipt }) => receipt?.id)).toEqual([
      'p4',
      'p3',
      'p2',
      'p1',
    ]);
  });

  it('[BC40] Q asks the host of each agent, for others send prompts, too', () => {
    const asked = play(start(three), 'Q');
    expect(commands(asked)).toEqual(
      three.map(({ id }) => ({ type: 'receipts', of: { type: 'agent', agent: id } })),
    );
    const other = aReceipt(a, { batch: 'shell', state: 'failed', settledAt: 1 });
    const told = play(asked, answered({ type: 'receipts' }, [other]));
    expect(statesOf(told)).toEqual(['failed']);
    expect(play(told, 'Escape').model.notice).toBeNull();
  });

  it('[BC40] of what is settled only the newest are known', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      aReceipt(a, { id: `p${index}` as never, state: index === 0 ? 'queued' : 'accepted' }),
    );
    const { receipts } = play(start(three), told(...many)).model.prompts;
    expect(receipts).toHaveLength(201);
    expect(receipts[0]?.id).toBe('p0');
  });

  it('[BC43] Enter goes to the agent', () => {
    const gone = play(waiting, 'Down', 'Enter');
    expect(gone.model.overlay.type).toBe('none');
    expect(selectedName(gone)).toBe('b');
  });
});

describe('cancelling and editing', () => {
  it('[BC41] x cancels one, X all that wait', () => {
    expect(commands(play(waiting, 'Down', 'x'))).toEqual([
      { type: 'cancelPrompts', prompts: ['p-id-2'] },
    ]);
    expect(commands(play(waiting, 'X'))).toEqual([
      { type: 'cancelPrompts', prompts: ['p-id-1', 'p-id-2'] },
    ]);
  });

  it('[BC41] what is typed already says why not', () => {
    const late = play(waiting, 'Down', 'Down', 'x');
    expect(commands(late)).toEqual([]);
    expect(listOf(late).problem).toContain('stands in the composer of c already');
    expect(listOf(play(late, 'Up')).problem).toBeNull();
    const raced = play(
      waiting,
      'x',
      answered({ type: 'cancel-prompts' }, [one(a, { state: 'accepted' })]),
    );
    expect(listOf(raced).problem).toBe('It is accepted at a, and cannot be cancelled any more.');
    const cancelled = play(
      waiting,
      'x',
      answered({ type: 'cancel-prompts' }, [one(a, { state: 'cancelled' })]),
    );
    expect(listOf(cancelled).problem).toBeNull();
    expect(statesOf(cancelled)[0]).toBe('cancelled');
  });

  it('[BC41] e edits its text, and comes back to the panel', () => {
    const asked = play(waiting, 'e');
    expect(commands(asked)).toEqual([{ type: 'promptText', prompt: 'p-id-1' }]);
    const open = play(
      asked,
      answered(
        { type: 'prompt-text', intent: 'edit' },
        { receipt: one(a, {}), text: 'old {name}' },
      ),
    );
    const changed = play(open, '!', 'Enter');
    expect(commands(changed)).toEqual([
      { type: 'editPrompt', prompt: 'p-id-1', text: 'old {name}!' },
    ]);
    const edited = one(a, { title: 'old {name}!' });
    const done = play(changed, told(edited), answered({ type: 'edit-prompt' }, edited));
    expect(receiptRows(listOf(done), done.model).map(({ receipt }) => receipt?.title)).toContain(
      'old {name}!',
    );
    const refusal = play(
      changed,
      refused({ type: 'edit-prompt' }, { code: 'failed', message: 'It was sent.' }),
    );
    const { overlay } = refusal.model;
    if (overlay.type !== 'composer') throw new Error('the text is gone');
    expect(overlay.composer).toMatchObject({ problem: 'It was sent.', phase: 'editing' });
    expect(editedText(overlay.composer.text)).toBe('old {name}!');
  });

  it('[BC41] a refusal is told in the panel', () => {
    const refusal = refused(
      { type: 'cancel-prompts' },
      { code: 'failed', message: 'No such prompt.' },
    );
    expect(listOf(play(waiting, 'x', refusal)).problem).toBe('No such prompt.');
  });
});

describe('what did not arrive', () => {
  it('[BC42] is written again, to be looked at before it goes', () => {
    const lost = play(sent, told(one(a, { state: 'failed', why: 'codex ended' })), 'r');
    expect(commands(lost)).toEqual([{ type: 'promptText', prompt: 'p-id-1' }]);
    const open = play(
      lost,
      answered({ type: 'prompt-text', intent: 'again' }, { receipt: one(a, {}), text: 'x' }),
    );
    expect(open.model.overlay).toMatchObject({
      type: 'composer',
      composer: { purpose: { type: 'reply', agent: 'id-1' } },
    });
  });

  it.each([
    ['accepted', 'a has it already, so it is not sent again.'],
    ['typed', 'a may still get it, so it is not sent again.'],
  ] as const)('[BC42] what is %s is not sent again', (state, problem) => {
    const refusal = play(sent, told(one(a, { state })), 'r');
    expect(commands(refusal)).toEqual([]);
    expect(listOf(refusal).problem).toBe(problem);
  });

  it('[BC42] is told though the panel is closed, once', () => {
    const failed = told(one(a, { state: 'failed', why: 'codex ended', title: 'x' }));
    const closed = play(waiting, 'Escape', failed);
    expect(closed.model.notice).toBe('a did not get "x": codex ended.');
    expect(play(closed, 'Left', failed).model.notice).toBeNull();
    expect(play(waiting, failed).model.notice).toBeNull();
  });
});
