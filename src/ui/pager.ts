import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Environment } from '../wire/places.ts';

const lastResort = 'less';

/**
 * Shows a text in the user's pager on the terminal until it ends, however long the text is; null, or the sentence
 * that says what went wrong.
 */
export async function runPager(
  env: Environment,
  text: AsyncIterable<string>,
): Promise<string | null> {
  const pager = env['PAGER'] || lastResort;
  // What stands in the variable may have arguments of its own. Ctrl+C is the pager's, and its shell outlives it.
  const child = spawn('/bin/sh', ['-c', `trap : INT QUIT; ${pager}`], {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...env },
  });
  const ended = new Promise<string | null>((resolve) => {
    const failed = (why: string) =>
      resolve(`Your pager "${pager}" ${why}. $PAGER says which it is.`);
    child.once('error', (error) => failed(`could not be started: ${error.message}`));
    child.once('close', (code) => (code === 127 ? failed('was not found') : resolve(null)));
  });
  // Most people leave before they have seen all.
  child.stdin.on('error', () => undefined);
  const isOver = ended.then(() => true);
  for await (const part of text) {
    if (!child.stdin.writable) break;
    if (child.stdin.write(part)) continue;
    await Promise.race([once(child.stdin, 'drain').catch(() => undefined), isOver]);
  }
  child.stdin.end();
  return ended;
}
