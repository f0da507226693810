import { describe, expect, it } from 'vitest';
import { hostRig } from '../support/host-rig.ts';
import { newCommand } from '../support/some-command.ts';

const reported = (state: string) =>
  `\x1b]7501;state=${state}:app=codex${state === 'blocked' ? ':kind=permission' : ''}\x1b\\`;

/** A host with `api` at work, started by a shell. */
async function working() {
  const rig = hostRig();
  const shell = rig.join({ role: 'command' });
  shell.ask(newCommand('api'));
  await rig.settle();
  const says = async (text: string) => {
    rig.ptys[0]?.says(text);
    await rig.settle();
    // So long after the user was told last they are told again.
    rig.clock.passMs(6_000);
  };
  await says(reported('idle'));
  await says(reported('working'));
  return { ...rig, shell, asks: () => says(reported('blocked')), says };
}

describe('who is told', () => {
  it('[NO3] the screen that was used last, and no other', async () => {
    const { join, asks, says, onDesktop, shell } = await working();
    const [ann, ben] = [join(), join()];
    for (const screen of [ann, ben]) screen.say({ type: 'watch', tiles: [] });
    join();
    await asks();
    expect([ann.news(), ben.news()]).toEqual([[], ['api']]);
    await says(reported('working'));
    ann.say({ type: 'watch', tiles: [] });
    shell.ask({ type: 'list' });
    await asks();
    expect([ann.news(), ben.news()]).toEqual([['api'], ['api']]);
    ann.leave();
    await says(reported('working'));
    await asks();
    expect(ben.news()).toEqual(['api', 'api']);
    expect([onDesktop, shell.news()]).toEqual([[], []]);
  });

  it('[NO3] never a screen that is suspended or has lent its terminal', async () => {
    const { join, asks, says, onDesktop } = await working();
    const [ann, ben] = [join(), join()];
    for (const screen of [ann, ben]) screen.say({ type: 'watch', tiles: [] });
    ben.say({ type: 'presence', is: 'away' });
    ben.say({ type: 'watch', tiles: [] });
    await asks();
    expect([ann.news(), ben.news(), onDesktop]).toEqual([['api'], [], []]);
    ann.say({ type: 'presence', is: 'away' });
    await says(reported('working'));
    await asks();
    expect([ann.news(), ben.news(), onDesktop]).toEqual([['api'], [], ['api wants approval']]);
    ben.say({ type: 'presence', is: 'here' });
    await says(reported('working'));
    await asks();
    expect([ann.news(), ben.news()]).toEqual([['api'], ['api']]);
  });

  it('[NO3] the desktop while there is no screen', async () => {
    const { asks, onDesktop } = await working();
    await asks();
    expect(onDesktop).toEqual(['api wants approval']);
  });

  it('[NO3] nobody where the settings do not name the desktop', async () => {
    const { host, asks, onDesktop } = await working();
    const { settings } = host.model();
    if (!settings.ok) throw new Error('the settings were read');
    const notifications = { ways: ['bell'], of: ['waits'] } as const;
    const program = { ...settings.program, notifications };
    host.dispatch({ type: 'settings-changed', settings: { ...settings, program } });
    await asks();
    expect(onDesktop).toEqual([]);
  });
});
