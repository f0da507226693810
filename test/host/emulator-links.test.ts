import { expect, it } from 'vitest';
import { makeEmulator } from '../../src/host/terminal/emulator.ts';
import { darkColors } from '../../src/host/terminal/emulator-queries.ts';

function screen(columns: number) {
  const nothing = () => {};
  const emulator = makeEmulator({
    columns,
    rows: 6,
    colors: () => darkColors,
    now: () => 0,
    onReply: nothing,
    onReport: nothing,
    onTitle: nothing,
    onBell: nothing,
  });
  return { emulator, write: (text: string) => emulator.write(Buffer.from(text)) };
}

const hyperlink = (target: string, text: string) => `\x1b]8;;${target}\x1b\\${text}\x1b]8;;\x1b\\`;

it('[HL20] a hyperlink is told by its target, however its text is drawn', () => {
  const { emulator, write } = screen(20);
  const target = 'https://auth.example/authorize?state=1234567890&x=%2F';
  // As codex draws its sign-in: each row by itself.
  write(`\x1b[1;3H${hyperlink(target, target.slice(0, 18))}`);
  write(`\x1b[2;1H${hyperlink(target, target.slice(18, 38))}`);
  write(`\x1b[3;1H${hyperlink(target, target.slice(38))}`);
  expect(emulator.links.all()).toEqual([target]);
});

it('[HL21] an address that the terminal broke comes back whole', () => {
  const { emulator, write } = screen(20);
  write('go: https://auth.example/authorize/this/way\r\nnow');
  expect(emulator.links.all()).toEqual(['https://auth.example/authorize/this/way']);
});

it('[HL21] an address comes back whole that began above the screen', () => {
  const { emulator, write } = screen(20);
  const link = `https://auth.example/authorize?state=${'x'.repeat(100)}end`;
  write(`https://a.b/gone\r\n${link}\r\nOpen it.`);
  expect(emulator.links.all()).toEqual([link]);
});

it('[HL22] a hyperlink that was overwritten is gone, and only web addresses count', () => {
  const { emulator, write } = screen(20);
  write(
    `\x1b[1;1H${hyperlink('https://a.b/1', 'one')}\x1b[2;1H${hyperlink('https://a.b/2', 'two')}`,
  );
  write(
    `\x1b[3;1H${hyperlink('file:///etc/passwd', 'file')}\x1b[4;1H${hyperlink('https://a b', 'c')}`,
  );
  expect(emulator.links.all()).toEqual(['https://a.b/1', 'https://a.b/2']);
  write('\x1b[1;1Hplain');
  expect(emulator.links.all()).toEqual(['https://a.b/2']);
  write('\x1bc');
  expect(emulator.links.all()).toEqual([]);
});

it('[HL22] drawing links over and over takes no more memory than drawing them once', () => {
  const { emulator, write } = screen(20);
  for (let at = 0; at < 5000; at += 1) write(`\x1b[1;1H${hyperlink(`https://a.b/${at}`, 'same')}`);
  expect(emulator.links.all()).toEqual(['https://a.b/4999']);
  write(
    `\x1b[2;1H${hyperlink(`https://a.b/${'x'.repeat(9000)}`, 'long')}\x1b[3;1H${hyperlink('', 'none')}`,
  );
  expect(emulator.links.all()).toEqual(['https://a.b/4999']);
});

it('[MC27] each row of a hyperlink that its program broke leads to the whole address', () => {
  const { emulator, write } = screen(20);
  const target = 'https://a.b/one/two?three=3';
  write(`see ${hyperlink(target, 'https://a.b/one/')}\r\n  ${hyperlink(target, 'two?three=3')}.`);
  expect(emulator.links.at({ x: 4, y: 0 })).toBe(target);
  expect(emulator.links.at({ x: 2, y: 1 })).toBe(target);
  expect(emulator.links.at({ x: 13, y: 1 })).toBeNull();
  expect(emulator.links.at({ x: 0, y: 0 })).toBeNull();
  write(`\r\n${hyperlink('file:///etc/passwd', 'file')}${'\r\n'.repeat(5)}`);
  expect(emulator.links.at({ x: 2, y: -1 })).toBe(target);
  expect(emulator.links.at({ x: 0, y: 0 })).toBeNull();
});

it('[HL22] a link shows as its text alone', () => {
  const { emulator, write } = screen(20);
  write(`${hyperlink('https://a.b/1', 'one')} two`);
  expect(emulator.frame().lines[0]).toBe('one two');
});
