import { expect, it } from 'vitest';
import { makeEmulator } from '../../src/host/terminal/emulator.ts';
import { darkColors } from '../../src/host/terminal/emulator-queries.ts';

it('[MC34] alternate scroll holds on the alternate screen, until it is taken back', () => {
  const nothing = () => {};
  const emulator = makeEmulator({
    columns: 20,
    rows: 6,
    colors: () => darkColors,
    now: () => 0,
    onReply: nothing,
    onReport: nothing,
    onTitle: nothing,
    onBell: nothing,
  });
  const after = (bytes: string) => {
    emulator.write(Buffer.from(bytes));
    return emulator.frame().modes.wheelKeys;
  };
  expect(after('\x1b[?1007h')).toBe(false);
  expect(after('\x1b[?1049h')).toBe(true);
  expect(after('\x1b[?1007l')).toBe(false);
  expect(after('\x1b[?25;1007h')).toBe(true);
  expect(after('\x1b[?1049l')).toBe(false);
  expect(after('\x1b[?1049h')).toBe(true);
  expect(after('\x1bc')).toBe(false);
});
