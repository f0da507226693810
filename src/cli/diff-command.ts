import type { DiffFile, DiffLimits, WorkDiff } from '../core/diff/diff.ts';
import { filesIn } from '../core/diff/diff-parser.ts';
import { shownPath } from '../core/diff/diff-stat.ts';
import { workCounts, workDiff } from '../system/work-diff.ts';
import { gitOf } from './all-worktrees.ts';
import type { Call, Surroundings } from './call.ts';
import { patchText, statText } from './diff-text.ts';
import { done, failed, jsonText, type Outcome } from './outcome.ts';
import { type WorkPlace, withWorkPlace } from './work-place.ts';

/** Where no terminal tells its width. */
const usualColumns = 80;

/** Prints what an agent changed. Starts no host. */
export function printDiff(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [reference = ''] = call.arguments;
  const { stat, json } = call.options;
  return withWorkPlace(surroundings, reference, (place) =>
    stat
      ? printCounts(place, { isJson: json === true, surroundings })
      : printPatch(place, { isJson: json === true, surroundings }),
  );
}

type How = { readonly isJson: boolean; readonly surroundings: Surroundings };

async function printCounts({ cwd, worktree }: WorkPlace, how: How): Promise<Outcome> {
  const { isJson, surroundings } = how;
  const counts = await workCounts(gitOf(surroundings), cwd, worktree);
  if ('problem' in counts) return failed(counts.problem);
  const { files, notes, ...told } = counts;
  const text = isJson
    ? jsonText({ ...told, files: files.map(jsonFile), notes })
    : statOf(files, surroundings);
  return { ...done(text), notices: [...notes, ...unchanged(counts, files.length, surroundings)] };
}

async function printPatch({ cwd, worktree }: WorkPlace, how: How): Promise<Outcome> {
  const { isJson, surroundings } = how;
  const diff = await workDiff(gitOf(surroundings), cwd, worktree);
  if ('problem' in diff) return failed(diff.problem);
  if (isJson) {
    const { patch, notes, ...told } = diff;
    const files = filesIn(patch, unlimited).map((file) => ({
      ...jsonFile(file),
      hunks: file.hunks,
    }));
    return { ...done(jsonText({ ...told, files, notes })), notices: notes };
  }
  const notices = [
    ...diff.notes,
    ...notesForApply(diff, surroundings),
    ...unchanged(diff, diff.patch === '' ? 0 : 1, surroundings),
  ];
  return { ...done(patchOf(diff, surroundings)), notices };
}

/** Whoever looks at a terminal may take nothing for a fault. */
function unchanged(
  { against }: Pick<WorkDiff, 'against'>,
  files: number,
  { stdout }: Surroundings,
): readonly string[] {
  return files === 0 && stdout.isTTY === true ? [`Nothing is changed since ${against}.`] : [];
}

/** Who reads it is a program. */
const unlimited: DiffLimits = {
  fileLines: Number.POSITIVE_INFINITY,
  lines: Number.POSITIVE_INFINITY,
  lineCharacters: Number.POSITIVE_INFINITY,
};

/** A file as `--json` prints it: what is left out for want of room on a screen is not left out here. */
function jsonFile(file: DiffFile): Omit<DiffFile, 'hidden' | 'hunks'> {
  const { path, formerPath, kind, mode, content, added, deleted } = file;
  return { path, formerPath, kind, mode, content, added, deleted };
}

/** What a patch lacks for `git apply`, where somebody may want to apply it. */
function notesForApply({ patch }: WorkDiff, { stdout }: Surroundings): readonly string[] {
  const binary = stdout.isTTY ? [] : filesIn(patch).filter(({ content }) => content === 'binary');
  const [first] = binary;
  if (first === undefined) return [];
  const more = binary.length > 1 ? ` and ${binary.length - 1} more files are` : ' is';
  return [
    `${shownPath(first)}${more} only named in it, for want of text: git apply --exclude=PATH leaves them out.`,
  ];
}

function patchOf({ patch }: WorkDiff, { stdout, env }: Surroundings): string {
  return patchText(patch, { isTerminal: stdout.isTTY === true, env });
}

function statOf(files: readonly DiffFile[], { stdout, env }: Surroundings): string {
  const columns = stdout.columns ?? usualColumns;
  return statText(files, { isTerminal: stdout.isTTY === true, env, columns });
}
