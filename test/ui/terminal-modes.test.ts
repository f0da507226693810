import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainModes, type TerminalModes } from '../../src/core/terminal/frame.ts';
import {
  gridModes,
  modeChanges,
  type OuterModes,
  shellModes,
  typeModes,
} from '../../src/ui/terminal-modes.ts';
import { emulator, write } from '../support/seen-screen.ts';

const agentModes: fc.Arbitrary<TerminalModes> = fc.record({
  bracketedPaste: fc.boolean(),
  applicationCursorKeys: fc.boolean(),
  applicationKeypad: fc.boolean(),
  focusReports: fc.boolean(),
  mouse: fc.constantFrom('none', 'x10', 'vt200', 'drag', 'any'),
  mouseEncoding: fc.constantFrom('default', 'sgr'),
  wheelKeys: fc.boolean(),
  kittyFlags: fc.constantFrom(0, 1, 7),
});

const outerModes: fc.Arbitrary<OuterModes> = fc
  .tuple(agentModes, fc.boolean(), fc.constantFrom('shell', 'grid', 'type'))
  .map(([agent, isKittySupported, which]) => {
    if (which === 'shell') return shellModes;
    return which === 'grid'
      ? gridModes({ isKittySupported })
      : typeModes(agent, { isKittySupported });
  });

/** An emulator's modes, as ours are named; it does not know the kitty protocol, so its stack is kept here. */
function watched() {
  const terminal = emulator(20, 5);
  const stack: number[] = [];
  const { parser } = terminal;
  parser.registerCsiHandler({ prefix: '>', final: 'u' }, ([flags]) => {
    stack.push(Number(flags));
    return true;
  });
  parser.registerCsiHandler({ prefix: '=', final: 'u' }, ([flags]) => {
    stack[stack.length - 1] = Number(flags);
    return true;
  });
  parser.registerCsiHandler({ prefix: '<', final: 'u' }, () => {
    stack.pop();
    return true;
  });
  const seen = (): OuterModes => {
    const { modes, buffer } = terminal;
    return {
      alternateScreen: buffer.active.type === 'alternate',
      autowrap: modes.wraparoundMode,
      bracketedPaste: modes.bracketedPasteMode,
      applicationCursorKeys: modes.applicationCursorKeysMode,
      applicationKeypad: modes.applicationKeypadMode,
      focusReports: modes.sendFocusMode,
      mouse:
        modes.mouseTrackingMode === 'any' || modes.mouseTrackingMode === 'drag'
          ? modes.mouseTrackingMode
          : 'none',
      kittyFlags: stack.at(-1) ?? null,
    };
  };
  return { terminal, seen };
}

describe("the terminal's modes", () => {
  it("[TM1] from any modes to any others a terminal gets exactly there, and back to the shell's", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(outerModes, { maxLength: 5 }), async (steps) => {
        const { terminal, seen } = watched();
        let shown = shellModes;
        for (const wanted of [...steps, shellModes]) {
          await write(terminal, modeChanges(shown, wanted));
          shown = wanted;
          expect(seen()).toEqual(wanted);
        }
        terminal.dispose();
      }),
      { numRuns: 60 },
    );
  });

  it('[TM2] modes that do not change cost no bytes', () => {
    fc.assert(
      fc.property(outerModes, (modes) => {
        expect(modeChanges(modes, { ...modes })).toBe('');
      }),
    );
  });

  it("[TM3] while typing the terminal is in the agent's modes, and reports mouse and focus to us", () => {
    const agent: TerminalModes = {
      ...plainModes,
      bracketedPaste: true,
      applicationCursorKeys: true,
      mouse: 'any',
      kittyFlags: 7,
    };
    expect(typeModes(agent, { isKittySupported: true })).toEqual({
      alternateScreen: true,
      autowrap: false,
      bracketedPaste: true,
      applicationCursorKeys: true,
      applicationKeypad: false,
      focusReports: true,
      mouse: 'any',
      kittyFlags: 7,
    });
    expect(typeModes(agent, { isKittySupported: false }).kittyFlags).toBeNull();
    expect(typeModes(plainModes, { isKittySupported: true })).toMatchObject({
      bracketedPaste: false,
      mouse: 'drag',
      kittyFlags: 0,
    });
  });
});
