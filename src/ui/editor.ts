import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { editorArguments } from '../core/text/editor-arguments.ts';
import type { Environment } from '../wire/places.ts';

/** Every Unix has it. */
const lastResort = 'vi';

/** Runs the user's editor on the terminal until it ends; null, or the sentence that says what went wrong. */
export function runEditor(
  env: Environment,
  place: { readonly path: string; readonly line: number },
): Promise<string | null> {
  const editor = env['VISUAL'] || env['EDITOR'] || lastResort;
  const failed = (why: string) =>
    `Your editor "${editor}" ${why}. $VISUAL or $EDITOR says which it is.`;
  return new Promise((resolve) => {
    // What stands in the variable may have arguments of its own. Ctrl+C is the editor's, and its shell outlives it.
    const child = spawn(
      '/bin/sh',
      ['-c', `trap : INT QUIT; ${editor} "$@"`, editor, ...editorArguments(editor, place)],
      { stdio: 'inherit', env: { ...env }, cwd: dirname(place.path) },
    );
    child.once('error', (error) => resolve(failed(`could not be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(null);
      else resolve(failed(signal ? `was killed by ${signal}` : `ended with exit code ${code}`));
    });
  });
}
