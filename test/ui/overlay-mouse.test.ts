import { afterEach, describe, expect, it } from 'vitest';
import type { Mouse } from '../../src/core/terminal/input-event.ts';
import { key } from '../support/scene.ts';
import { anAsk } from '../support/scene-asks.ts';
import { agents, id, mouse } from '../support/screen-model.ts';
import { type ScreenRig, screenRig, textFrame } from '../support/screen-rig.ts';
import { someReceipt } from '../support/some-receipt.ts';

let rig: ScreenRig;
afterEach(() => rig.stop());

function press(...keys: readonly string[]): void {
  for (const text of keys) {
    const event = key(text);
    if (event.type === 'input') rig.screen.input(event.input);
  }
  rig.clock.advance(300);
}

function report(x: number, y: number, changed: Partial<Mouse> = {}): void {
  const event = mouse(x, y, changed);
  if (event.type === 'input') rig.screen.input(event.input);
}

/** On the first cell of a text that the screen shows. */
async function click(text: string, beside = 0): Promise<void> {
  const rows = await rig.lines();
  const y = rows.findIndex((row) => row.includes(text));
  const x = (rows[y]?.indexOf(text) ?? 0) + beside;
  expect(y, `${text} in\n${rows.join('\n')}`).not.toBe(-1);
  report(x, y);
  report(x, y, { action: 'release' });
  rig.clock.advance(300);
}

function wheel(action: 'wheel-up' | 'wheel-down', count = 1): void {
  for (let at = 0; at < count; at += 1) report(40, 12, { action, button: 'none' });
  rig.clock.advance(300);
}

const shown = async () => (await rig.lines()).join('\n');
const rowWith = async (text: string) => (await rig.lines()).find((row) => row.includes(text)) ?? '';

