import { expect, it } from 'vitest';
import { hostRig } from '../support/host-rig.ts';
import { newCommand } from '../support/some-command.ts';

it('[FN11] the host looks on the screens of all agents or some, also of one that ended', async () => {
  const { host, join, settle, clock, ptys } = hostRig();
  host.start();
  const ann = join();
  ann.ask(newCommand('api'));
  await settle();
  ann.ask(newCommand('web'));
  await settle();
  clock.passMs(100);
  ptys[0]?.says('\x1b[31mthe Tests\x1b[m\r\nare green');
  ptys[1]?.says('no such thing');
  ptys[1]?.exits({ code: 1 });
  await settle();
  const [api, web] = ann.roster();
  const all = ann.ask({ type: 'grep', text: 'tests are', agents: 'all' });
  expect(ann.reply(all)).toEqual({
    ok: true,
    value: {
      matches: [{ agent: api?.id, row: 1, text: 'the Tests are green', at: 4, length: 9 }],
      left: 0,
    },
  });
  const some = ann.ask({ type: 'grep', text: 'thing', agents: ['web'] });
  expect(ann.reply(some)).toMatchObject({ ok: true, value: { matches: [{ agent: web?.id }] } });
  const unknown = ann.ask({ type: 'grep', text: 'thing', agents: ['nobody'] });
  expect(ann.reply(unknown)).toMatchObject({ ok: false });
});
