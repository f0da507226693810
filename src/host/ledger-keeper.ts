import type { AgentStep } from '../core/host/host-steps.ts';
import { type AgentStats, statsOf } from '../core/ledger/agent-stats.ts';
import { type Ledger, withStep } from '../core/ledger/ledger.ts';
import { ledgerFromSaved, savedLedgerText } from '../core/ledger/saved-ledger.ts';
import { errorText, isSystemError } from '../system/system-error.ts';
import type { Timers } from './timers.ts';
import { textIfAny, writeWhole } from './whole-file.ts';

/** What agents' time and tokens went into, kept on the disk. */
export type LedgerKeeper = {
  readonly note: (step: AgentStep, name: string) => void;
  /** From then (epoch ms) to now. */
  readonly stats: (since: number) => readonly AgentStats[];
  /** Resolves when all is on the disk, or could not be written. */
  readonly close: () => Promise<void>;
};

/** What a host that is killed loses. */
const writeEveryMs = 30_000;

/** Goes on with the ledger of the host before; one that cannot be read begins anew, for it is nobody's only copy. */
export async function ledgerKeeper(options: {
  readonly path: string;
  readonly timers: Timers;
  /** Epoch ms. */
  readonly now: () => number;
  /** A sentence; once. */
  readonly onProblem: (message: string) => void;
}): Promise<LedgerKeeper> {
  const { path, timers, now } = options;
  let ledger: Ledger = await savedLedger(path);
  let callOff: (() => void) | null = null;
  let hasFailed = false;

  const writeNow = async () => {
    callOff?.();
    callOff = null;
    try {
      await writeWhole(path, savedLedgerText(ledger, now()));
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (hasFailed) return;
      hasFailed = true;
      options.onProblem(
        `What agents' time went into cannot be kept in ${path} (${errorText(error)}). They go on; codex-grid stats will lack it after the host.`,
      );
    }
  };
  // One after the other: they would share the file aside.
  let last = Promise.resolve();
  const write = () => {
    last = last.then(writeNow);
    return last;
  };
  return {
    note(step, name) {
      const next = withStep(ledger, step, name);
      if (next === ledger) return;
      ledger = next;
      callOff ??= timers.later(writeEveryMs, () => void write());
    },
    stats: (since) => statsOf(ledger, { since, now: now() }),
    close: write,
  };
}

async function savedLedger(path: string): Promise<Ledger> {
  try {
    const text = await textIfAny(path);
    return (text === null ? null : ledgerFromSaved(text)) ?? [];
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}
