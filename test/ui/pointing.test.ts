import { afterEach, describe, expect, it } from 'vitest';
import { plainModes } from '../../src/core/terminal/frame.ts';
import type { Mouse } from '../../src/core/terminal/input-event.ts';
import { key } from '../support/scene.ts';
import { agents, id, mouse, typed } from '../support/screen-model.ts';
import { type ScreenRig, screenRig, textFrame } from '../support/screen-rig.ts';

let rig: ScreenRig;
afterEach(() => rig.stop());

/** Two tiles beside each other; their insides begin at 1,1 and 41,1. */
async function open(text: string, modes = plainModes): Promise<void> {
  rig = await screenRig();
  rig.publish(...agents({}, {}));
  rig.draw(id(1), textFrame(text, { modes }));
  rig.draw(id(2), textFrame('beta', { modes }));
  rig.clock.advance(300);
}

function report(x: number, y: number, changed: Partial<Mouse> = {}): void {
  const event = mouse(x, y, changed);
  if (event.type === 'input') rig.screen.input(event.input);
}

function press(text: string): void {
  const event = key(text);
  if (event.type === 'input') rig.screen.input(event.input);
}

function drag(from: readonly [number, number], to: readonly [number, number]): void {
  report(...from);
  report(...to, { action: 'move' });
  report(...to, { action: 'release' });
  rig.clock.advance(50);
}

function click(x: number, y: number): void {
  report(x, y);
  report(x, y, { action: 'release' });
}

