import { afterEach, describe, expect, it } from 'vitest';
import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import { plainModes } from '../../src/core/terminal/frame.ts';
import { key, minutes, sceneNow } from '../support/scene.ts';
import { agents, type Change, focus, id, mouse, typed } from '../support/screen-model.ts';
import { type ScreenRig, screenRig, textFrame } from '../support/screen-rig.ts';

let rig: ScreenRig;
afterEach(() => rig.stop());

const settledSince = minutes(30);

async function openWith(...changes: readonly Change[]): Promise<void> {
  rig = await screenRig();
  rig.publish(...agents(...changes.map((changed) => ({ since: settledSince, ...changed }))));
  rig.clock.advance(300);
}

function press(...events: readonly (ScreenEvent | string)[]): void {
  for (const event of events) {
    const pressed = typeof event === 'string' ? key(event) : event;
    if (pressed.type === 'input') rig.screen.input(pressed.input);
  }
}

const since = (list: readonly unknown[]) => list.length;

describe('painting', () => {
  it('[VI6] frames are painted without a commit', async () => {
    await openWith({}, {});
    const commits = since(rig.commits);
    rig.draw(id(1), textFrame('hello from a'));
    rig.clock.advance(100);
    expect((await rig.lines())[1]).toContain('hello from a');
    expect(rig.commits).toHaveLength(commits);
  });

  it('[VI7] a frame that shows the same writes nothing', async () => {
    await openWith({});
    rig.draw(id(1), textFrame('same'));
    rig.clock.advance(100);
    const writes = since(rig.writes);
    rig.draw(id(1), textFrame('same'));
    rig.clock.advance(100);
    expect(rig.writes).toHaveLength(writes);
  });

  it('[VI7] at rest the only alarm is that of the next age', async () => {
    await openWith({}, { state: 'approval', since: minutes(3) });
    rig.clock.advance(1000);
    expect(rig.clock.alarms()).toEqual([sceneNow + 60_000]);
  });

  it('[VI7] without agents there is none', async () => {
    rig = await screenRig();
    rig.clock.advance(1000);
    expect(rig.clock.alarms()).toEqual([]);
  });

  it('[VI7] an agent on another page is not painted', async () => {
    await openWith(...Array.from({ length: 12 }, () => ({})));
    press('m');
    rig.clock.advance(100);
    const writes = since(rig.writes);
    rig.draw(id(12), textFrame('far away'));
    rig.clock.advance(100);
    expect(rig.writes).toHaveLength(writes);
    press(']');
    rig.clock.advance(10);
    expect((await rig.lines()).join('\n')).toContain('far away');
  });

  it('[VI8] the typed agent is painted before the call returns, others within 33 ms', async () => {
    await openWith({}, {});
    press('Enter');
    rig.clock.advance(100);
    const before = since(rig.writes);
    rig.draw(id(1), textFrame('echo'));
    expect(rig.writes).toHaveLength(before + 1);
    rig.draw(id(2), textFrame('noise'));
    expect(rig.writes).toHaveLength(before + 1);
    rig.clock.advance(33);
    expect(rig.writes).toHaveLength(before + 2);
  });

  it('[VI8] a burst of the typed agent is one frame every 4 ms, of another one every 33 ms', async () => {
    await openWith({}, {});
    press('Enter');
    rig.clock.advance(100);
    const before = since(rig.writes);
    for (let step = 0; step < 40; step += 1) {
      rig.draw(id(1), textFrame(`typed ${step}`));
      rig.clock.advance(1);
    }
    // At 0, 4, ... 40 ms.
    expect(rig.writes.length - before).toBe(11);
    rig.clock.advance(100);
    const after = since(rig.writes);
    for (let step = 0; step < 99; step += 1) {
      rig.draw(id(2), textFrame(`noise ${step}`));
      rig.clock.advance(1);
    }
    // At 0, 33, 66 and 99 ms.
    expect(rig.writes.length - after).toBe(4);
  });

  it('[VI9] a stream of rosters is committed every 200 ms, and ends with the newest', async () => {
    await openWith({});
    rig.clock.advance(1000);
    const before = since(rig.commits);
    for (let step = 0; step <= 100; step += 1) {
      rig.publish(...agents({ state: 'working', since: settledSince, detail: `step ${step}` }));
      rig.clock.advance(10);
    }
    expect(rig.commits.length - before).toBeLessThanOrEqual(6);
    rig.clock.advance(200);
    expect((await rig.lines())[0]).toContain('step 100');
  });

  it('[VI9] the first change after a rest is shown at once', async () => {
    await openWith({});
    rig.clock.advance(1000);
    rig.publish(...agents({ state: 'approval', since: settledSince }));
    rig.clock.advance(1);
    expect((await rig.lines())[0]).toContain('approval');
  });

  it('[VI9] a key is shown at once, whatever the host reports', async () => {
    await openWith({}, {});
    rig.publish(...agents({ state: 'working', since: settledSince }, { since: settledSince }));
    press('l');
    rig.clock.advance(1);
    expect((await rig.lines())[0]).toMatch(/^╭─ 1.*╮┏━ 2/);
  });

  it('[VI9] many keys in one read are one commit', async () => {
    await openWith({}, {});
    const before = since(rig.commits);
    press('l', 'h', 'l', 'h', 'l');
    rig.clock.advance(1);
    expect(rig.commits).toHaveLength(before + 1);
  });

  it('[VI10] a busy terminal gets nothing, and then the newest', async () => {
    await openWith({}, {});
    rig.setBusy(true);
    const writes = since(rig.writes);
    for (const text of ['one', 'two', 'three']) {
      rig.draw(id(1), textFrame(text));
      rig.clock.advance(50);
    }
    press('l');
    rig.clock.advance(50);
    expect(rig.writes).toHaveLength(writes);
    rig.setBusy(false);
    rig.clock.advance(50);
    const lines = await rig.lines();
    expect(lines[1]).toContain('three');
    expect(lines[0]).toMatch(/┏━ 2/);
  });

  it('[VI11] an age is repainted without a commit while it keeps its length', async () => {
    await openWith({});
    const commits = since(rig.commits);
    rig.clock.advance(60_000);
    expect((await rig.lines())[0]).toContain('ready 31m ');
    expect(rig.commits).toHaveLength(commits);
  });

  it('[VI11] an age that becomes longer or shorter gets its room', async () => {
    await openWith({ since: minutes(9) });
    expect((await rig.lines())[0]).toContain('ready 9m ━');
    rig.clock.advance(60_000);
    expect((await rig.lines())[0]).toContain('ready 10m ━');
    rig.clock.advance(50 * 60_000);
    expect((await rig.lines())[0]).toContain('ready 1h ━');
  });

  it('[VI11] under an overlay ages are covered', async () => {
    await openWith({}, {});
    press('?');
    rig.clock.advance(120_000);
    expect((await rig.lines()).slice(2, 20).join('\n')).not.toMatch(/\d+m/);
  });

  it('[VI14] the cursor stands where the agent has it, in TYPE alone', async () => {
    await openWith({}, {});
    const cursor = { x: 7, y: 2, shape: 'bar', blinks: true } as const;
    rig.draw(id(2), textFrame('x', { cursor }));
    press('l');
    rig.clock.advance(50);
    expect(rig.writes.some(({ bytes }) => bytes.includes('\x1b[?25h'))).toBe(false);
    press('Enter');
    rig.clock.advance(50);
    expect(rig.writes.at(-1)?.bytes).toContain('\x1b[4;49H\x1b[5 q\x1b[?25h');
  });
});

