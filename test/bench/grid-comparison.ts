import type { Contender } from './grid-contender.ts';
import { ourContender } from './grid-ours.ts';
import { hasTmux, tmuxContender } from './grid-tmux.ts';

/** What was measured, by its name with its unit. */
export type Measures = Readonly<Record<string, number>>;

/** Opens a fresh contender for each measurement, and closes it. */
export type WithContender = <Result>(
  measure: (contender: Contender) => Promise<Result>,
) => Promise<Result>;

const rounds = 3;

/** Prints the medians of both, and ours over tmux's. */
export async function compare(
  measure: (withContender: WithContender) => Promise<Measures>,
): Promise<void> {
  if (process.platform !== 'linux') {
    console.log('  Only on Linux: CPU time is read from /proc.');
    return;
  }
  const tmuxIsThere = hasTmux();
  const ours: Measures[] = [];
  const theirs: Measures[] = [];
  // In turn, so that a busy moment of the machine meets both.
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await measure((work) => withOpen(ourContender, work)));
    if (tmuxIsThere) theirs.push(await measure((work) => withOpen(tmuxContender, work)));
  }
  const table = Object.keys(ours[0] ?? {}).map((name) => {
    const [our, their] = [medianOf(ours, name), medianOf(theirs, name)];
    const tmux = tmuxIsThere ? (their ?? 'has no such thing') : 'not installed';
    const ratio = our && their ? rounded(our / their) : '-';
    return [name, { 'codex-grid': our, tmux, ratio }] as const;
  });
  console.table(Object.fromEntries(table));
}

/** Whatever happens, even Ctrl+C, nothing that was started goes on. */
async function withOpen<Result>(
  open: () => Contender,
  work: (contender: Contender) => Promise<Result>,
): Promise<Result> {
  const contender = open();
  const stop = () => {
    contender.close();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  try {
    return await work(contender);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
    contender.close();
  }
}

function medianOf(runs: readonly Measures[], name: string): number | null {
  const sorted = runs.flatMap((run) => run[name] ?? []).toSorted((left, right) => left - right);
  const median = sorted[Math.floor(sorted.length / 2)];
  return median === undefined ? null : rounded(median);
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
