/**
 * How many runs a property is tried with. The suite always tries the same ones, so that it passes or fails for
 * what was changed; `CODEX_GRID_RUNS` times as many are others each time, and `CODEX_GRID_SEED` brings them back:
 * a failure prints its seed.
 */
export function runs(inTheSuite: number): { readonly numRuns: number; readonly seed?: number } {
  const { CODEX_GRID_RUNS: times, CODEX_GRID_SEED: seed } = process.env;
  const numRuns = inTheSuite * Number(times ?? 1);
  if (seed !== undefined) return { numRuns, seed: Number(seed) };
  return times === undefined ? { numRuns, seed: 1 } : { numRuns };
}
