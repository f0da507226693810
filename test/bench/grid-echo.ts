import { setTimeout as sleep } from 'node:timers/promises';
import { compare, type Measures } from './grid-comparison.ts';
import { type Contender, showPanes } from './grid-contender.ts';
import type { CountingTerminal } from './grid-terminal.ts';

const keys = 100;
const keyLimitMs = 5_000;
const lostKeysLimit = 5;

/** Compilers and queues have settled by then. */
const settlingMs = 3_000;

/**
 * From a key to its echo in one of 16 panes. Goals: under flood a median of 0.6 and a p95 of 0.7 of tmux's,
 * under 20 ms; beside spinners a p95 under 10 ms.
 */
export async function run(): Promise<void> {
  await compare(async (withContender) => {
    const flooded = await withContender((contender) => echoes(contender, 'flood'));
    const spinning = await withContender((contender) => echoes(contender, 'spin'));
    return { ...named('15 flood', flooded), ...named('15 spin', spinning) };
  });
}

async function echoes(contender: Contender, others: 'flood' | 'spin'): Promise<readonly number[]> {
  const panes = [
    { part: 'echo', count: 1 },
    { part: others, count: 15 },
  ] as const;
  const terminal = await showPanes(contender, panes);
  await contender.typeIntoFirst(terminal);
  await contender.openGate();
  await sleep(settlingMs);
  const delaysMs: number[] = [];
  let lostKeys = 0;
  for (let key = 0; key < keys; key += 1) {
    const delayMs = await echoDelay(terminal, key);
    delaysMs.push(delayMs);
    if (delayMs >= keyLimitMs) lostKeys += 1;
    if (lostKeys > lostKeysLimit) throw new Error(`${lostKeys} of ${key + 1} keys had no echo`);
    // Uneven, so that keys do not fall in step with frames.
    await sleep(25 + ((key * 7) % 20));
  }
  return delaysMs.toSorted((left, right) => left - right);
}

/** A key that has no echo counts as the limit. */
async function echoDelay(terminal: CountingTerminal, key: number): Promise<number> {
  // Latin letters with marks: nobody else writes them, and none comes twice.
  const letter = String.fromCharCode(0x100 + key);
  const startedAt = performance.now();
  const echoed = terminal.arrival([letter], keyLimitMs);
  terminal.type(letter);
  return echoed.then(
    (at) => at - startedAt,
    () => keyLimitMs,
  );
}

function named(situation: string, sortedMs: readonly number[]): Measures {
  const at = (share: number) => sortedMs[Math.floor((sortedMs.length - 1) * share)] ?? 0;
  return {
    [`${situation}: p50, ms`]: at(0.5),
    [`${situation}: p95, ms`]: at(0.95),
    [`${situation}: max, ms`]: at(1),
  };
}
