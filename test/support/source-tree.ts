import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');

export type SourceFile = {
  /** From the top of the repository, e.g. `src/core/agent/agent.ts`. */
  readonly path: string;
  readonly text: string;
};

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Files whose paths match, from the top of the repository, sorted. */
export function filesLike(...patterns: readonly string[]): readonly SourceFile[] {
  return globSync([...patterns], { cwd: root })
    .sort()
    .map((path) => ({ path, text: textOf(path) }));
}

export const sources = filesLike('src/**/*.{ts,tsx}');

/** The first folder below src: `core`, `wire`, ... */
export function layerOf(path: string): string {
  return path.split('/')[1] ?? '';
}

export type Import = {
  readonly specifier: string;
  /** The source file it means, from the top of the repository; null for packages and Node's own modules. */
  readonly path: string | null;
};

const specifiers =
  /(?:^|\n)(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

export function importsOf({ path, text }: SourceFile): readonly Import[] {
  return [...text.matchAll(specifiers)].map(([, from, bare, lazy]) => {
    const specifier = from ?? bare ?? lazy ?? '';
    return { specifier, path: specifier.startsWith('.') ? fileMeant(path, specifier) : null };
  });
}

/** The bundles import each other as `.js`; everything else names its source file. */
function fileMeant(importer: string, specifier: string): string {
  const path = normalize(join(dirname(importer), specifier));
  const source = path.replace(/\.js$/, '.ts');
  return existsSync(join(root, path)) ? path : relative(root, join(root, source));
}
