import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sequenceFilter, stringLimitBytes } from '../../src/core/terminal/sequence-filter.ts';

const size = { columns: 80, rows: 24 };
const encoder = new TextEncoder();

function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

function filtered(chunks: readonly Uint8Array[]): string {
  const filter = sequenceFilter(size);
  return Buffer.concat(chunks.map((chunk) => filter.push(chunk))).toString('latin1');
}

function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

const clamped: readonly (readonly [name: string, given: string, passed: string])[] = [
  ['scroll up', '\x1b[99999999S', '\x1b[24S'],
  ['scroll down', '\x1b[99999999T', '\x1b[24T'],
  ['insert lines', '\x1b[99999999L', '\x1b[24L'],
  ['delete lines', '\x1b[99999999M', '\x1b[24M'],
  ['insert characters', '\x1b[99999999@', '\x1b[80@'],
  ['delete characters', '\x1b[99999999P', '\x1b[80P'],
  ['erase characters', '\x1b[99999999X', '\x1b[80X'],
  ['tab forward', '\x1b[99999999I', '\x1b[80I'],
  ['tab back', '\x1b[99999999Z', '\x1b[80Z'],
  ['repeat', 'a\x1b[99999999b', 'a\x1b[1920b'],
  ['a control inside', '\x1b[999\n99999S', '\n\x1b[24S'],
  ['a deletion inside', '\x1b[999\x7f99999S', '\x1b[24S'],
  ['eight-bit CSI', '\u009b99999999S', '\x1b[24S'],
  ['ESC inside', '\x1b[999\x1b[99999S', '\x1b[24S'],
  ['a control behind ESC', '\x1b\n[99999S', '\n\x1b[24S'],
  ['out of a string', '\x1b]0;title\x1b[99999S', '\x1b]0;title\x1b[24S'],
  ['out of a string, eight-bit', '\x1b]0;title\u009b99999S', '\x1b]0;title\x1b[24S'],
  ['leading zeros', '\x1b[0000000099999S', '\x1b[24S'],
  ['sub-parameters', '\x1b[99999:99999;99999S', '\x1b[24:24;24S'],
];

const untouched: Readonly<Record<string, string>> = {
  text: 'plain text, Grüße, 漢字 😀 · …\r\n',
  colours: '\x1b[1;38;2;255;128;0mhi\x1b[m',
  'counts in range': '\x1b[3S\x1b[24L\x1b[80@\x1b[5b',
  moves: '\x1b[999;999H\x1b[9999A',
  modes: '\x1b[?2026h\x1b[?1049h\x1b[>7u\x1b[?u\x1b[>4;0m',
  title: '\x1b]0;⠋ project\x07after',
  'in-band report': '\x1b]7501;state=working:app=codex\x1b\\after',
  'a device control string': '\x1bP$q m\x1b\\after',
  charsets: '\x1b(B\x1b)0\x1b7\x1b8\x1bM\x1b=',
};

describe('sequence filter', () => {
  for (const [name, given, passed] of clamped) {
    it(`[EM4] clamps ${name}, at every cut of the stream`, () => {
      const bytes = bytesOf(`${given}after`);
      for (let cut = 0; cut <= bytes.length; cut += 1) {
        const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)];
        expect(filtered(chunks)).toBe(latin1(`${passed}after`));
      }
      expect(filtered(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toBe(
        latin1(`${passed}after`),
      );
    });
  }

  for (const [name, text] of Object.entries(untouched)) {
    it(`[EM5] passes ${name} untouched, at every cut of the stream`, () => {
      const bytes = bytesOf(`${text}x`);
      for (let cut = 0; cut <= bytes.length; cut += 1) {
        expect(filtered([bytes.subarray(0, cut), bytes.subarray(cut)])).toBe(latin1(`${text}x`));
      }
    });
  }

  it('[EM5] gives text without sequences back as it is, not a copy', () => {
    const bytes = bytesOf('plain text');
    expect(sequenceFilter(size).push(bytes).buffer).toBe(bytes.buffer);
  });

  it('[EM5] what passes does not depend on the cuts of the stream', () => {
    const alphabet = [
      '\x1b',
      '[',
      ']',
      'P',
      '\\',
      '9',
      ';',
      'S',
      'b',
      'm',
      '\x07',
      '\x18',
      '\n',
      'é',
      '\u009b',
      '\u009c',
      '😀',
      '\x7f',
      '?',
      ' ',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }),
        fc.array(fc.nat({ max: 80 }), { maxLength: 6 }),
        (parts, cuts) => {
          const bytes = bytesOf(parts.join(''));
          const edges = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length];
          edges.sort((left, right) => left - right);
          const chunks = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
          expect(filtered(chunks)).toBe(filtered([bytes]));
        },
      ),
    );
  });

  it('[EM5] holds a character back until it is whole', () => {
    const filter = sequenceFilter(size);
    const dash = bytesOf('—');
    expect(filter.push(dash.subarray(0, 2))).toHaveLength(0);
    expect(Buffer.from(filter.push(dash.subarray(2))).toString()).toBe('—');
  });

  it('[EM5] lets bytes that are no UTF-8 pass', () => {
    expect(filtered([Uint8Array.of(0xff, 0x80, 0x80, 0x80, 0x41)])).toBe('\xff\x80\x80\x80A');
  });

  it('[EM4] a byte that the decoder would skip does not hide a count', () => {
    const hidden = Uint8Array.of(0x1b, 0xff, ...bytesOf('[99999999S'));
    expect(filtered([hidden])).toBe('\xff[99999999S');
  });

  for (const [name, opener] of [
    ['OSC', '\x1b]0;'],
    ['DCS', '\x1bPq'],
    ['APC', '\x1b_'],
  ] as const) {
    it(`[EM6] an ${name} without end is broken off after 1 MB`, () => {
      const filter = sequenceFilter(size);
      filter.push(bytesOf(opener));
      let passed = '';
      for (let sent = 0; sent <= stringLimitBytes + 4096; sent += 4096) {
        passed += Buffer.from(filter.push(bytesOf('x'.repeat(4096)))).toString();
      }
      expect(passed.indexOf('\x18')).toBeGreaterThan(stringLimitBytes - 16);
      expect(passed.indexOf('\x18')).toBeLessThanOrEqual(stringLimitBytes);
      expect(passed.endsWith('x')).toBe(true);
    });
  }

  it('[EM6] a sequence without end holds back no more than 4 KB', () => {
    const filter = sequenceFilter(size);
    filter.push(bytesOf('\x1b['));
    let passed = 0;
    for (let sent = 0; sent < 100; sent += 1)
      passed += filter.push(bytesOf('1'.repeat(100))).length;
    expect(passed).toBeGreaterThan(5000);
  });

  it('[EM4] limits follow the size of the screen', () => {
    const filter = sequenceFilter(size);
    filter.resize({ columns: 200, rows: 60 });
    expect(Buffer.from(filter.push(bytesOf('\x1b[999S'))).toString()).toBe('\x1b[60S');
  });
});
