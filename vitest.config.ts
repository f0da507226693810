import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // node-pty is not thread safe.
    pool: 'forks',
    // Most of them wait for codex most of the time; with more of them, codex itself gives up here and there.
    maxWorkers: 2,
    // Of the stories in one file: more that start at once are slower in all, and codex misses its own deadlines.
    maxConcurrency: 3,
    globalSetup: ['test/support/build-once.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    // Real codex processes on two cores: a waiting test is not a failing one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000, interval: 20 } },
    retry: 0,
  },
});
