import { describe, expect, it } from 'vitest';
import type { InputEvent } from '../../src/core/terminal/input-event.ts';
import { askTerminal, type TerminalAnswers } from '../../src/ui/color-query.ts';
import { keyboard } from '../../src/ui/keyboard.ts';
import { manualClock } from '../support/manual-clock.ts';

function openKeyboard(take: (event: InputEvent) => void = () => undefined) {
  const clock = manualClock(0);
  const events: InputEvent[] = [];
  const read = keyboard({
    clock,
    mode: () => 'grid',
    leaveKeys: () => ['Ctrl+Q'],
    emit(event) {
      events.push(event);
      take(event);
    },
  });
  const names = () => events.flatMap((event) => (event.type === 'key' ? [event.key.name] : []));
  return { clock, names, type: (text: string) => read(Buffer.from(text)) };
}

describe('the keyboard', () => {
  it('[IN25] what was held back is let go after its pause, unless more bytes come', () => {
    const { clock, names, type } = openKeyboard();
    type('\x1b');
    clock.advance(49);
    expect(names()).toEqual([]);
    clock.advance(1);
    expect(names()).toEqual(['Escape']);
    type('\x1b');
    clock.advance(40);
    type('[A');
    clock.advance(1000);
    expect(names()).toEqual(['Escape', 'Up']);
    expect(clock.alarms()).toEqual([]);
  });
});

describe('questions to the terminal', () => {
  /** A terminal that is asked at once, and what is known of it. */
  function asked() {
    const known: TerminalAnswers[] = [];
    const written: string[] = [];
    let take: (event: InputEvent) => void = () => undefined;
    const opened = openKeyboard((event) => take(event));
    take = askTerminal({
      clock: opened.clock,
      write: (bytes) => written.push(bytes),
      onAnswered: (answers) => known.push(answers),
    });
    return { ...opened, known, written };
  }

  it('[TM8] what the terminal says of itself is known at its last answer, or after 200 ms', () => {
    const full = asked();
    expect(full.written).toEqual(['\x1b]10;?\x1b\\\x1b]11;?\x1b\\\x1b[?u\x1b[c']);
    full.type('\x1b]10;rgb:ffff/ffff/ffff\x1b\\\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?0u');
    expect(full.known).toEqual([]);
    full.type('\x1b[?62c');
    const answers = { foreground: '#ffffff', background: '#000000', isKittySupported: true };
    expect(full.known).toEqual([answers]);
    full.clock.advance(1000);
    expect(full.known).toEqual([answers]);
    const mute = asked();
    mute.type('\x1b]11;rgb:1111/2222/3333\x07');
    mute.clock.advance(199);
    expect(mute.known).toEqual([]);
    mute.clock.advance(1);
    mute.type('\x1b[?62c');
    expect(mute.known).toEqual([
      { foreground: null, background: '#112233', isKittySupported: false },
    ]);
  });

  it('[TM9] nothing typed meanwhile is lost', () => {
    const { names, type } = asked();
    type('a\x1b]11;rgb:1111/22');
    type('22/3333\x07b\x1b[?62cc');
    expect(names()).toEqual(['a', 'b', 'c']);
  });
});
