import type { Badge, Conflict, WorkPaths } from '../agent/agent.ts';

/** An agent's work as far as git was heard. */
export type Work = { readonly name: string; readonly work: WorkPaths | null };

/** With whom each of them changes the same files, in their order. Agents in one worktree share all they change. */
export function conflictsAmong(works: readonly Work[]): readonly (readonly Conflict[])[] {
  const inFiles = works.map(({ work }) => new Set(work?.paths));
  return works.map((one, at) =>
    works.flatMap((other, otherAt) => {
      const isApart =
        one.work !== null &&
        other.work !== null &&
        one.work.repository === other.work.repository &&
        one.work.worktree !== other.work.worktree;
      if (!isApart) return [];
      const paths = commonPaths([inFiles[at], inFiles[otherAt]]);
      const [path] = paths;
      return path === undefined ? [] : [{ name: other.name, path, count: paths.length }];
    }),
  );
}

type Paths = ReadonlySet<string> | undefined;

function commonPaths([left = new Set(), right = new Set()]: readonly [
  Paths,
  Paths,
]): readonly string[] {
  const folders = [...right].filter((path) => path.endsWith('/'));
  const own = [...left].filter(
    (path) => right.has(path) || folders.some((folder) => path.startsWith(folder)),
  );
  const ownFolders = [...left].filter((path) => path.endsWith('/'));
  const others = [...right].filter((path) =>
    ownFolders.some((folder) => path !== folder && path.startsWith(folder)),
  );
  return [...new Set([...own, ...others])].toSorted();
}

/** What a tile says of them, so that nobody is surprised by the merge. */
export function conflictBadges(conflicts: readonly Conflict[]): readonly Badge[] {
  const [first, ...more] = conflicts;
  if (first === undefined) return [];
  const files = conflicts.some(({ count }) => count > 1) ? 'same files' : 'same file';
  const whom = more.length === 0 ? first.name : `${conflicts.length} others`;
  return [{ text: `${files} as ${whom}`, tone: 'warning' }];
}

/** Such as `web also changes src/a.ts and 2 more`. */
export function conflictText({ name, path, count }: Conflict): string {
  const more = count > 1 ? ` and ${count - 1} more` : '';
  return `${name} also changes ${path}${more}`;
}
