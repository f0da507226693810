import { setTimeout as sleep } from 'node:timers/promises';
import { compare } from './grid-comparison.ts';
import { type Contender, cpuSeconds, showPanes } from './grid-contender.ts';

/** The first seconds of a Node process cost two or three times what the later ones do. */
const settlingMs = 5_000;
const measuredMs = 10_000;

/** Sixteen agents at work, drawing 30 frames a second each. Goals: twice tmux's CPU, 0.6 of its bytes. */
export async function run(): Promise<void> {
  await compare((withContender) => withContender(spin));
}

async function spin(contender: Contender) {
  const terminal = await showPanes(contender, [{ part: 'spin', count: 16 }]);
  await sleep(settlingMs);
  const pids = contender.pids();
  const startedAt = performance.now();
  const [cpuBefore, bytesBefore] = [cpuSeconds(pids), terminal.bytesWritten()];
  await sleep(measuredMs);
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    '16 x 30 Hz: CPU, % of a core': (100 * (cpuSeconds(pids) - cpuBefore)) / seconds,
    '16 x 30 Hz: to the terminal, kB/s': (terminal.bytesWritten() - bytesBefore) / 1000 / seconds,
  };
}
