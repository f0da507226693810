import { expect, it } from 'vitest';
import { hostRig } from '../support/host-rig.ts';
import { newCommand } from '../support/some-command.ts';

it('[HL23] [MC27] the host tells the links on an agent screen, also after it has ended', async () => {
  const { host, join, settle, clock, ptys } = hostRig();
  host.start();
  const ann = join();
  ann.ask(newCommand('api'));
  await settle();
  clock.passMs(100);
  ptys[0]?.says('https://a.b/1 and\r\n\x1b]8;;https://a.b/2\x1b\\here\x1b]8;;\x1b\\');
  await settle();
  const live = ann.ask({ type: 'links', agent: 'api' });
  expect(ann.reply(live)).toEqual({ ok: true, value: ['https://a.b/1', 'https://a.b/2'] });
  const at = (x: number, y: number) =>
    ann.reply(ann.ask({ type: 'linkAt', agent: 'api', x, y })) as unknown;
  expect(at(1, 1)).toEqual({ ok: true, value: 'https://a.b/2' });
  expect(at(1, 0)).toEqual({ ok: true, value: null });
  expect(at(1, -1)).toEqual({ ok: true, value: null });
  expect(at(4000, 4000)).toEqual({ ok: true, value: null });
  ptys[0]?.exits({ code: 1 });
  await settle();
  const ended = ann.ask({ type: 'links', agent: 'api' });
  expect(ann.reply(ended)).toMatchObject({ ok: true, value: ['https://a.b/1', 'https://a.b/2'] });
  const unknown = ann.ask({ type: 'links', agent: 'web' });
  expect(ann.reply(unknown)).toMatchObject({ ok: false });
});
