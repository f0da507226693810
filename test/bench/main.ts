/** Every benchmark, by the name that `npm run bench NAME` takes; all of them when there is none. */
const benchmarks: Readonly<Record<string, () => Promise<{ readonly run: () => Promise<void> }>>> = {
  compositor: () => import('./compositor.ts'),
  digests: () => import('./digests.ts'),
  mark: () => import('./mark.ts'),
  truth: () => import('./truth.ts'),
  'screen-facts': () => import('./screen-facts.ts'),
  flood: () => import('./grid-flood.ts'),
  echo: () => import('./grid-echo.ts'),
  spin: () => import('./grid-spin.ts'),
  start: () => import('./grid-start.ts'),
  transcript: () => import('./transcript.ts'),
  grep: () => import('./grep.ts'),
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(
    `No benchmark is called ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`,
  );
  process.exitCode = 2;
} else {
  for (const [name, load] of Object.entries(benchmarks)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${name}`);
    await (await load()).run();
  }
}
