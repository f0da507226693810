import type { Terminal } from '@xterm/headless';
import { paletteRgb } from '../../core/terminal/color-depth.ts';
import {
  changed,
  flagsOf,
  type KittyFlags,
  legacyKeyboard,
  popped,
  pushed,
} from '../../core/terminal/kitty-keyboard.ts';

/** `#rrggbb`. */
export type TerminalColors = { readonly foreground: string; readonly background: string };

/** Until a screen has told its terminal's colours: most terminals are dark. */
export const darkColors: TerminalColors = { foreground: '#d4d4d4', background: '#1e1e1e' };

export type QueryOptions = {
  readonly colors: () => TerminalColors;
  readonly now: () => number;
  /** Bytes that the program reads as if its terminal had typed them. */
  readonly onReply: (reply: string) => void;
};

/**
 * Codex asks five questions at its start; a program that asks without end is not worth the answers.
 */
const replyLimitBytes = 4096;
const replyWindowMs = 1000;

/**
 * Answers what @xterm/headless 6.0.0 leaves unanswered; returns the kitty keyboard flags in force.
 */
export function answerQueries(terminal: Terminal, options: QueryOptions): () => number {
  const reply = cappedReplies(options);
  const { parser } = terminal;
  terminal.onData(reply);
  parser.registerOscHandler(10, (payload) => answerColors(10, payload, options.colors(), reply));
  parser.registerOscHandler(11, (payload) => answerColors(11, payload, options.colors(), reply));
  parser.registerOscHandler(12, (payload) => answerColors(12, payload, options.colors(), reply));
  parser.registerOscHandler(4, (payload) => answerPalette(payload, reply));
  parser.registerCsiHandler({ prefix: '>', final: 'q' }, () => {
    reply('\x1bP>|codex-grid\x1b\\');
    return true;
  });
  return followKittyKeyboard(terminal, reply);
}

function followKittyKeyboard(terminal: Terminal, reply: (text: string) => void): () => number {
  let keyboard = legacyKeyboard;
  const { parser } = terminal;
  const screen = () => (terminal.buffer.active.type === 'alternate' ? 'alternate' : 'main');
  const flags = () => flagsOf(keyboard[screen()]);
  const change = (next: (stack: KittyFlags) => KittyFlags) => {
    keyboard = { ...keyboard, [screen()]: next(keyboard[screen()]) };
    return true;
  };
  parser.registerCsiHandler({ prefix: '?', final: 'u' }, () => {
    reply(`\x1b[?${flags()}u`);
    return true;
  });
  parser.registerCsiHandler({ prefix: '>', final: 'u' }, (given) =>
    change((stack) => pushed(stack, parameter(given, 0))),
  );
  parser.registerCsiHandler({ prefix: '<', final: 'u' }, (given) =>
    change((stack) => popped(stack, parameter(given, 0))),
  );
  parser.registerCsiHandler({ prefix: '=', final: 'u' }, (given) =>
    change((stack) => changed(stack, parameter(given, 0), parameter(given, 1))),
  );
  parser.registerEscHandler({ final: 'c' }, () => {
    keyboard = legacyKeyboard;
    return false;
  });
  return flags;
}

function parameter(given: readonly (number | readonly number[])[], index: number): number {
  const value = given[index];
  return typeof value === 'number' ? value : 0;
}

function cappedReplies({ now, onReply }: QueryOptions): (text: string) => void {
  let windowStartedAt = Number.NEGATIVE_INFINITY;
  let sentBytes = 0;
  return (text) => {
    if (now() - windowStartedAt >= replyWindowMs) {
      windowStartedAt = now();
      sentBytes = 0;
    }
    sentBytes += text.length;
    if (sentBytes <= replyLimitBytes) onReply(text);
  };
}

/**
 * `OSC 10 ; ? ; ?` asks for the colours 10 and 11 in turn. What sets a colour is kept from
 * everyone.
 */
function answerColors(
  first: number,
  payload: string,
  colors: TerminalColors,
  reply: (text: string) => void,
): boolean {
  for (const [offset, part] of payload.split(';').slice(0, 3).entries()) {
    const which = first + offset;
    if (part !== '?' || which > 12) continue;
    const color = which === 11 ? colors.background : colors.foreground;
    reply(`\x1b]${which};${xColor(Number.parseInt(color.slice(1), 16))}\x1b\\`);
  }
  return true;
}

/** `OSC 4 ; index ; ?`, several in one. */
function answerPalette(payload: string, reply: (text: string) => void): boolean {
  for (const [, index = ''] of payload.matchAll(/(\d{1,3});\?/g)) {
    if (Number(index) < 256) reply(`\x1b]4;${index};${xColor(paletteRgb(Number(index)))}\x1b\\`);
  }
  return true;
}

/** `rgb` is 0xRRGGBB; X11 wants each part with four digits. */
function xColor(rgb: number): string {
  const digits = (rgb & 0xff_ffff).toString(16).padStart(6, '0');
  return `rgb:${(digits.match(/../g) ?? []).map((part) => part + part).join('/')}`;
}
