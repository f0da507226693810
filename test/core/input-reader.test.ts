import { describe, expect, it } from 'vitest';
import type { InputEvent } from '../../src/core/terminal/input-event.ts';
import {
  escapeDelayMs,
  type InputMode,
  inputReader,
  partialDelayMs,
  pasteDelayMs,
} from '../../src/core/terminal/input-reader.ts';
import { keySequences } from '../support/key-sequences.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** A reader in one mode, and what it has told so far. */
function readerIn(mode: InputMode) {
  const events: InputEvent[] = [];
  const reader = inputReader({
    mode: () => mode,
    leaveKeys: () => ['Ctrl+Q', 'Ctrl+]'],
    emit: (event) => events.push(event),
  });
  return { ...reader, events };
}

/** Events of bytes that come in the given pieces, and after a pause. */
function eventsOf(mode: InputMode, ...pieces: readonly (string | Uint8Array)[]): InputEvent[] {
  const reader = readerIn(mode);
  for (const piece of pieces) reader.read(typeof piece === 'string' ? bytesOf(piece) : piece);
  if (reader.flushDelayMs() !== null) reader.flush();
  return reader.events;
}

/** What reached the agent, as one string of bytes. */
function rawOf(events: readonly InputEvent[]): string {
  return events
    .map((event) => (event.type === 'raw' ? binary(event.bytes) : `<${event.type}>`))
    .join('');
}

/** Keys as a person reads them, e.g. `C-M-x`. */
function keysOf(events: readonly InputEvent[]): string[] {
  return events.map((event) => {
    if (event.type !== 'key') return `<${event.type}>`;
    const { name, ctrl, alt, shift } = event.key;
    return `${ctrl ? 'C-' : ''}${alt ? 'M-' : ''}${shift ? 'S-' : ''}${name}`;
  });
}

