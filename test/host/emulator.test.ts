import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainRow } from '../../src/core/terminal/row-encoder.ts';
import { type Emulator, makeEmulator } from '../../src/host/terminal/emulator.ts';
import { darkColors } from '../../src/host/terminal/emulator-queries.ts';

type Rig = {
  readonly emulator: Emulator;
  readonly write: (text: string) => void;
  readonly replies: () => string;
  readonly lines: () => readonly string[];
  readonly reports: readonly string[];
  readonly titles: readonly string[];
  readonly bells: () => number;
  readonly passMs: (timeMs: number) => void;
};

function rig({ columns = 20, rows = 5, colors = darkColors } = {}): Rig {
  const replies: string[] = [];
  const reports: string[] = [];
  const titles: string[] = [];
  let bells = 0;
  let now = 1000;
  const emulator = makeEmulator({
    columns,
    rows,
    colors: () => colors,
    now: () => now,
    onReply: (reply) => replies.push(reply),
    onReport: (payload) => reports.push(payload),
    onTitle: (title) => titles.push(title),
    onBell: () => {
      bells += 1;
    },
  });
  return {
    emulator,
    write: (text) => emulator.write(Buffer.from(text)),
    replies: () => replies.splice(0).join(''),
    lines: () => emulator.frame().lines.map(plainRow),
    reports,
    titles,
    bells: () => bells,
    passMs: (timeMs) => {
      now += timeMs;
    },
  };
}

