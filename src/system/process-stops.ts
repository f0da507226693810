import { constants } from 'node:os';
import { statFields } from './process-stat.ts';

/** A process that job control or a debugger has stopped. `signal` is its name where the system tells. */
export type ProcessStop = { readonly signal: string | null };

type Watched = { isStopped: boolean; readonly onChange: (stop: ProcessStop | null) => void };

const watched = new Map<number, Watched>();

/**
 * Tells when a child of this process is stopped and, with null, when it goes on, until the returned function is
 * called. The kernel sends SIGCHLD at both, so that nothing is asked while nothing happens. Where there is no
 * /proc nothing is ever told.
 */
export function watchStops(pid: number, onChange: (stop: ProcessStop | null) => void): () => void {
  if (watched.size === 0) process.on('SIGCHLD', look);
  watched.set(pid, { isStopped: false, onChange });
  return () => {
    watched.delete(pid);
    if (watched.size === 0) process.off('SIGCHLD', look);
  };
}

/** Which child it was the signal does not say, and two signals may come as one. */
function look(): void {
  for (const [pid, one] of watched) {
    const stop = stopOf(pid);
    if ((stop !== null) === one.isStopped) continue;
    one.isStopped = stop !== null;
    one.onChange(stop);
  }
}

const stoppedStates = ['T', 't'];

/** The last field is the signal; 0 where that is not for us to know. */
function stopOf(pid: number): ProcessStop | null {
  const fields = statFields(pid);
  if (!stoppedStates.includes(fields[0] ?? '')) return null;
  const number = Number(fields.at(-1));
  const known = Object.entries(constants.signals).find(([, value]) => value === number);
  return { signal: known?.[0] ?? null };
}
