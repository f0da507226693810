import { chmod, readFile, rm } from 'node:fs/promises';
import { build, type Plugin } from 'esbuild';

const { version } = JSON.parse(await readFile('package.json', 'utf8'));

/**
 * Bundles the program into dist/: one file to load per process instead of hundreds starts in half the time.
 * node-pty stays outside, for its native part. What is imported lazily becomes a chunk of its own, so that
 * `codex-grid ls` loads neither Ink nor React.
 */
await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: {
    'codex-grid': 'src/cli/codex-grid.ts',
    main: 'src/cli/main.ts',
    host: 'src/host/main.ts',
    replay: 'src/host/replay-main.ts',
  },
  outdir: 'dist',
  // Flat: what the program looks up beside itself is found from every chunk.
  chunkNames: 'chunk-[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.22',
  jsx: 'automatic',
  minifySyntax: true,
  external: ['node-pty', './main.js'],
  plugins: [absentPackage('react-devtools-core')],
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    CODEX_GRID_VERSION: JSON.stringify(version),
  },
  // Some bundled CommonJS packages call require for Node's own modules.
  banner: {
    js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
  },
});
await chmod('dist/codex-grid.js', 0o755);

/** Ink loads its devtools only when DEV is set; esbuild would hoist that import to the top. */
function absentPackage(name: string): Plugin {
  return {
    name: `without ${name}`,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: 'absent' }));
      onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'export default {};' }));
    },
  };
}