describe('emulator: hostile output', () => {
  for (const final of 'STLMZI@PXb') {
    it(`[EM10] CSI 99999999 ${final} returns at once`, () => {
      const { write, lines } = rig();
      const startedAt = performance.now();
      write(`top\r\na\x1b[99999999${final}`);
      write('\x1b[5;1Hstill alive');
      expect(lines()[4]).toBe('still alive');
      // The loop that this guards against takes from 6 s to for ever.
      expect(performance.now() - startedAt).toBeLessThan(4_000);
    });
  }

  it('[EM10] repeating a letter with a thousand marks returns at once', () => {
    const { write, lines } = rig();
    write(`a${'\u0301'.repeat(5000)}\x1b[99999999b`);
    write('\x1bcok');
    expect(lines()[0]).toBe('ok');
  });

  it('[EM11] a string without end does not swallow the screen for ever', () => {
    const { write, lines } = rig();
    write('\x1b]0;');
    write('x'.repeat(1024 * 1024 + 10));
    write('\x1bcback');
    expect(lines()[0]).toBe('back');
  });

  it('[EM12] strings meant for other terminals show nothing and reach nobody', () => {
    const { write, lines, replies, reports, titles } = rig();
    for (const string of [
      '\x1b]52;c;aGVsbG8=\x07',
      '\x1b]52;c;?\x07',
      '\x1b]9;note\x07',
      '\x1b]777;notify;a;b\x1b\\',
      '\x1b]1337;File=:AAAA\x07',
      '\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\',
      '\x1bPq#0;2;0;0;0#0~~\x1b\\',
      '\x1b_Gf=24;AAAA\x1b\\',
      '\x1bPtmux;\x1b\x1b]0;x\x07\x1b\\',
      '\x1b[21t\x1b[8;1;1t\x1b[>c',
    ]) {
      write(string);
    }
    expect(lines()[0]).toContain('link');
    expect(replies()).toBe('\x1b[>0;276;0c');
    expect(reports).toEqual([]);
    expect(titles.filter((title) => title !== 'x')).toEqual([]);
    expect(rig().emulator.frame().lines.join('')).not.toContain('\x1b]');
  });

  it('[EM12] rows hold text and SGR alone, whatever was written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 8 }),
        (texts) => {
          const { write, emulator } = rig();
          for (const text of texts) write(text.replaceAll('^', '\x1b'));
          for (const row of emulator.frame().lines) {
            expect(plainRow(row)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('emulator: widths and cells', () => {
  it('[EM13] a character split between two reads is not lost, at every cut', () => {
    const text = '— … “x” • ─ 👩‍👩‍👧‍👦 漢';
    const bytes = Buffer.from(text);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const { emulator, lines } = rig({ columns: 40 });
      emulator.write(bytes.subarray(0, cut));
      emulator.write(bytes.subarray(cut));
      expect(lines()[0]).toBe(text);
    }
  });

  it('[EM14] emoji, CJK, flags and combining marks take the cells that the layout gives them', () => {
    const { write, emulator } = rig();
    for (const [text, columns] of [
      ['😀', 2],
      ['✅', 2],
      ['🫠', 2],
      ['漢', 2],
      ['e\u0301', 1],
      ['❤️', 2],
      ['❤', 1],
      ['👩‍👩‍👧‍👦', 2],
      ['🇩🇪', 2],
      ['👍🏽', 2],
      ['1️⃣', 2],
      ['한', 2],
      ['\u1112\u1161\u11ab', 2],
      ['─', 1],
    ] as const) {
      write(`\x1b[H\x1b[2J${text}`);
      expect([text, emulator.frame().cursor?.x]).toEqual([text, columns]);
      expect(plainRow(emulator.frame().lines[0] ?? '')).toBe(text);
    }
  });

  it('[EM14] a wide character that does not fit at the edge goes to the next line', () => {
    const { write, lines } = rig({ columns: 5 });
    write('abcd漢');
    expect(lines().slice(0, 2)).toEqual(['abcd', '漢']);
  });

  it('[EM14] a wide character cut by a smaller screen becomes a blank', () => {
    const { write, emulator, lines } = rig({ columns: 6 });
    write('\x1b[?1049habcd漢');
    emulator.resize(5, 5);
    expect(lines()[0]).toBe('abcd');
  });
});

describe('emulator: frames', () => {
  it('[EM15] gives the same frame object while nothing changes', () => {
    const { write, emulator } = rig();
    write('one\r\ntwo');
    const frame = emulator.frame();
    expect(emulator.frame()).toBe(frame);
    write('\x1b[1;1Hone\x1b[2;4H');
    expect(emulator.frame()).toBe(frame);
    write('!');
    expect(emulator.frame()).not.toBe(frame);
    expect(emulator.frame().lines).toEqual(['one', 'two!', '', '', '']);
  });

  it('[EM15] what changed is never missed: frames kept up step by step equal one made at the end', () => {
    const parts = [
      'text ',
      '漢字',
      '\r\n',
      '\n',
      '\x1b[A',
      '\x1b[2;3H',
      '\x1b[J',
      '\x1b[1J',
      '\x1b[K',
      '\x1b[2L',
      '\x1b[M',
      '\x1b[3S',
      '\x1b[2T',
      '\x1b[2;4r',
      '\x1b[r',
      '\x1b[?1049h',
      '\x1b[?1049l',
      '\x1bM',
      '\x1bD',
      '\x1b[4@',
      '\x1b[2P',
      '\x1b[3X',
      '\x1b[4b',
      '\x1b#8',
      '\x1bc',
      '\x1b[!p',
      '\x1b[41m',
      '\x1b[m',
      '\x1b[7m',
      '\x1b[?25l',
      '\x1b[?25h',
      '\x1b[?47h',
      '\x1b[?47l',
      '\x1b[2 @',
      '\x1b[2 A',
      "\x1b[2'}",
      '\x1b7',
      '\x1b8',
      '\x1b[?6h',
      '\t',
      '\b',
      '\x1b[?7l',
      '\x1b[3J',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 60 }), (written) => {
        const step = rig({ columns: 12 });
        const whole = rig({ columns: 12 });
        for (const part of written) {
          step.write(part);
          step.emulator.frame();
        }
        whole.write(written.join(''));
        expect(step.emulator.frame()).toEqual(whole.emulator.frame());
      }),
      { numRuns: 200 },
    );
  });

  it('[EM16] tells the cursor, its shape, and that it is hidden', () => {
    const { write, emulator } = rig();
    write('ab\x1b[4 q');
    expect(emulator.frame().cursor).toEqual({ x: 2, y: 0, shape: 'underline', blinks: false });
    write('\x1b[5 q');
    expect(emulator.frame().cursor).toMatchObject({ shape: 'bar', blinks: true });
    write('\x1b[?25l');
    expect(emulator.frame().cursor).toBeNull();
    write('\x1b[?25h\x1b[1;1H12345678901234567890');
    expect(emulator.frame().cursor).toMatchObject({ x: 19, y: 0 });
  });

  it('[EM16] tells the modes that a program asked for', () => {
    const { write, emulator } = rig();
    write('\x1b[?2004h\x1b[?1h\x1b=\x1b[?1004h\x1b[?1003h\x1b[?1006h\x1b[>7u');
    expect(emulator.frame().modes).toEqual({
      bracketedPaste: true,
      applicationCursorKeys: true,
      applicationKeypad: true,
      focusReports: true,
      mouse: 'any',
      mouseEncoding: 'sgr',
      wheelKeys: false,
      kittyFlags: 7,
    });
    write('\x1bc');
    expect(emulator.frame().modes).toMatchObject({
      bracketedPaste: false,
      mouse: 'none',
      kittyFlags: 0,
    });
  });

  it('[EM17] lines that CSI S scrolls off the top are kept, as a line feed keeps them', () => {
    const { write, lines, emulator } = rig();
    write('1\r\n2\r\n3\r\n4\r\n5\x1b[2S');
    expect(lines()).toEqual(['3', '4', '5', '', '']);
    emulator.resize(20, 7);
    expect(lines().slice(0, 3)).toEqual(['1', '2', '3']);
  });

  it('[EM18] a resize changes every row and the limits of counts', () => {
    const { write, emulator } = rig();
    write('a');
    emulator.resize(10, 3);
    expect(emulator.frame()).toMatchObject({ columns: 10, rows: 3, lines: ['a', '', ''] });
  });
});

describe('emulator: synchronized output', () => {
  it('[EM19] shows no frame half drawn, at every cut of the stream', () => {
    const frames = ['one', 'two', 'three'].map(
      (word) => `\x1b[?2026h\x1b[2J\x1b[H${word}\r\n${word}\x1b[?2026l`,
    );
    const bytes = Buffer.from(frames.join(''));
    const whole = ['', 'one', 'two', 'three'];
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const { emulator, lines } = rig();
      emulator.write(bytes.subarray(0, cut));
      const [first, second] = lines();
      expect(whole).toContain(first);
      expect(second).toBe(first);
      emulator.write(bytes.subarray(cut));
      expect(lines().slice(0, 2)).toEqual(['three', 'three']);
    }
  });

  it('[EM19] shows the frame that was whole when the next began in the same read', () => {
    const { write, lines } = rig();
    write('\x1b[?2026h\x1b[Hnew\x1b[?2026l\x1b[?2026h\x1b[2J\x1b[Hhalf');
    expect(lines()[0]).toBe('new');
  });

  it('[EM20] waits 150 ms for the end, and says until when', () => {
    const { write, lines, emulator, passMs } = rig();
    write('\x1b[?2026hhalf');
    expect(emulator.heldUntil()).toBe(1150);
    passMs(149);
    expect(lines()[0]).toBe('');
    passMs(1);
    expect(lines()[0]).toBe('half');
    expect(emulator.heldUntil()).toBeNull();
    write('\x1b[?2026l');
    expect(emulator.heldUntil()).toBeNull();
  });
});

describe('emulator: answers', () => {
  const asked: readonly (readonly [name: string, question: string, answer: string])[] = [
    ['cursor position', '\x1b[2;3H\x1b[6n', '\x1b[2;3R'],
    ['device attributes', '\x1b[c', '\x1b[?1;2c'],
    ['foreground', '\x1b]10;?\x1b\\', '\x1b]10;rgb:1111/2222/3333\x1b\\'],
    ['background', '\x1b]11;?\x07', '\x1b]11;rgb:aaaa/bbbb/cccc\x1b\\'],
    [
      'both at once',
      '\x1b]10;?;?\x1b\\',
      '\x1b]10;rgb:1111/2222/3333\x1b\\\x1b]11;rgb:aaaa/bbbb/cccc\x1b\\',
    ],
    ['palette', '\x1b]4;1;?\x1b\\', '\x1b]4;1;rgb:cdcd/0000/0000\x1b\\'],
    ['kitty keyboard', '\x1b[?u', '\x1b[?0u'],
    ['terminal version', '\x1b[>q', '\x1bP>|codex-grid\x1b\\'],
    ['synchronized output', '\x1b[?2026$p', '\x1b[?2026;2$y'],
    ['unit identification', '\x1b[=c', ''],
    ['a colour being set', '\x1b]11;#000000\x1b\\', ''],
  ];
  for (const [name, question, answer] of asked) {
    it(`[EM21] ${name}`, () => {
      const { write, replies } = rig({ colors: { foreground: '#112233', background: '#aabbcc' } });
      write(question);
      expect(replies()).toBe(answer);
    });
  }

  it("[EM21] codex's whole probe is answered in its order", () => {
    const { write, replies } = rig();
    write(
      '\x1b[?2004h\x1b[>4;0m\x1b[>7u\x1b[?1004h\x1b[6n\x1b]10;?\x1b\\\x1b]11;?\x1b\\\x1b[?u\x1b[c',
    );
    expect(replies()).toBe(
      '\x1b[1;1R\x1b]10;rgb:d4d4/d4d4/d4d4\x1b\\\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[?7u\x1b[?1;2c',
    );
  });

  it('[EM22] a program that asks without end gets 4 KB of answers a second', () => {
    const { write, replies, passMs } = rig();
    for (let count = 0; count < 2000; count += 1) write('\x1b[c');
    expect(replies().length).toBeLessThanOrEqual(4096);
    passMs(1000);
    write('\x1b[c');
    expect(replies()).toBe('\x1b[?1;2c');
  });

  it('[EM23] the kitty keyboard stack: push, pop, set, add, take away', () => {
    const { write, emulator } = rig();
    const flags = (text: string) => {
      write(text);
      return emulator.frame().modes.kittyFlags;
    };
    expect(flags('\x1b[>1u')).toBe(1);
    expect(flags('\x1b[>7u')).toBe(7);
    expect(flags('\x1b[=8;2u')).toBe(15);
    expect(flags('\x1b[=1;3u')).toBe(14);
    expect(flags('\x1b[=3u')).toBe(3);
    expect(flags('\x1b[<u')).toBe(1);
    expect(flags('\x1b[<9u')).toBe(0);
    expect(flags('\x1b[>255u')).toBe(31);
  });

  it('[EM23] the main and the alternate screen have a kitty stack each', () => {
    const { write, emulator } = rig();
    write('\x1b[>1u\x1b[?1049h');
    expect(emulator.frame().modes.kittyFlags).toBe(0);
    write('\x1b[>7u');
    expect(emulator.frame().modes.kittyFlags).toBe(7);
    write('\x1b[?1049l');
    expect(emulator.frame().modes.kittyFlags).toBe(1);
  });

  it('[EM24] tells reports, titles and bells', () => {
    const { write, reports, titles, bells } = rig();
    write('\x1b]7501;state=working:app=codex\x1b\\\x1b]0;⠋ project\x07\x07');
    expect(reports).toEqual(['state=working:app=codex']);
    expect(titles).toEqual(['⠋ project']);
    expect(bells()).toBe(1);
  });
});
