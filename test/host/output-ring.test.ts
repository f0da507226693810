import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapshotText } from '../../src/core/terminal/screen-snapshot.ts';
import { type Emulator, makeEmulator } from '../../src/host/terminal/emulator.ts';
import { darkColors } from '../../src/host/terminal/emulator-queries.ts';
import {
  type KeptOutput,
  type OutputRing,
  outputRing,
} from '../../src/host/terminal/output-ring.ts';

function emulator(columns = 20, rows = 5): Emulator {
  return makeEmulator({
    columns,
    rows,
    colors: () => darkColors,
    now: () => 0,
    onReply: () => undefined,
    onReport: () => undefined,
    onTitle: () => undefined,
    onBell: () => undefined,
  });
}

function write(to: Emulator, text: string): void {
  to.write(Buffer.from(text));
}

/** An emulator that was shown the snapshot of another. */
function again(of: Emulator): Emulator {
  const { columns, rows } = of.frame();
  const copy = emulator(columns, rows);
  write(copy, snapshotText(of.snapshot()));
  return copy;
}

/** An emulator that was shown all that is kept. */
function replayed(kept: readonly KeptOutput[]): Emulator {
  const [first] = kept;
  if (first?.type !== 'screen') throw new Error('what is kept begins with no screen');
  const shown = emulator(first.columns, first.rows);
  for (const one of kept) {
    if (one.type === 'screen') write(shown, one.text);
    else if (one.type === 'output') shown.write(one.bytes);
    else if (one.type === 'size') shown.resize(one.columns, one.rows);
  }
  return shown;
}

/** Keeps what it writes to an emulator, as the host does. */
function kept(columns = 80, rows = 24) {
  const shown = emulator(columns, rows);
  const ring = outputRing(shown.snapshot(), 1000);
  return {
    shown,
    ring,
    write(text: string, at: number) {
      const bytes = Buffer.from(text);
      if (ring.isDue(at) && shown.isBetween()) ring.begin(shown.snapshot(), at);
      ring.push(bytes, at);
      shown.write(bytes);
    },
  };
}

const pieces = fc.constantFrom(
  'hello ',
  'wide 日本語 ',
  '\r\n',
  '\x1b[31mred',
  '\x1b[1;48;5;22mbold on green',
  '\x1b[0m',
  '\x1b[2J',
  '\x1b[3;4H',
  '\x1b[2;4r',
  '\x1b[r',
  '\n\n',
  '\x1b[?1049h',
  '\x1b[?1049l',
  '\x1b[?25l',
  '\x1b[?25h',
  '\x1b[4h',
  '\x1b[4l',
  '\x1b[?7l',
  '\x1b[?7h',
  '\x1b[?2004h',
  '\x1b[?1002;1006h',
  '\x1b[>5u',
  '\x1b[5 q',
  '\x1b[K',
  '\x1bM',
  '\x1b[2L',
  '\x1b[3P',
);

/** Of buffers that something still holds. */
async function keptBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  // What xterm lets go of goes in a later turn.
  await nextTurn();
  collect();
  return process.memoryUsage().arrayBuffers;
}

function sizeOf(ring: OutputRing): number {
  return ring.kept().reduce((sum, one) => sum + (one.type === 'output' ? one.bytes.length : 0), 0);
}

describe('snapshot', () => {
  it('[EL11] shows the same screen, and what comes next looks the same', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), fc.array(pieces), (before, after) => {
        const first = emulator();
        write(first, before.join(''));
        const second = again(first);
        expect(second.frame()).toEqual(first.frame());
        // The main screen behind an alternate one is not kept.
        const next = after.filter((piece) => !piece.includes('1049')).join('');
        // A cursor behind the last column waits there to wrap; the snapshot's stands on it.
        for (const each of [first, second]) write(each, `\x1b[2;2H${next}`);
        expect(second.frame().lines).toEqual(first.frame().lines);
      }),
    );
  });
});

