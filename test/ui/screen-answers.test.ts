import { afterEach, describe, expect, it } from 'vitest';
import type { PendingAsk } from '../../src/core/asks/pending-ask.ts';
import { key, minutes } from '../support/scene.ts';
import { anAsk } from '../support/scene-asks.ts';
import { agents, id } from '../support/screen-model.ts';
import { type ScreenRig, screenRig } from '../support/screen-rig.ts';

let rig: ScreenRig;
afterEach(() => rig.stop());

const asking = (changed: Partial<PendingAsk> = {}) =>
  agents({ state: 'approval', since: minutes(30), ask: anAsk({ since: minutes(30), ...changed }) });

function press(...keys: readonly string[]): void {
  for (const text of keys) {
    const pressed = key(text);
    if (pressed.type === 'input') rig.screen.input(pressed.input);
  }
}

describe('answers', () => {
  it('[IB2] wait for 300 ms from when the card was painted', async () => {
    rig = await screenRig();
    rig.publish(...asking());
    rig.clock.advance(299);
    press('y');
    expect(rig.asked).toEqual([]);
    rig.clock.advance(600);
    press('y');
    expect(rig.asked).toEqual([{ type: 'answer', agent: id(1), ask: 'ask-1', choice: 'approve' }]);
  });

  it('[IB2] a terminal that takes nothing has shown nothing', async () => {
    rig = await screenRig();
    rig.setBusy(true);
    rig.publish(...asking());
    rig.clock.advance(5000);
    press('y');
    expect(rig.asked).toEqual([]);
    rig.setBusy(false);
    rig.clock.advance(500);
    press('y');
    expect(rig.asked).toHaveLength(1);
  });

  it('[IB3] a request that came up after the last one begins anew', async () => {
    rig = await screenRig();
    rig.publish(...asking());
    rig.clock.advance(1000);
    rig.publish(...asking({ id: 'ask-2', subject: 'rm -rf build' }));
    press('y');
    rig.clock.advance(200);
    press('y');
    expect(rig.asked).toEqual([]);
    rig.clock.advance(1000);
    press('y');
    expect(rig.asked).toMatchObject([{ ask: 'ask-2' }]);
    expect((await rig.lines()).join('\n')).toContain('rm -rf build');
  });

  it('[IB22] are to be read beside what is told of them', async () => {
    rig = await screenRig();
    rig.publish(...asking({ subject: 'rm -rf build' }));
    rig.clock.advance(200);
    press('y');
    rig.clock.advance(200);
    const shown = (await rig.lines()).join('\n');
    expect(shown).toContain('asks this only just now');
    expect(shown).toContain('┃ rm -rf build  ');
    expect(shown).toContain('y approve  s session  d deny');
  });

  it('[IB2] what was painted costs no further commit', async () => {
    rig = await screenRig();
    rig.publish(...asking());
    rig.clock.advance(1000);
    const commits = rig.commits.length;
    rig.clock.advance(5000);
    expect(rig.commits).toHaveLength(commits);
  });

  it('[IB6] tell their reply', async () => {
    rig = await screenRig();
    rig.publish(...asking());
    rig.clock.advance(1000);
    press('d');
    rig.clock.advance(300);
    expect((await rig.lines()).join('\n')).toContain('answering …');
    await rig.answerAll({ ok: true, value: 'a: denied.' });
    rig.clock.advance(300);
    expect((await rig.lines()).join('\n')).toContain('a: denied.');
  });

  it('[IB20] ages in the inbox go on without a commit', async () => {
    rig = await screenRig();
    rig.publish(...asking());
    rig.clock.advance(1000);
    press('I');
    rig.clock.advance(300);
    expect((await rig.lines()).join('\n')).toContain(' a  30m  npm run migrate');
    const commits = rig.commits.length;
    rig.clock.advance(60_000);
    expect((await rig.lines()).join('\n')).toContain(' a  31m  npm run migrate');
    expect(rig.commits).toHaveLength(commits);
  });
});
