import { describe, expect, it } from 'vitest';
import { plainModes, type TerminalModes } from '../../src/core/terminal/frame.ts';
import { mouseBytes, mouseOfControl, wheelKeyBytes } from '../../src/core/terminal/mouse.ts';

const sgr: TerminalModes = { ...plainModes, mouse: 'any', mouseEncoding: 'sgr' };
const corner = { x: 0, y: 0 };

/** A report as the outer terminal sends it, sent on to a program in those modes. */
function sentOn(body: string, modes: TerminalModes, origin = corner): string | null {
  const mouse = mouseOfControl(body);
  const bytes = mouse && mouseBytes(mouse, modes, origin);
  return bytes && Buffer.from(bytes).toString('latin1');
}

describe('the mouse', () => {
  it('[IN20] an agent that asked for SGR reports gets them as they came, in its own places', () => {
    for (const code of [0, 1, 2, 4, 8, 16, 28, 32, 33, 34, 35, 64, 65, 66, 67, 80]) {
      for (const final of ['M', 'm']) {
        if (final === 'm' && code >= 32) continue;
        expect(sentOn(`<${code};12;7${final}`, sgr)).toBe(`\x1b[<${code};12;7${final}`);
        expect(sentOn(`<${code};12;7${final}`, sgr, { x: 10, y: -5 })).toBe(
          `\x1b[<${code};2;12${final}`,
        );
      }
    }
    expect(sentOn('<0;12;7M', sgr, { x: 12, y: 0 })).toBeNull();
  });

  it('[IN21] an agent with the old encoding gets that, as far as it reaches', () => {
    const modes: TerminalModes = { ...sgr, mouseEncoding: 'default' };
    expect(sentOn('<0;1;1M', modes)).toBe('\x1b[M !!');
    expect(sentOn('<2;3;2m', modes)).toBe('\x1b[M##"');
    expect(sentOn('<0;224;1M', modes)).toBeNull();
  });

  it('[IN22] an agent gets only the events that it asked for', () => {
    const asked = (mouse: TerminalModes['mouse']) =>
      ['<0;1;1M', '<0;1;1m', '<64;1;1M', '<32;1;1M', '<35;1;1M'].map(
        (body) => sentOn(body, { ...sgr, mouse }) !== null,
      );
    expect(asked('none')).toEqual([false, false, false, false, false]);
    expect(asked('x10')).toEqual([true, false, false, false, false]);
    expect(asked('vt200')).toEqual([true, true, true, false, false]);
    expect(asked('drag')).toEqual([true, true, true, true, false]);
    expect(asked('any')).toEqual([true, true, true, true, true]);
    expect(sentOn('<20;1;1M', { ...sgr, mouse: 'x10' })).toBe('\x1b[<0;1;1M');
  });

  it('[MC34] the wheel is arrow keys for a program that reads it so', () => {
    const keys = (body: string, changed: Partial<TerminalModes>) => {
      const mouse = mouseOfControl(body);
      const bytes = mouse && wheelKeyBytes(mouse, { ...plainModes, wheelKeys: true, ...changed });
      return bytes && new TextDecoder().decode(bytes);
    };
    expect(keys('<64;1;1M', {})).toBe('\x1b[A\x1b[A\x1b[A');
    expect(keys('<65;1;1M', { applicationCursorKeys: true })).toBe('\x1bOB\x1bOB\x1bOB');
    expect(keys('<64;1;1M', { mouse: 'any' })).toBeNull();
    expect(keys('<64;1;1M', { wheelKeys: false })).toBeNull();
    expect(keys('<0;1;1M', {})).toBeNull();
  });
});
