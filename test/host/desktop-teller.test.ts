import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { desktopTeller } from '../../src/host/desktop-teller.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** A folder of programs that write their last word to `shown`, or fail. */
function programs(folder: string, exits: Readonly<Record<string, 0 | 1>>): string {
  const bin = `${folder}/bin`;
  mkdirSync(bin);
  for (const [name, code] of Object.entries(exits)) {
    const words = `for word; do :; done\n[ ${code} = 0 ] && printf %s "$word" >'${folder}/shown'`;
    writeFileSync(`${bin}/${name}`, `#!/bin/sh\n${words}\nexit ${code}\n`);
    chmodSync(`${bin}/${name}`, 0o755);
  }
  return bin;
}

it('[NO3] the first program that works shows it; what fails is logged without the text', async () => {
  const folder = scratchFolder();
  const PATH = programs(folder, { 'terminal-notifier': 1, osascript: 0 });
  const logged: unknown[] = [];
  const log = (event: string, facts: unknown) => logged.push([event, facts]);
  desktopTeller({ env: { PATH }, platform: 'darwin', log })('api asks: "rm -rf"; $HOME');
  await expect.poll(() => existsSync(`${folder}/shown`)).toBe(true);
  await expect
    .poll(() => readFileSync(`${folder}/shown`, 'utf8'))
    .toBe('api asks: "rm -rf"; $HOME');
  expect(logged).toEqual([['desktop-untold', { program: 'terminal-notifier', code: 1 }]]);
});

it('[NO3] without a program for it nothing happens but a line in the log', async () => {
  const logged: unknown[] = [];
  const log = (_event: string, facts: unknown) => logged.push(facts);
  const env = { PATH: scratchFolder(), DISPLAY: ':9' };
  desktopTeller({ env, platform: 'linux', log })('x');
  await expect.poll(() => logged).toEqual([{ program: 'notify-send', code: 'ENOENT' }]);
});
