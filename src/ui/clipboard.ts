import { spawn } from 'node:child_process';
import type { Environment } from '../wire/places.ts';

/** What stands between this program and the terminal that has the clipboard. */
export type Multiplexer = 'none' | 'tmux' | 'screen';

/** How far screen takes a control string; longer ones come in pieces. */
const screenPieceLength = 76;

/**
 * What puts text on the clipboard of the outer terminal's user, also over ssh: OSC 52. Terminals that do not know it,
 * or are told not to obey, drop it without a word. A tmux takes it for itself, or hands it on, as it is set up: both
 * forms are sent.
 */
export function clipboardBytes(text: string, within: Multiplexer): string {
  const encoded = Buffer.from(text).toString('base64');
  switch (within) {
    case 'none':
      return `\x1b]52;c;${encoded}\x1b\\`;
    case 'tmux':
      return `\x1b]52;c;${encoded}\x07\x1bPtmux;\x1b\x1b]52;c;${encoded}\x07\x1b\\`;
    case 'screen': {
      const pieces = encoded.match(new RegExp(`.{1,${screenPieceLength}}`, 'g')) ?? [];
      return `\x1bP\x1b]52;c;${pieces.join('\x1b\\\x1bP')}\x07\x1b\\`;
    }
    default:
      return within satisfies never;
  }
}

export function multiplexerOf(environment: Environment): Multiplexer {
  if (environment['TMUX']) return 'tmux';
  return environment['STY'] ? 'screen' : 'none';
}

/** As tmux is set up at first it obeys no program within it, but its own command; older ones lack the option. */
export function copyTo(write: (bytes: string) => void, text: string, within: Multiplexer): void {
  if (within !== 'tmux') {
    write(clipboardBytes(text, within));
    return;
  }
  const tmux = spawn('tmux', ['load-buffer', '-w', '-'], { stdio: ['pipe', 'ignore', 'ignore'] });
  let isDone = false;
  const fallBack = () => {
    if (!isDone) write(clipboardBytes(text, within));
    isDone = true;
  };
  tmux.on('error', fallBack);
  tmux.on('close', (code) => (code === 0 ? undefined : fallBack()));
  // A tmux that ends before it has read everything tells so by its exit code.
  tmux.stdin.on('error', () => undefined);
  tmux.stdin.end(text);
}