describe('output ring', () => {
  it('[EL12] what is left draws the screen as it stands', () => {
    const { shown, ring, write: say } = kept();
    for (let line = 0; line < 60_000; line += 1) {
      const color = 31 + (line % 7);
      say(`\x1b[${color}mline ${line} 日本 ${'.'.repeat(line % 60)}\x1b[0m\r\n`, 1000 + line);
    }
    say('\x1b[1;1Hthe end', 99_000);
    expect(sizeOf(ring)).toBeGreaterThan(768 * 1024);
    expect(sizeOf(ring)).toBeLessThanOrEqual(1024 * 1024 + 8192);
    const screens = ring.kept().filter(({ type }) => type === 'screen');
    expect(screens).toHaveLength(4);
    expect(replayed(ring.kept()).frame()).toEqual(shown.frame());
    const last = ring.kept().findLastIndex(({ type }) => type === 'screen');
    expect(replayed(ring.kept().slice(last)).frame()).toEqual(shown.frame());
    const times = ring.kept().map(({ at }) => at);
    expect(times).toEqual(times.toSorted((left, right) => left - right));
  });

  it('[EL12] a segment never begins inside a sequence, and one without an end is cut', () => {
    const { shown, ring, write: say } = kept();
    say(`\x1b]0;${'t'.repeat(300 * 1024)}`, 2000);
    for (let piece = 0; piece < 100; piece += 1) say('u'.repeat(4096), 3000 + piece);
    expect(ring.kept().map(({ type }) => type)).toContain('gap');
    say('\x07', 4000);
    say('after', 5000);
    expect(replayed(ring.kept()).frame()).toEqual(shown.frame());
  });

  it('[EL13] a flood keeps a fixed room, a quiet agent little', async () => {
    const snapshot = emulator().snapshot();
    const bytes = Buffer.from(`${'x'.repeat(4000)}\r\n`);
    const memoryBefore = await keptBytes();
    const floods = Array.from({ length: 16 }, () => outputRing(snapshot, 0));
    for (const ring of floods) {
      for (let at = 0; at < 2000; at += 1) {
        if (ring.isDue(at)) ring.begin(snapshot, at);
        ring.push(bytes, at);
      }
    }
    const usedBytes = (await keptBytes()) - memoryBefore;
    expect(floods.every((ring) => sizeOf(ring) > 768 * 1024)).toBe(true);
    expect(usedBytes).toBeGreaterThan(12 * 1024 * 1024);
    expect(usedBytes).toBeLessThan(20 * 1024 * 1024);
    const quiet = kept();
    for (let at = 0; at < 100; at += 1) quiet.write('.', at);
    expect(sizeOf(quiet.ring)).toBe(100);
  });

  it('[EL12] a flood is kept with gaps, and what is behind them is right', () => {
    const { shown, ring, write: say } = kept();
    for (let line = 0; line < 40_000; line += 1) {
      say(`flooding line ${line} of very many\r\n`, 1000 + Math.floor(line / 100));
    }
    say('\x1b[1;1Hthe end', 2000);
    const kinds = ring.kept().map(({ type }) => type);
    expect(kinds.filter((type) => type === 'screen')).toHaveLength(4);
    expect(kinds).toContain('gap');
    expect(replayed(ring.kept()).frame()).toEqual(shown.frame());
  });

  it('[EL13] tiny pieces make segments too', () => {
    const { shown, ring, write: say } = kept();
    for (let at = 0; at < 50_000; at += 1) say(at % 80 === 0 ? '\r\n' : 'y', 1000 + at);
    const outputs = ring.kept().filter(({ type }) => type === 'output');
    expect(outputs.length).toBeLessThanOrEqual(4 * 8192);
    expect(replayed(ring.kept()).frame()).toEqual(shown.frame());
  });

  it('[EL14] a size stands where it came', () => {
    const { shown, ring, write: say } = kept(40, 10);
    say('one two three four five six seven eight nine ten', 1001);
    ring.resized({ columns: 20, rows: 6 }, 1001);
    shown.resize(20, 6);
    say('\x1b[Hnarrow', 1001);
    expect(ring.kept().map(({ type }) => type)).toEqual(['screen', 'output', 'size', 'output']);
    expect(replayed(ring.kept()).frame()).toEqual(shown.frame());
  });
});
