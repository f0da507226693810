import { mkdtemp, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Node reads no `.tsx`, and React is slower where it is not told that this is no development. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(resolve(import.meta.dirname, '../../dist/bench-'));
  try {
    const outfile = `${folder}/digest-costs.mjs`;
    await build({
      entryPoints: [resolve(import.meta.dirname, 'digest-costs.ts')],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      jsx: 'automatic',
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'error',
    });
    const costs: { readonly measureDigests: () => Promise<void> } = await import(
      pathToFileURL(outfile).href
    );
    await costs.measureDigests();
  } finally {
    await rm(folder, { recursive: true });
  }
}
