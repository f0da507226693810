import type { Stats } from 'node:fs';

/** Tells a file or folder from one made anew under its path, which may get the inode of the one deleted. */
export function fileIdentity({ ino, birthtimeMs }: Stats): string {
  return `${ino}:${birthtimeMs}`;
}
