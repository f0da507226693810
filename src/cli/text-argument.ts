import { buffer as bytesOf } from 'node:stream/consumers';
import { promptProblem, promptText } from '../core/prompts/prompt-text.ts';
import type { Surroundings } from './call.ts';
import { failed, type Outcome } from './outcome.ts';

/** A text that was given as an argument, or piped in where that is `-`: one that can be sent. */
export async function textFrom(
  argument: string,
  stdin: Surroundings['stdin'],
): Promise<{ readonly text: string } | Outcome> {
  const text = argument === '-' ? pipedText(await bytesOf(stdin)) : argument;
  if (text === null) return failed('What came from stdin is not text in UTF-8; nothing was sent.');
  const problem = promptProblem(promptText(text));
  return problem === null ? { text } : failed(problem);
}

/** Null when it is none. */
function pipedText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
