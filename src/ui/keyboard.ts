import { type InputReaderOptions, inputReader } from '../core/terminal/input-reader.ts';
import type { Clock } from './pacer.ts';

/** An input reader that lets go by itself of what it held back in vain. Takes the terminal's bytes in any cuts. */
export function keyboard(
  options: InputReaderOptions & { readonly clock: Clock },
): (bytes: Uint8Array) => void {
  const reader = inputReader(options);
  let cancel: () => void = () => undefined;
  return (bytes) => {
    cancel();
    reader.read(bytes);
    const delayMs = reader.flushDelayMs();
    cancel = delayMs === null ? () => undefined : options.clock.after(delayMs, reader.flush);
  };
}