const told = async () => (await rig.lines()).join('\n');
const inverse = () => rig.writes.filter(({ bytes }) => /\x1b\[[\d;]*\b7m/.test(bytes)).length;

describe('text under the mouse', () => {
  it('[MC5] is copied when the button is let go', async () => {
    await open('alpha beta gamma');
    drag([1, 1], [10, 1]);
    expect(rig.events).toEqual(['copy alpha beta']);
    expect(await told()).toContain('Copied 10 characters.');
  });

  it('[MC5] a click without a drag copies nothing, and types as ever', async () => {
    await open('alpha beta gamma');
    click(3, 1);
    rig.clock.advance(50);
    expect(rig.events).toEqual([]);
    expect(await told()).toContain('TYPE 1 a');
  });

  it('[MC28] a tile that moves while the button is down takes no click', async () => {
    await open('alpha beta gamma');
    report(45, 1);
    rig.clock.advance(50);
    rig.publish(...agents({}, {}, {}, {}, {}));
    rig.clock.advance(300);
    report(45, 1, { action: 'release' });
    rig.clock.advance(50);
    expect(await told()).not.toContain('TYPE');
    expect(rig.events).toEqual([]);
  });

  it('[MC2] two clicks copy the word', async () => {
    await open('alpha beta gamma');
    click(43, 1);
    click(43, 1);
    expect(rig.events).toEqual(['copy beta']);
  });

  it('[MC4] a drag stays in its tile', async () => {
    await open('alpha beta gamma');
    drag([7, 1], [60, 0]);
    expect(rig.events).toEqual(['copy beta gamma']);
  });

  it('[MC6] stands out without a commit', async () => {
    await open('alpha beta gamma');
    const commits = rig.commits.length;
    report(1, 1);
    rig.clock.advance(50);
    const pressed = rig.commits.length;
    report(4, 1, { action: 'move' });
    report(9, 1, { action: 'move' });
    rig.clock.advance(50);
    expect(inverse()).toBe(1);
    expect(rig.commits).toHaveLength(pressed);
    expect(pressed - commits).toBeLessThanOrEqual(1);
  });

  it('[MC7] a key takes the selection away', async () => {
    await open('alpha beta gamma');
    drag([1, 1], [5, 1]);
    rig.clock.advance(300);
    const before = rig.writes.length;
    press('j');
    rig.clock.advance(300);
    const after = rig.writes.slice(before).map(({ bytes }) => bytes);
    expect(after.join('')).toContain('alpha');
  });

  it('[MC7] so does an agent that draws something else there, but not one that draws elsewhere', async () => {
    await open('alpha beta gamma');
    drag([1, 1], [5, 1]);
    rig.clock.advance(300);
    const shown = () => rig.writes.map(({ bytes }) => bytes).join('');
    const elsewhere = textFrame('alpha beta gamma');
    const before = shown().length;
    rig.draw(id(1), { ...elsewhere, lines: [elsewhere.lines[0] ?? '', 'more'] });
    rig.clock.advance(300);
    expect(shown().slice(before)).not.toContain('alpha');
    rig.draw(id(1), textFrame('omega'));
    rig.clock.advance(300);
    expect(shown().slice(before)).toMatch(/omega/);
    expect(shown().slice(before)).not.toMatch(/\x1b\[[\d;]*\b7mo/);
  });

  it('[MC8] in the grid it is selected also where the agent asked for the mouse', async () => {
    await open('alpha beta', { ...plainModes, mouse: 'any', mouseEncoding: 'sgr' });
    drag([1, 1], [5, 1]);
    expect(rig.events).toEqual(['copy alpha']);
    expect(rig.sent.filter(({ type }) => type === 'input')).toEqual([]);
  });

  it('[MC8] while it is typed into such an agent gets presses, drags and releases', async () => {
    await open('alpha beta', { ...plainModes, mouse: 'any', mouseEncoding: 'sgr' });
    press('Enter');
    drag([1, 1], [5, 1]);
    expect(rig.events).toEqual([]);
    const heard = rig.sent.flatMap((message) =>
      message.type === 'input' ? [Buffer.from(message.bytesBase64, 'base64').toString()] : [],
    );
    expect(heard).toEqual(['\x1b[<0;1;1M', '\x1b[<32;5;1M', '\x1b[<0;5;1m']);
  });

  it('[MC8] one that did not ask has its text selected while it is typed into', async () => {
    await open('alpha beta');
    press('Enter');
    drag([1, 1], [5, 1]);
    expect(rig.events).toEqual(['copy alpha']);
    expect(await told()).toContain('Copied 5 characters.');
    const event = typed('x');
    if (event.type === 'input') rig.screen.input(event.input);
    rig.clock.advance(300);
    expect(await told()).not.toContain('Copied');
  });

  it('[MC25] Ctrl and a click open what is under it, whole', async () => {
    await open(`${'x'.repeat(28)} https://a.example/`);
    const frame = textFrame('');
    const lines = [`${'x'.repeat(29)} https://a.example/`, 'more/1 is it', ...frame.lines.slice(2)];
    rig.draw(id(1), { ...frame, lines });
    rig.clock.advance(300);
    report(33, 1, { ctrl: true });
    report(33, 1, { action: 'release', ctrl: true });
    expect(rig.asked).toEqual([{ type: 'linkAt', agent: id(1), x: 32, y: 0 }]);
    await rig.answerAll({ ok: true, value: null });
    expect(rig.events).toEqual(['open https://a.example/more/1']);
  });

  it('[MC27] a double click on a part of a hyperlink copies all of its address', async () => {
    const target = 'https://a.example/some/where?else=1';
    await open('see https://a.example/some/');
    click(9, 1);
    click(9, 1);
    expect(rig.asked).toEqual([{ type: 'linkAt', agent: id(1), x: 8, y: 0 }]);
    await rig.answerAll({ ok: true, value: target });
    expect(rig.events).toEqual([`copy ${target}`]);
  });

  it('[MC27] what a row shows that was looked back at is above the screen', async () => {
    await open('alpha');
    report(3, 1, { action: 'wheel-up', button: 'none' });
    await rig.answerAll({ ok: true, value: { lines: ['https://a.example/'], back: 3 } });
    rig.clock.advance(100);
    report(3, 1, { alt: true });
    report(3, 1, { action: 'release', alt: true });
    expect(rig.asked.at(-1)).toEqual({ type: 'linkAt', agent: id(1), x: 2, y: -3 });
  });

  it('[MC23] a click in a question finds the row of its answer', async () => {
    await open('alpha');
    press('q');
    rig.clock.advance(300);
    const rows = await rig.lines();
    const y = rows.findIndex((row) => row.includes('Cancel'));
    click(rows[y]?.indexOf('Cancel') ?? 0, y);
    click(rows[y]?.indexOf('Cancel') ?? 0, y);
    rig.clock.advance(300);
    expect(await told()).not.toContain('Cancel');
    expect(rig.left).toEqual([]);
  });

  it('[MC30] the wheel looks back where the agent has no use for it, and says so', async () => {
    await open('alpha');
    report(3, 1, { action: 'wheel-up', button: 'none' });
    report(3, 1, { action: 'wheel-up', button: 'none' });
    const past = { columns: 48, rows: 12, lines: ['older', '1. Yes, proceed'] };
    expect(rig.asked).toEqual([{ type: 'screen', agent: id(1), styled: true, back: 3 }]);
    await rig.answerAll({ ok: true, value: { ...past, back: 3 } });
    expect(rig.asked.at(-1)).toMatchObject({ back: 6 });
    await rig.answerAll({ ok: true, value: { ...past, back: 5 } });
    rig.clock.advance(100);
    expect(await told()).toContain('older');
    expect(await told()).toContain('↑ 5 lines up');
    report(3, 1, { action: 'wheel-down', button: 'none' });
    expect(rig.asked.at(-1)).toMatchObject({ back: 2 });
  });

  const numbered = (from: number, count = 10) =>
    Array.from({ length: count }, (_, at) => `line ${from + at}`);
  /** The insides of tiles are twelve rows high, and the last row of what is looked back at is its sign. */
  const history = async (back: number) => {
    await rig.answerAll({ ok: true, value: { lines: numbered(50 - back, 12), back } });
    rig.clock.advance(50);
  };

  it('[MC10] a drag above its tile goes on into what has scrolled away, while the button is held', async () => {
    await open('');
    rig.draw(id(1), { ...textFrame(''), lines: numbered(50, 12) });
    rig.clock.advance(300);
    report(7, 2);
    report(1, 0, { action: 'move' });
    rig.clock.advance(100);
    expect(rig.asked).toEqual([{ type: 'screen', agent: id(1), styled: true, back: 1 }]);
    await history(1);
    rig.clock.advance(100);
    expect(rig.asked.at(-1)).toMatchObject({ back: 2 });
    await history(2);
    report(1, 0, { action: 'release' });
    expect(rig.events).toEqual(['copy line 48\nline 49\nline 50\nline 51']);
    const asked = rig.asked.length;
    rig.clock.advance(2000);
    expect(rig.asked).toHaveLength(asked);
  });

  it('[MC10] it stops where the mouse comes back into the tile', async () => {
    await open('alpha');
    report(7, 2);
    report(1, 0, { action: 'move' });
    report(1, 1, { action: 'move' });
    rig.clock.advance(2000);
    expect(rig.asked).toEqual([]);
  });

  it('[MC10] an agent that reads the wheel scrolls itself, and what was selected goes with it', async () => {
    const modes = { ...plainModes, mouse: 'any', mouseEncoding: 'sgr' } as const;
    const at = (from: number) => ({
      ...textFrame('', { modes }),
      lines: [...numbered(from), '', '> ask'],
    });
    await open('', modes);
    rig.draw(id(1), at(50));
    rig.clock.advance(300);
    report(7, 2);
    report(1, 0, { action: 'move' });
    rig.clock.advance(100);
    const wheels = rig.sent.flatMap((message) =>
      message.type === 'input' ? [Buffer.from(message.bytesBase64, 'base64').toString()] : [],
    );
    expect(wheels).toEqual([expect.stringMatching(/^\x1b\[<64;/)]);
    rig.draw(id(1), at(47));
    rig.clock.advance(50);
    report(1, 0, { action: 'release' });
    expect(rig.events).toEqual(['copy line 47\nline 48\nline 49\nline 50\nline 51']);
  });

  const backBy = async (back: number) => {
    await open('alpha');
    report(3, 1, { action: 'wheel-up', button: 'none' });
    await rig.answerAll({ ok: true, value: { lines: ['older'], back } });
    rig.clock.advance(100);
  };

  it('[MC34] it is arrow keys for an agent that reads it so', async () => {
    await open('alpha', { ...plainModes, wheelKeys: true });
    report(3, 1, { action: 'wheel-down', button: 'none' });
    expect(rig.asked).toEqual([]);
    expect(rig.sent.at(-1)).toMatchObject({
      agent: id(1),
      bytesBase64: Buffer.from('\x1b[B\x1b[B\x1b[B').toString('base64'),
    });
  });

  it('[MC31] any key shows what there is now', async () => {
    await backBy(3);
    expect(await told()).not.toContain('alpha');
    press('j');
    rig.clock.advance(300);
    expect(await told()).toContain('alpha');
    expect(await told()).not.toContain('lines up');
  });

  it('[MC31] so does a click, which does nothing else, and the wheel at the end', async () => {
    await backBy(3);
    click(3, 1);
    rig.clock.advance(300);
    expect(await told()).toContain('alpha');
    expect(await told()).toContain('GRID');
    rig.stop();
    await backBy(3);
    report(3, 1, { action: 'wheel-down', button: 'none' });
    rig.clock.advance(300);
    expect(await told()).toContain('alpha');
  });

  it('[MC32] where nothing is kept above, nothing changes', async () => {
    await backBy(0);
    expect(await told()).toContain('alpha');
    expect(await told()).not.toContain('lines up');
  });

  it('[MC5] under an overlay nothing is selected', async () => {
    await open('alpha beta');
    press('?');
    drag([1, 1], [5, 1]);
    expect(rig.events).toEqual([]);
  });
});
