import type { TerminalWay } from '../core/notices/terminal-ways.ts';
import type { Multiplexer } from './clipboard.ts';

/** Nobody's name, so that a desktop shows whose notification it is. */
const title = 'codex-grid';

/**
 * What makes the outer terminal tell its user, in each of these ways. `text` is plain. A multiplexer in between
 * hands notifications on only if they are wrapped for it; tmux may be told not to.
 */
export function newsBytes(ways: readonly TerminalWay[], text: string, within: Multiplexer): string {
  const wrap = (bytes: string) => wrappedFor(within, bytes);
  return ways
    .map((way) => {
      switch (way) {
        case 'bell':
          return '\x07';
        case 'osc9':
          return wrap(`\x1b]9;${text}\x07`);
        case 'osc777':
          // A semicolon ends the title alone: the text is the last part.
          return wrap(`\x1b]777;notify;${title};${text}\x07`);
        default:
          return way satisfies never;
      }
    })
    .join('');
}

function wrappedFor(within: Multiplexer, bytes: string): string {
  switch (within) {
    case 'none':
      return bytes;
    case 'tmux':
      return `\x1bPtmux;${bytes.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`;
    case 'screen':
      return `\x1bP${bytes}\x1b\\`;
    default:
      return within satisfies never;
  }
}
