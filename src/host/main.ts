import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { errorText, isSystemError } from '../system/system-error.ts';
import { type HostProcess, type RunningHost, runHost } from './host-process.ts';

process.title = 'codex-grid host';
let running: RunningHost | null = null;
let isAskedToStop = false;

function stop(): void {
  // Asked twice: at once.
  if (isAskedToStop) process.exit(1);
  isAskedToStop = true;
  running?.stop();
}

/** What the system refuses at the start is for a person to mend, not for us. */
async function startedOrWhyNot(given: HostProcess): Promise<RunningHost | string> {
  try {
    return await runHost(given);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const what = error.path === undefined ? '' : `${error.path}: `;
    return `The host cannot use what is in its state folder: ${what}${errorText(error)}. Make room or rights there, or set CODEX_GRID_STATE_DIR to another folder.`;
  }
}

function fail(error: unknown): void {
  if (running) running.fail(error);
  else throw error;
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// From a client that finds no socket. The terminal that the host was started from may go; the host stays.
process.on('SIGHUP', () => running?.listenAgain());
// Node would open a debugger's port.
process.on('SIGUSR1', () => undefined);
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const host = await startedOrWhyNot({
  env: process.env,
  homeFolder: homedir(),
  userId: process.getuid?.() ?? 0,
  pid: process.pid,
  platform: process.platform,
  architecture: process.arch,
  programFile: import.meta.filename,
  // Seen from dist/, where the program is bundled to.
  hooksFolder: join(import.meta.dirname, '../hooks'),
  now: Date.now,
  newId: () => randomBytes(6).toString('hex'),
  exit: (code) => process.exit(code),
});
if (typeof host === 'string') {
  process.stderr.write(`${host}\n`);
  process.exit(1);
}
running = host;
if (isAskedToStop) host.stop();