describe('above the grid', () => {
  it('[MC40] in the palette a click chooses, one on the chosen entry does it', async () => {
    rig = await screenRig();
    rig.publish(...agents({}, {}));
    press(':', ...'go to');
    await click('go to b');
    expect(await shown()).toContain('Palette');
    await click('go to b');
    expect(await shown()).not.toContain('Palette');
    press('Enter');
    expect(await shown()).toContain('TYPE 2 b');
  });

  it('[MC40] the wheel moves in the palette, and stays at its ends', async () => {
    rig = await screenRig();
    rig.publish(...agents({}, {}));
    press(':', ...'go to');
    wheel('wheel-up', 3);
    wheel('wheel-down');
    press('Enter', 'Enter');
    expect(await shown()).toContain('TYPE 2 b');
  });

  it('[MC40] what was found is chosen by a click, and gone to by the next', async () => {
    rig = await screenRig();
    rig.publish(...agents({}, {}, {}));
    press('g', ...'tea');
    const match = (number: number, text: string) => ({
      agent: id(number),
      row: 1,
      text,
      at: 0,
      length: 3,
    });
    const matches = [match(1, 'tea first'), match(3, 'tea third')];
    await rig.answerAll({ ok: true, value: { matches, left: 0 } });
    rig.clock.advance(300);
    await click('third');
    expect(await shown()).toContain('Find on all screens');
    await click('third');
    expect(await shown()).not.toContain('Find on all screens');
    press('Enter');
    expect(await shown()).toContain('TYPE 3 c');
  });

  it('[MC40] a receipt is chosen by a click, and the next goes to its agent', async () => {
    rig = await screenRig();
    rig.publish(...agents({}, {}));
    const receipt = (number: number, title: string) =>
      someReceipt({ id: title, agent: id(number), name: 'ab'[number - 1]!, title });
    rig.receive(receipt(1, 'brew tea'), receipt(2, 'wash cups'));
    press('Q');
    expect(await rowWith('wash cups')).not.toContain('›');
    await click('wash cups');
    expect(await rowWith('wash cups')).toContain('›');
    await click('wash cups');
    press('Enter');
    expect(await shown()).toContain('TYPE 2 b');
  });

  it('[MC41] no single click in the inbox answers or leaves it', async () => {
    rig = await screenRig();
    const waiting = { state: 'approval', ask: anAsk() } as const;
    rig.publish(...agents(waiting, { ...waiting, ask: anAsk() }));
    press('I');
    const rows = await rig.lines();
    const asked = rig.asked.length;
    for (const [y, row] of rows.entries()) {
      if (!/Inbox|│/.test(row) || y === 0) continue;
      for (let x = 0; x < 80; x += 9) report(x, y);
    }
    expect(rig.asked.slice(asked).filter(({ type }) => type === 'answer')).toEqual([]);
  });

  it('[MC42] in the form a click gives a field the focus; the next turns a choice or puts the cursor', async () => {
    rig = await screenRig();
    rig.publish(...agents({}));
    press('n');
    await click('Sandbox');
    expect(await rowWith('Sandbox')).toContain('› Sandbox');
    expect(await rowWith('Sandbox')).toContain('default');
    await click('Sandbox');
    expect(await rowWith('Sandbox')).toContain('read-only');
    await click('Folder');
    await click('~/shop', 2);
    press('x');
    expect(await rowWith('Folder')).toContain('~/xshop');
    expect(rig.asked.filter(({ type }) => type === 'inspectFolder' || type === 'new')).toEqual([]);
  });

  it('[MC42] in the form of a name a click puts the cursor, and what was proposed stays', async () => {
    rig = await screenRig();
    rig.publish(...agents({ name: 'teapot' }));
    press('R');
    await click('› Name', '› Name    tea'.length);
    press('x');
    expect(await rowWith('Name')).toContain('teaxpot');
  });

  it('[MC43] what is let go after a box has closed reaches no agent', async () => {
    rig = await screenRig();
    rig.publish(...agents({ state: 'approval', ask: anAsk() }, {}));
    const modes = { ...textFrame('').modes, mouse: 'any', mouseEncoding: 'sgr' } as const;
    rig.draw(id(1), textFrame('alpha', { modes }));
    press('I');
    const rows = await rig.lines();
    const y = rows.findIndex((row) => row.includes('npm run migrate'));
    report(20, y);
    rig.clock.advance(300);
    report(20, y, { action: 'release' });
    expect(await shown()).toContain('TYPE 1 a');
    expect(rig.sent.filter(({ type }) => type === 'input')).toEqual([]);
  });

  it('[MC44] while the filter is written a click selects a tile, and one on the selected types', async () => {
    rig = await screenRig();
    rig.publish(...agents({ name: 'tea' }, { name: 'ten' }, { name: 'pot' }));
    press('/', ...'te');
    expect(await shown()).not.toContain('pot');
    await click('2 ○ ten');
    expect(await shown()).toContain('/te');
    expect(await shown()).not.toContain('TYPE');
    await click('2 ○ ten');
    expect(await shown()).toContain('TYPE 2 ten');
    expect(await shown()).not.toContain('pot');
  });

  it('[MC44] text is selected and the wheel turned under the filter as without it', async () => {
    rig = await screenRig();
    rig.publish(...agents({}, {}));
    rig.draw(id(1), textFrame('alpha beta'));
    press('/');
    report(1, 1);
    report(5, 1, { action: 'move' });
    report(5, 1, { action: 'release' });
    expect(rig.events).toEqual(['copy alpha']);
    report(3, 3, { action: 'wheel-up', button: 'none' });
    expect(rig.asked.at(-1)).toMatchObject({ type: 'screen', back: 3 });
  });

  it('[MC44] a click into a tile gives up a filter that cannot be read', async () => {
    rig = await screenRig();
    rig.publish(...agents({}, {}));
    press('/', ...'state=');
    await click('1 ○ a');
    await click('1 ○ a');
    expect(await shown()).toContain('TYPE 1 a');
    expect(await shown()).toContain('2 ○ b');
  });
});
