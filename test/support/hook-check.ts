import { chmodSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** For asking a codex about our hooks, with all that is made for it in the folder. */
export function hookCheckOptions(folder: string) {
  return {
    hooksFolder: resolve(import.meta.dirname, '../../hooks'),
    markersFolder: '/s/markers',
    asking: null,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder },
    scratchParent: folder,
    ownVersion: '1',
  };
}

/** A codex that is this shell script. */
export function scriptedCodex(folder: string, text: string): string {
  const path = `${folder}/codex`;
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}
