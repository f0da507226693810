import { setTimeout as wait } from 'node:timers/promises';
import { isSystemError } from '../system/system-error.ts';
import type { Places } from '../wire/places.ts';
import { type Connection, connectToHost, type Introduction } from './connect.ts';
import { type HostProcess, runningHostProcess } from './host-process.ts';

/** A host that starts listens, and one that ends is gone, within less on a busy machine. */
const reachLimitMs = 5000;

/**
 * Connects to the host that runs, if any. One whose socket was taken away (systemd removes `/run/user/UID` at logout)
 * still has its agents: it is asked for another socket.
 */
export async function reachHost(
  places: Places,
  introduction: Introduction,
  limitMs: number = reachLimitMs,
): Promise<Connection> {
  const connection = await connectToHost(places.socket, introduction);
  if (connection.type !== 'nobody') return connection;
  const found = await runningHostProcess(places);
  if (found === null) return connection;
  askForSocket(found);
  const limit = AbortSignal.timeout(limitMs);
  for (let delayMs = 5; found.isRunning(); delayMs = Math.min(100, delayMs * 1.5)) {
    const again = await connectToHost(places.socket, introduction);
    if (again.type !== 'nobody') return again;
    if (limit.aborted) return { type: 'problem', message: unreachable(places, found) };
    await wait(delayMs);
  }
  return connectToHost(places.socket, introduction);
}

function askForSocket({ pid }: HostProcess): void {
  try {
    process.kill(pid, 'SIGHUP');
  } catch (error) {
    // It ended meanwhile.
    if (!isSystemError(error)) throw error;
  }
}

function unreachable({ socket }: Places, { pid }: HostProcess): string {
  return `The host, process ${pid}, runs, but does not listen on ${socket}. To end it, and its agents with it: codex-grid host stop. Their sessions can be resumed.`;
}
