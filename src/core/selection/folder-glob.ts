import { absolutePath, looksLikePath, type PathContext } from '../settings/user-path.ts';
import { type Glob, literalGlob, literalText, matchesGlob, segmentsOf } from '../text/glob.ts';

/** Its segments from the root, or of folders that follow each other anywhere. */
export type FolderGlob = {
  readonly type: 'from-root' | 'anywhere';
  readonly segments: readonly Glob[];
};

/** Relative to `paths.folder` where it begins with a dot. */
export function folderGlob(glob: Glob, paths: PathContext): FolderGlob {
  const segments = segmentsOf(glob);
  // What `~`, `.` and `..` stand for is found in the part before the first wildcard.
  const firstWild = segments.findIndex((segment) => literalText(segment) === null);
  const plainCount = firstWild === -1 ? segments.length : firstWild;
  const plain = segments.slice(0, plainCount).map((segment) => literalText(segment) ?? '');
  const begin = plain.join('/') || (plainCount > 0 ? '/' : '');
  if (!looksLikePath(begin)) return { type: 'anywhere', segments: segments.filter(isNotEmpty) };
  const root = namesIn(absolutePath(begin, paths)).map(literalGlob);
  const rest = segments.slice(plainCount).filter(isNotEmpty);
  return { type: 'from-root', segments: [...root, ...rest] };
}

function isNotEmpty(segment: Glob): boolean {
  return segment.length > 0;
}

function namesIn(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '');
}

/** Whether the folder, or one above it, is as the pattern has it. */
export function isWithin(folder: string, { type, segments }: FolderGlob): boolean {
  const names = namesIn(folder);
  const matchesAt = (start: number) =>
    segments.every((segment, at) => {
      const name = names[start + at];
      return name !== undefined && matchesGlob(segment, name);
    });
  if (type === 'from-root') return matchesAt(0);
  return names.some((_name, start) => matchesAt(start));
}
