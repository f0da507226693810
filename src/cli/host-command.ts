import { setTimeout as wait } from 'node:timers/promises';
import { runningHostProcess } from '../client/host-process.ts';
import { findPlaces } from '../client/places-on-disk.ts';
import { ageLabel } from '../core/agent/ages.ts';
import type { HostStatus } from '../core/host/host-commands.ts';
import { isErrorCode } from '../system/system-error.ts';
import type { Call, Surroundings } from './call.ts';
import { connectToRunning, withHost } from './host-access.ts';
import { done, failed, jsonText, type Outcome } from './outcome.ts';
import { isStatus } from './replies.ts';

export function hostStatus(call: Call, surroundings: Surroundings): Promise<Outcome> {
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'status' }, isStatus, (status) =>
        done(call.options['json'] ? jsonText(status) : statusText(status, surroundings.now())),
      ),
    without: () => Promise.resolve(failed('No host is running. codex-grid starts one.')),
  });
}

function statusText(status: HostStatus, now: number): string {
  const { codex } = status;
  const age = ageLabel(status.startedAt, now);
  return [
    `host      codex-grid ${status.version}, process ${status.pid}`,
    `started   ${age === 'now' ? 'just now' : `${age} ago`}`,
    `state     ${status.stateFolder}`,
    `codex     ${'problem' in codex ? codex.problem : `${codex.version ?? 'unknown version'}, ${codex.path}`}`,
    '',
  ].join('\n');
}

/** Longer than the host gives agents to end before it kills them. */
const endLimitMs = 20_000;

export async function stopHost(_call: Call, surroundings: Surroundings): Promise<Outcome> {
  const places = await findPlaces(surroundings);
  if ('problem' in places) return failed(places.problem);
  const connection = await connectToRunning(places);
  if (connection.type === 'nobody') return done('no host was running\n');
  const found = await runningHostProcess(places);
  if (connection.type === 'connected') {
    const reply = await connection.host.request({ type: 'stopHost' });
    connection.host.close();
    // The link may break before the reply is through: the host ends right behind it.
    if (!reply.ok && found?.isRunning()) return failed(reply.error.message);
  } else if (found) {
    // It does not understand us, or hangs: SIGTERM asks the same of it, and reaches a stopped one once it goes on.
    signalIfThere(found.pid, 'SIGTERM');
    signalIfThere(found.pid, 'SIGCONT');
  } else {
    return failed(connection.message);
  }
  if (found && !(await ended(found.isRunning))) {
    return failed(
      `The host, process ${found.pid}, has not ended after ${endLimitMs / 1000} seconds. End it with: kill -9 ${found.pid}`,
    );
  }
  return done('stopped the host\n');
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended meanwhile, which is all that is wanted.
    if (!isErrorCode(error, 'ESRCH')) throw error;
  }
}

async function ended(isRunning: () => boolean): Promise<boolean> {
  const limit = AbortSignal.timeout(endLimitMs);
  while (isRunning()) {
    if (limit.aborted) return false;
    await wait(20);
  }
  return true;
}
