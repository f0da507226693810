import type { TableLook } from './agent-table.ts';
import type { Surroundings } from './call.ts';
import { paintFor } from './paint.ts';

/** A table for the terminal that the command writes to, or for a file. */
export function lookOf({ stdout, env, homeFolder, now }: Surroundings): TableLook {
  return {
    columns: stdout.isTTY ? stdout.columns : null,
    now: now(),
    homeFolder,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    paint: paintFor(stdout, env),
  };
}