describe('input while an agent owns the keyboard', () => {
  it('[IN1] every key reaches the agent as it came, at once or after a pause', () => {
    for (const keys of keySequences) {
      expect(rawOf(eventsOf('type', keys))).toBe(binary(bytesOf(keys)));
    }
  });

  it('[IN2] a key cut anywhere reaches the agent as it came', () => {
    for (const keys of keySequences) {
      const bytes = bytesOf(`x${keys}y`);
      for (let cut = 1; cut < bytes.length; cut += 1) {
        const events = eventsOf('type', bytes.slice(0, cut), bytes.slice(cut));
        expect(rawOf(events)).toBe(binary(bytes));
      }
      expect(rawOf(eventsOf('type', ...[...bytes].map((byte) => Uint8Array.of(byte))))).toBe(
        binary(bytes),
      );
    }
  });

  it('[IN3] keys in one read arrive as one piece; only what could be ours waits', () => {
    const reader = readerIn('type');
    reader.read(bytesOf('abc\x1b[Adef\x1bxé\x1b'));
    expect(rawOf(reader.events)).toBe(binary(bytesOf('abc\x1b[Adef\x1bxé')));
    expect(reader.events).toHaveLength(1);
    expect(reader.flushDelayMs()).toBe(escapeDelayMs);
    reader.flush();
    expect(rawOf(reader.events)).toBe(binary(bytesOf('abc\x1b[Adef\x1bxé\x1b')));
    expect(reader.flushDelayMs()).toBeNull();
  });

  it('[IN4] the leave keys leave, in every encoding that terminals have for them', () => {
    const leaves = [
      '\x11',
      '\x1d',
      '\x1b[113;5u',
      '\x1b[93;5u',
      '\x1b[113;5:1u',
      '\x1b[113;5:2u',
      '\x1b[113:81;5u',
      '\x1b[113;69u',
      '\x1b[113;197u',
      '\x1b[1081::113;5u',
      '\x1b[27;5;113~',
    ];
    for (const keys of leaves) {
      expect(eventsOf('type', keys)).toEqual([{ type: 'leave' }]);
      const bytes = bytesOf(keys);
      for (let cut = 1; cut < bytes.length; cut += 1) {
        const cutEvents = eventsOf('type', bytes.slice(0, cut), bytes.slice(cut));
        expect(cutEvents).toEqual([{ type: 'leave' }]);
      }
    }
    expect(rawOf(eventsOf('type', 'a\x11'))).toBe('a<leave>');
    expect(rawOf(eventsOf('type', '\x1b\x11'))).toBe('\x1b<leave>');
  });

  it('[IN5] letting go of the leave key is nothing to the agent', () => {
    expect(eventsOf('type', '\x1b[113;5:3u')).toEqual([]);
  });

  it('[IN6] what follows the leave key in the same read belongs to the screen', () => {
    const events: InputEvent[] = [];
    let mode: InputMode = 'type';
    const reader = inputReader({
      mode: () => mode,
      leaveKeys: () => ['Ctrl+Q'],
      emit(event) {
        events.push(event);
        if (event.type === 'leave') mode = 'grid';
        if (event.type === 'key' && event.key.name === 'i') mode = 'type';
      },
    });
    reader.read(bytesOf('ab\x11jicd'));
    expect(events.map((event) => event.type)).toEqual(['raw', 'leave', 'key', 'key', 'raw']);
    expect(rawOf(events)).toBe('ab<leave><key><key>cd');
  });

  it('[IN7] a paste is untouched: nothing in it leaves, or is a report', () => {
    const paste = '\x1b[200~a\x11\x1d\x1b[<0;1;1M\x1b[I\x1b]11;rgb:1/2/3\x07\x1b[113;5u\x1b[201~';
    const bytes = bytesOf(`${paste}z`);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const events = eventsOf('type', bytes.slice(0, cut), bytes.slice(cut));
      expect(rawOf(events)).toBe(binary(bytes));
    }
    expect(rawOf(eventsOf('type', `${paste}\x11`))).toBe(`${binary(bytesOf(paste))}<leave>`);
  });

  it('[IN8] a paste of 1 MB in 64 kB reads comes whole and in linear time', () => {
    const content = 'line of pasted text, é漢👩‍🚀 \x11 \x1b[A\r'.repeat(24_000);
    const bytes = bytesOf(`\x1b[200~${content}\x1b[201~`);
    expect(bytes.length).toBeGreaterThan(1_000_000);
    for (const size of [65_536, 4095, 1]) {
      const reader = readerIn('type');
      for (let at = 0; at < bytes.length; at += size) reader.read(bytes.slice(at, at + size));
      const pieces = reader.events.map((event) =>
        event.type === 'raw' ? event.bytes : bytesOf('?'),
      );
      expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    }
  });

  it('[IN9] a paste without an end no longer hides the leave key after a silence', () => {
    const reader = readerIn('type');
    reader.read(bytesOf('\x1b[200~lost'));
    expect(reader.flushDelayMs()).toBe(pasteDelayMs);
    reader.flush();
    reader.read(bytesOf('\x11'));
    expect(rawOf(reader.events)).toBe('\x1b[200~lost<leave>');
  });

  it('[IN10] mouse and focus reports are ours in both modes, cut anywhere', () => {
    for (const mode of ['type', 'grid'] as const) {
      const bytes = bytesOf('\x1b[<20;10;5M\x1b[<0;10;5m\x1b[<35;1;1M\x1b[<66;3;4M\x1b[I\x1b[O');
      for (let cut = 1; cut < bytes.length; cut += 1) {
        const plain = { shift: false, alt: false, ctrl: false };
        expect(eventsOf(mode, bytes.slice(0, cut), bytes.slice(cut))).toEqual([
          {
            type: 'mouse',
            mouse: {
              ...plain,
              action: 'press',
              button: 'left',
              x: 9,
              y: 4,
              shift: true,
              ctrl: true,
            },
          },
          { type: 'mouse', mouse: { ...plain, action: 'release', button: 'left', x: 9, y: 4 } },
          { type: 'mouse', mouse: { ...plain, action: 'move', button: 'none', x: 0, y: 0 } },
          { type: 'mouse', mouse: { ...plain, action: 'wheel-left', button: 'none', x: 2, y: 3 } },
          { type: 'focus', focused: true },
          { type: 'focus', focused: false },
        ]);
      }
    }
  });

  it('[IN11] answers of the terminal are never typed or keys, however late or cut', () => {
    const answers = [
      '\x1b]10;rgb:d0d0/d0d0/d0d0\x1b\\',
      '\x1b]11;rgb:10/14/18\x07',
      '\x1b]4;1;rgb:ffff/0000/0000\x1b\\',
      '\x1b[?1u',
      '\x1b[?62;22c',
      '\x1b[>41;390;0c',
      '\x1b[?2026;2$y',
      '\x1b[12;40R',
      '\x1b[0n',
      '\x1b[8;24;80t',
      '\x1b[?997;1n',
      '\x1bP>|XTerm(390)\x1b\\',
      '\x1bP1$r0m\x1b\\',
      '\x1b_Gi=1;OK\x1b\\',
    ];
    const facts = ['color', 'kitty-supported', 'answered'];
    for (const mode of ['type', 'grid'] as const) {
      for (const answer of answers) {
        const bytes = bytesOf(answer);
        for (let cut = 1; cut < bytes.length; cut += 1) {
          const events = eventsOf(mode, bytes.slice(0, cut), bytes.slice(cut));
          expect(events.filter((event) => !facts.includes(event.type))).toEqual([]);
        }
      }
      const reader = readerIn(mode);
      reader.read(bytesOf('\x1b]11;rgb:10'));
      expect(reader.flushDelayMs()).toBe(partialDelayMs);
      reader.flush();
      expect(reader.events).toEqual([]);
    }
  });

  it('[IN12] answers tell colours as #rrggbb, the kitty keyboard, and that no more come', () => {
    const asked = '\x1b]10;rgb:d0d0/8080/0000\x1b\\\x1b]11;rgb:f/0/8\x07\x1b[?0u\x1b[?62;c';
    expect(eventsOf('grid', asked)).toEqual([
      { type: 'color', which: 'foreground', value: '#d08000' },
      { type: 'color', which: 'background', value: '#ff0088' },
      { type: 'kitty-supported' },
      { type: 'answered' },
    ]);
  });
});

