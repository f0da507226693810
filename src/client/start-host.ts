import { type ChildProcess, spawn } from 'node:child_process';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { takeProcessLock } from '../system/process-lock.ts';
import { errorText } from '../system/system-error.ts';
import type { Environment, Places } from '../wire/places.ts';
import { type Connection, connectToHost, type Introduction } from './connect.ts';
import { makePlaces, runtimeFolderOf } from './places-on-disk.ts';
import { reachHost } from './reach-host.ts';

export type HostStart = {
  readonly places: Places;
  readonly introduction: Introduction;
  /** The Node binary and the host's entry file, absolute. */
  readonly nodePath: string;
  readonly hostEntry: string;
  readonly env: Environment;
  readonly userId: number;
  readonly ownPid: number;
};

/** A host listens within 100 ms on an idle machine; twenty starting at once on two busy cores need seconds. */
const startLimitMs = 10_000;

/** Connects to the running host, or starts one first. */
export async function startHost(
  start: HostStart,
): Promise<Exclude<Connection, { type: 'nobody' }>> {
  const running = await reachHost(start.places, start.introduction);
  if (running.type !== 'nobody') return running;
  const unusable = await makePlaces(start.places, start.userId);
  if (unusable) return { type: 'problem', message: unusable };
  const limit = AbortSignal.timeout(startLimitMs);
  while (!limit.aborted) {
    const connection = await tryOnce(start, limit);
    if (connection.type !== 'nobody') return connection;
    await wait(25);
  }
  return { type: 'problem', message: `${notListening(start)} Its log is ${start.places.hostLog}.` };
}

function notListening({ places }: HostStart): string {
  return `The host does not listen on ${places.socket} after ${startLimitMs / 1000} seconds.`;
}

/** `nobody` when another process has the lock and its host does not listen yet. */
async function tryOnce(start: HostStart, limit: AbortSignal): Promise<Connection> {
  const { places, introduction } = start;
  try {
    // Of many that start at once, one starts the host.
    const lock = takeProcessLock(places.startLock, start.ownPid);
    if ('heldBy' in lock) return await connectToHost(places.socket, introduction);
    try {
      const running = await connectToHost(places.socket, introduction);
      return running.type === 'nobody' ? await spawnHost(start, limit) : running;
    } finally {
      lock.release();
    }
  } catch (error) {
    return {
      type: 'problem',
      message: `The host could not be started in ${places.stateFolder}: ${errorText(error)}.`,
    };
  }
}

async function spawnHost(start: HostStart, limit: AbortSignal): Promise<Connection> {
  const { places } = start;
  const log = await open(places.hostLog, 'a', 0o600);
  try {
    const logStart = (await log.stat()).size;
    // A host outlives the folder it was started in, and a debugger port nobody asked for (SIGUSR1) is a door.
    const child = spawn(start.nodePath, ['--disable-sigusr1', start.hostEntry], {
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: {
        ...start.env,
        CODEX_GRID_STATE_DIR: places.stateFolder,
        XDG_RUNTIME_DIR: runtimeFolderOf(places),
      },
    });
    child.unref();
    const connection = await listening(child, start, limit);
    if (connection.type !== 'nobody') return connection;
    return {
      type: 'problem',
      message: hasEnded(child)
        ? `The host ended at once. ${await lastLines(places.hostLog, logStart)}`
        : `${notListening(start)} ${await lastLines(places.hostLog, logStart)}`,
    };
  } finally {
    await log.close();
  }
}

async function listening(
  child: ChildProcess,
  { places, introduction }: HostStart,
  limit: AbortSignal,
): Promise<Connection> {
  // What cannot be started has no pid; without a listener the error would be an uncaught one.
  child.once('error', () => undefined);
  for (let delayMs = 5; !limit.aborted; delayMs = Math.min(100, delayMs * 1.5)) {
    // Asked before connecting: a host that finds another one running ends, and that other one answers.
    const ended = hasEnded(child);
    const connection = await connectToHost(places.socket, introduction);
    if (connection.type !== 'nobody' || ended) return connection;
    await wait(delayMs);
  }
  return { type: 'nobody' };
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** An uncaught error of Node's is about ten lines, its message near the top. */
const shownLines = 14;
const shownBytes = 4096;

/** What the host wrote since the log had `from` bytes, cut down to its end. */
async function lastLines(path: string, from: number): Promise<string> {
  let log: FileHandle | null = null;
  try {
    log = await open(path, 'r');
    const { size } = await log.stat();
    const start = Math.max(from, size - shownBytes);
    const { buffer, bytesRead } = await log.read(Buffer.alloc(shownBytes), 0, shownBytes, start);
    const lines = buffer.toString('utf8', 0, bytesRead).trim().split('\n').slice(-shownLines);
    if (lines.join('') === '') return `It wrote nothing to its log, ${path}.`;
    return `The end of its log, ${path}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  } catch (error) {
    return `Its log ${path} cannot be read: ${errorText(error)}.`;
  } finally {
    await log?.close();
  }
}
