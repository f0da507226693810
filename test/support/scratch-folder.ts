import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const besideTheCode = resolve(import.meta.dirname, '../../.scratch');

/** An empty folder for one test, by its real path. Not under /tmp, where codex warns about its home. */
export function scratchFolder(parent = besideTheCode): string {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(`${parent}/test-`);
  // Retried because a codex that was just killed may still write into its home.
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}
