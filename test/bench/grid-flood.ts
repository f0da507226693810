import { compare } from './grid-comparison.ts';
import { type Contender, cpuSeconds, doneLetter, lettersOf, showPanes } from './grid-contender.ts';

const limitMs = 120_000;

/** Every pane writes 20 MB of a coloured log. Goals: drained in 0.85 of tmux's time, with 0.6 of its bytes. */
export async function run(): Promise<void> {
  await compare(async (withContender) => {
    const measures: Record<string, number> = {};
    for (const count of [1, 4, 9]) {
      const drained = await withContender((contender) => drain(contender, count));
      measures[`${count} x 20 MB: drained, s`] = drained.seconds;
      measures[`${count} x 20 MB: CPU, s`] = drained.cpuSeconds;
      measures[`${count} x 20 MB: to the terminal, MB`] = drained.megabytes;
    }
    return measures;
  });
}

async function drain(contender: Contender, count: number) {
  const terminal = await showPanes(contender, [{ part: 'log', count }]);
  const pids = contender.pids();
  const [cpuBefore, bytesBefore] = [cpuSeconds(pids), terminal.bytesWritten()];
  const startedAt = performance.now();
  const shown = terminal.arrival(lettersOf(count, doneLetter), limitMs);
  await contender.openGate();
  return {
    seconds: ((await shown) - startedAt) / 1000,
    cpuSeconds: cpuSeconds(pids) - cpuBefore,
    megabytes: (terminal.bytesWritten() - bytesBefore) / 1e6,
  };
}
