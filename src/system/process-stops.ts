import { constants } from 'node:os';
import { statFields } from './process-stat.ts';

/** A process that job control or a debugger has stopped. `signal` is its name where the system tells. */
export type ProcessStop = { readonly signal: string | null };

type Watched = { stop: ProcessStop | null; readonly onChange: (stop: ProcessStop | null) => void };

const watched = new Map<number, Watched>();

/**
 * Tells when a child of this process is stopped and, with null, when it goes on, until the returned function is
 * called. The kernel sends SIGCHLD at both, so that nothing is asked while nothing happens. Where there is no
 * /proc nothing is ever told.
 */
export function watchStops(pid: number, onChange: (stop: ProcessStop | null) => void): () => void {
  if (watched.size === 0) process.on('SIGCHLD', look);
  watched.set(pid, { stop: null, onChange });
  return () => {
    watched.delete(pid);
    if (watched.size === 0) process.off('SIGCHLD', look);
  };
}

/** Which child it was the signal does not say, and two signals may come as one. */
function look(): void {
  for (const [pid, one] of watched) {
    const stop = stopOf(pid);
    // Its threads stop one after the other, and the signal is not told before the last.
    if (stop === 'over' || stop?.signal === one.stop?.signal) continue;
    one.stop = stop;
    one.onChange(stop);
  }
}

/** Null for one that goes on; `over` also for one that a signal is about to end. */
function stopOf(pid: number): ProcessStop | null | 'over' {
  const fields = statFields(pid);
  const signal = signalIn(fields);
  const [state = 'X'] = fields;
  if (state === 'T' || state === 't') return { signal };
  return state === 'Z' || state === 'X' || signal !== null ? 'over' : null;
}

/** The last field; 0 where it is not for us to know. */
function signalIn(fields: readonly string[]): string | null {
  const number = Number(fields.at(-1));
  const known = Object.entries(constants.signals).find(([, value]) => value === number);
  return known?.[0] ?? null;
}