describe('joining', () => {
  it('[SM20] what is watched goes to the host', async () => {
    await openWith({});
    expect(rig.sent).toEqual([{ type: 'watch', tiles: [{ agent: id(1), columns: 78, rows: 21 }] }]);
  });

  it('[SM7] typed bytes reach the host untouched', async () => {
    await openWith({});
    press('Enter', typed('é\x1b[A'));
    expect(rig.sent.at(-1)).toEqual({
      type: 'input',
      agent: id(1),
      bytesBase64: Buffer.from('é\x1b[A').toString('base64'),
    });
  });

  it('[VI13] an agent that asked gets the mouse in its own cells', async () => {
    await openWith({}, {});
    const modes = { ...plainModes, mouse: 'vt200', mouseEncoding: 'sgr' } as const;
    rig.draw(id(2), textFrame('x', { modes }));
    rig.clock.advance(50);
    press(mouse(45, 3, { action: 'wheel-up', button: 'none' }));
    expect(rig.sent.at(-1)).toMatchObject({
      agent: id(2),
      bytesBase64: Buffer.from('\x1b[<64;5;3M').toString('base64'),
    });
  });

  it('[VI13] one that did not ask gets nothing', async () => {
    await openWith({}, {});
    rig.draw(id(2), textFrame('x'));
    rig.clock.advance(50);
    const sent = since(rig.sent);
    press(mouse(45, 3, { action: 'wheel-up', button: 'none' }));
    expect(rig.sent).toHaveLength(sent);
  });

  it('[SM7] the terminal takes on the modes of the typed agent, and its own when it is left', async () => {
    await openWith({}, {});
    const modes = { ...plainModes, bracketedPaste: true };
    rig.draw(id(1), textFrame('x', { modes }));
    press('Enter');
    const later = { ...modes, applicationCursorKeys: true };
    rig.draw(id(1), textFrame('x', { modes: later }));
    rig.draw(id(1), textFrame('y', { modes: later }));
    rig.draw(id(2), textFrame('y', { modes: plainModes }));
    press({ type: 'input', input: { type: 'leave' } });
    expect(rig.modes).toEqual([modes, later, null]);
  });

  it('[VI13] the typed agent hears of the focus, if it asked', async () => {
    await openWith({}, {});
    const modes = { ...plainModes, focusReports: true };
    rig.draw(id(1), textFrame('x', { modes }));
    press(focus(false), 'Enter');
    const reports = () =>
      rig.sent.flatMap((message) => (message.type === 'input' ? [atob(message.bytesBase64)] : []));
    press(focus(true), focus(false));
    expect(reports()).toEqual(['\x1b[I', '\x1b[O']);
    press({ type: 'input', input: { type: 'leave' } }, '2', 'Enter', focus(true));
    expect(reports()).toHaveLength(2);
  });

  it('[SM14] a request is answered to the model', async () => {
    await openWith({});
    press('n', 'Enter');
    expect(rig.asked).toMatchObject([{ type: 'inspectFolder', cwd: '/home/ada/shop' }]);
    await rig.answerAll({ ok: true, value: { trust: 'trusted' } });
    expect(rig.asked).toMatchObject([{}, { type: 'new', name: 'shop' }]);
    await rig.answerAll({ ok: false, error: { code: 'failed', message: 'No such folder.' } });
    rig.clock.advance(10);
    expect((await rig.lines()).join('\n')).toContain('No such folder.');
  });

  it('[SM22] after the end nothing is painted or sent', async () => {
    await openWith({});
    rig.hangUp('The host was killed.');
    expect(rig.left).toEqual([{ reason: 'host-gone', message: 'The host was killed.' }]);
    const writes = since(rig.writes);
    rig.draw(id(1), textFrame('late'));
    rig.publish();
    press('n');
    rig.clock.advance(100);
    expect(rig.writes).toHaveLength(writes);
    expect(rig.left).toHaveLength(1);
  });

  it('[NO11] a limit that is waited for does not outlive the screen', async () => {
    const windows = [{ usedPercent: 1, windowMinutes: 300, resetsAt: sceneNow + 7_200_000 }];
    await openWith({ limits: { at: sceneNow, windows } });
    expect(rig.clock.alarms()).toContain(sceneNow + 7_200_000);
    rig.screen.end();
    rig.publish(...agents({ limits: { at: sceneNow, windows } }));
    expect(rig.clock.alarms()).not.toContain(sceneNow + 7_200_000);
  });

  it("[SM19] bell and suspension are the terminal's", async () => {
    await openWith({ state: 'working' });
    rig.tell({ agent: id(1), name: 'a', reason: 'waits', state: 'approval', detail: null });
    press('Ctrl+Z');
    expect(rig.events).toEqual(['bell: a wants approval', 'suspend']);
  });

  it('[SM21] a notice of the host is shown until the next key', async () => {
    await openWith({});
    rig.notice('The disk is full.');
    rig.clock.advance(10);
    expect((await rig.lines()).join('\n')).toContain('│ The disk is full. │');
    press('Escape');
    rig.clock.advance(10);
    expect((await rig.lines()).join('\n')).not.toContain('The disk is full.');
  });

  it('[SC11] a link goes to the clipboard of the outer terminal', async () => {
    await openWith({});
    press('U');
    expect(rig.asked).toMatchObject([{ type: 'links' }]);
    await rig.answerAll({ ok: true, value: ['https://example.com/a'] });
    expect(rig.events).toEqual(['copy https://example.com/a']);
  });

  it('[SC22] own colours are painted at once, in text, border and age', async () => {
    await openWith({ state: 'working' });
    const before = since(rig.writes);
    rig.settle({ colors: { working: '#010203', muted: '#040506' } });
    rig.clock.advance(10);
    const painted = rig.writes
      .slice(before)
      .map(({ bytes }) => bytes)
      .join('');
    expect(painted).toContain('38;2;1;2;3');
    expect(painted).toContain('38;2;4;5;6');
  });

  it('[SC21] the leave key follows the settings', async () => {
    await openWith({});
    expect(rig.screen.leaveKeys()).toEqual(['Ctrl+Q', 'Ctrl+]']);
    rig.settle({ keys: { leave: ['F12'] } });
    expect(rig.screen.leaveKeys()).toEqual(['F12']);
  });
});
