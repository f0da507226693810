import { execFile } from 'node:child_process';
import { type DesktopCommand, desktopCommands } from '../core/notices/desktop-commands.ts';
import type { HostLog } from './host-log.ts';

/** A desktop that does not answer is not waited for. */
const limitMs = 10_000;

/** Shows lines on the desktop by the first program for it that works; where none does, nothing happens. */
export function desktopTeller({
  env,
  platform,
  log,
}: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly log: HostLog;
}): (text: string) => void {
  const run = ([command, ...others]: readonly DesktopCommand[]): void => {
    if (!command) return;
    execFile(command.file, [...command.words], { env, timeout: limitMs }, (error) => {
      if (!error) return;
      // The message of the error repeats the text.
      log('desktop-untold', { program: command.file, code: error.code ?? null });
      run(others);
    });
  };
  return (text) => run(desktopCommands(text, { platform, env }));
}
