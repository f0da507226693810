/**
 * How many runs a property is tried with: `CODEX_GRID_RUNS` times as many as in the suite, and with the seed
 * of `CODEX_GRID_SEED`. A failure prints its seed.
 */
export function runs(inTheSuite: number): { readonly numRuns: number; readonly seed?: number } {
  const numRuns = inTheSuite * Number(process.env['CODEX_GRID_RUNS'] ?? 1);
  const seed = process.env['CODEX_GRID_SEED'];
  return seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) };
}
