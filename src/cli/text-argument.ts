import { buffer as bytesOf } from 'node:stream/consumers';
import type { Surroundings } from './call.ts';
import { failed, type Outcome } from './outcome.ts';

/** As the host has it. */
const limitBytes = 1024 * 1024;

/** A text that was given as an argument, or piped in where that is `-`; never empty. */
export async function textFrom(
  argument: string,
  stdin: Surroundings['stdin'],
): Promise<{ readonly text: string } | Outcome> {
  const text = argument === '-' ? pipedText(await bytesOf(stdin)) : argument;
  if (text === null) return failed('What came from stdin is not text in UTF-8; nothing was sent.');
  if (text.trim() === '') return failed('There is nothing to send: the text is empty.');
  const sizeBytes = Buffer.byteLength(text);
  if (sizeBytes <= limitBytes) return { text };
  return failed(
    `The text has ${(sizeBytes / limitBytes).toFixed(1)} MB, and codex takes 1 MB at most. Put it into a file, and tell the agent to read that.`,
  );
}

/** Without the end of its last line, which `echo` and editors add. Null when it is no text. */
function pipedText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
