import { expect, it } from 'vitest';
import { hostRig } from '../support/host-rig.ts';
import { newCommand } from '../support/some-command.ts';

it('[MC33] the host tells the rows above a screen, as far as it keeps them', async () => {
  const { host, join, settle, clock, ptys } = hostRig();
  host.start();
  const ann = join();
  ann.ask(newCommand('api'));
  await settle();
  clock.passMs(100);
  ptys[0]?.says(Array.from({ length: 200 }, (_, at) => `line ${at + 1}`).join('\r\n'));
  await settle();
  const screen = (back?: number) => {
    const asked = ann.ask({
      type: 'screen',
      agent: 'api',
      styled: false,
      ...(back !== undefined && { back }),
    });
    const reply = ann.reply(asked);
    if (!reply?.ok) throw new Error('no screen');
    return reply.value as { lines: readonly string[]; rows: number; back?: number };
  };
  const now = screen();
  expect(now).not.toHaveProperty('back');
  const rows = now.rows;
  expect(now.lines[0]).toBe(`line ${200 - rows + 1}`);
  const above = screen(3);
  expect(above).toMatchObject({ back: 3, rows });
  expect(above.lines[0]).toBe(`line ${200 - rows + 1 - 3}`);
  expect(above.lines).toHaveLength(rows);
  const top = screen(5000);
  expect(top.back).toBe(200 - rows);
  expect(top.lines[0]).toBe('line 1');
});