describe('input while the screen owns the keyboard', () => {
  const table: readonly (readonly [bytes: string, key: string])[] = [
    ['a', 'a'],
    ['A', 'A'],
    ['?', '?'],
    ['é', 'é'],
    ['漢', '漢'],
    [' ', 'Space'],
    ['\r', 'Enter'],
    ['\t', 'Tab'],
    ['\x7f', 'Backspace'],
    ['\b', 'Backspace'],
    ['\x1b', 'Escape'],
    ['\x03', 'C-c'],
    ['\x11', 'C-q'],
    ['\x1d', 'C-]'],
    ['\0', 'C-Space'],
    ['\n', 'C-j'],
    ['\x1bx', 'M-x'],
    ['\x1bé', 'M-é'],
    ['\x1b\r', 'M-Enter'],
    ['\x1b[', 'M-['],
    ['\x1bO', 'M-O'],
    ['\x1b]', 'M-]'],
    ['\x1b[A', 'Up'],
    ['\x1bOA', 'Up'],
    ['\x1b[1;5C', 'C-Right'],
    ['\x1b[1;4D', 'M-S-Left'],
    ['\x1b[H', 'Home'],
    ['\x1b[1~', 'Home'],
    ['\x1b[7~', 'Home'],
    ['\x1bOF', 'End'],
    ['\x1b[5~', 'PageUp'],
    ['\x1b[6;5~', 'C-PageDown'],
    ['\x1b[3~', 'Delete'],
    ['\x1b[3$', 'S-Delete'],
    ['\x1b[3^', 'C-Delete'],
    ['\x1b[a', 'S-Up'],
    ['\x1bOP', 'F1'],
    ['\x1b[P', 'F1'],
    ['\x1b[[B', 'F2'],
    ['\x1b[13~', 'F3'],
    ['\x1b[1;5R', 'C-F3'],
    ['\x1b[15;2~', 'S-F5'],
    ['\x1b[24~', 'F12'],
    ['\x1b[Z', 'S-Tab'],
    ['\x1b[27u', 'Escape'],
    ['\x1b[99;5u', 'C-c'],
    ['\x1b[13;2u', 'S-Enter'],
    ['\x1b[9;2u', 'S-Tab'],
    ['\x1b[120;3u', 'M-x'],
    ['\x1b[120;4u', 'M-X'],
    ['\x1b[97;6u', 'C-S-a'],
    ['\x1b[107;69u', 'C-k'],
    ['\x1b[1083::107;5u', 'C-k'],
    ['\x1b[57399u', '0'],
    ['\x1b[57414u', 'Enter'],
    ['\x1b[57419u', 'Up'],
    ['\x1b[27;5;9~', 'C-Tab'],
    ['\x1bOM', 'Enter'],
  ];

  it('[IN13] keys have one name, whatever protocol the terminal speaks', () => {
    for (const [bytes, key] of table) {
      expect([bytes, keysOf(eventsOf('grid', bytes))]).toEqual([bytes, [key]]);
    }
  });

  it('[IN14] a key cut anywhere is the same key', () => {
    for (const [text, key] of table) {
      const bytes = bytesOf(text);
      for (let cut = 1; cut < bytes.length; cut += 1) {
        expect(keysOf(eventsOf('grid', bytes.slice(0, cut), bytes.slice(cut)))).toEqual([key]);
      }
    }
  });

  it('[IN15] releases, modifier keys alone and unknown sequences are no keys', () => {
    const none = ['\x1b[97;5:3u', '\x1b[57441u', '\x1b[107;9u', '\x1b[99~', '\x1b[1;2y', '\x1b[3;'];
    for (const bytes of none) expect(eventsOf('grid', bytes)).toEqual([]);
  });

  it('[IN16] Esc and the key after it are two keys once the pause was long enough', () => {
    const reader = readerIn('grid');
    reader.read(bytesOf('\x1b'));
    expect(reader.events).toEqual([]);
    expect(reader.flushDelayMs()).toBe(escapeDelayMs);
    reader.flush();
    reader.read(bytesOf('x'));
    expect(keysOf(reader.events)).toEqual(['Escape', 'x']);
    expect(keysOf(eventsOf('grid', '\x1b\x1b[A'))).toEqual(['Escape', 'Up']);
  });

  it('[IN17] a paste comes whole, with line feeds; keys inside it are text', () => {
    const bytes = bytesOf('a\x1b[200~one\r\ntwo\rthree é漢\x1b[Aq\x11\x1b[201~b');
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(eventsOf('grid', bytes.slice(0, cut), bytes.slice(cut)).slice(1, -1)).toEqual([
        { type: 'paste', text: 'one\ntwo\nthree é漢\x1b[Aq\x11' },
      ]);
    }
  });

  it('[IN18] a paste without an end comes after 2 s of silence, or with Ctrl+C', () => {
    expect(pasteDelayMs).toBe(2000);
    const lost = [{ type: 'paste', text: 'lost' }];
    expect(eventsOf('grid', '\x1b[200~lo', 'st')).toEqual(lost);
    const reader = readerIn('grid');
    reader.read(bytesOf('\x1b[200~lost'));
    reader.read(bytesOf('\x03'));
    expect(reader.events).toEqual(lost);
    expect(reader.flushDelayMs()).toBeNull();
  });

  it('[IN19] bytes that are no text become U+FFFD, and hide no key after them', () => {
    expect(keysOf(eventsOf('grid', Uint8Array.of(0xff, 0x61, 0xc3, 0x28)))).toEqual([
      '\ufffd',
      'a',
      '\ufffd',
      '(',
    ]);
    expect(eventsOf('grid', Uint8Array.of(0xe6, 0xbc))).toEqual([]);
  });
});
