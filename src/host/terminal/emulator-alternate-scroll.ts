import type { Terminal } from '@xterm/headless';

const alternateScroll = 1007;

/**
 * Whether the program asked for arrow keys in the place of the wheel, and is on the alternate screen, where this holds.
 * @xterm/headless 6.0.0 does not follow the mode.
 */
export function followAlternateScroll(terminal: Terminal): () => boolean {
  let isAsked = false;
  const { parser } = terminal;
  const take = (asked: boolean) => (given: readonly (number | readonly number[])[]) => {
    if (given.includes(alternateScroll)) isAsked = asked;
    // Other modes of the same sequence are xterm's.
    return false;
  };
  parser.registerCsiHandler({ prefix: '?', final: 'h' }, take(true));
  parser.registerCsiHandler({ prefix: '?', final: 'l' }, take(false));
  parser.registerEscHandler({ final: 'c' }, () => {
    isAsked = false;
    return false;
  });
  return () => isAsked && terminal.buffer.active.type === 'alternate';
}
