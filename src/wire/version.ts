/** Baked in by build.ts; absent when the sources run as they are, as in tests. */
declare const CODEX_GRID_VERSION: string | undefined;

/** Of this package, e.g. `0.1.0`. */
export const version =
  typeof CODEX_GRID_VERSION === 'undefined' ? 'development' : CODEX_GRID_VERSION;
