import type { DiffFile, WorkDiff } from '../core/diff/diff.ts';
import { countedFiles } from '../core/diff/diff-counts.ts';
import { filesIn } from '../core/diff/diff-parser.ts';
import { newFilePatch } from '../core/diff/new-file-patch.ts';
import type { Git } from './git.ts';
import type { WorkBeginning } from './git-comparison.ts';
import { newFiles } from './new-files.ts';
import { compareWork, type WorkComparison } from './work-comparison.ts';

type Problem = { readonly problem: string };

/** The files that an agent changed, as far as their lines are told. */
export type WorkFiles = Omit<WorkDiff, 'patch'> & { readonly files: readonly DiffFile[] };

const patchWords = [
  '--patch',
  '--unified=3',
  '--inter-hunk-context=0',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

const countWords = ['--raw', '--numstat', '-z'];

/**
 * All that was changed in a folder's worktree since the work in it began, or, for `since` null, since the last commit:
 * what is in commits, what is in none, and new files. Never rejects.
 */
export async function workDiff(
  git: Git,
  folder: string,
  since: WorkBeginning,
): Promise<WorkDiff | Problem> {
  const compared = await compareWork(git, { folder, since, words: patchWords });
  return compared.type === 'compared' ? diffIn(git, compared) : { problem: compared.problem };
}

/** The same in counts, of which there are never too many: its lines are hidden, but those of new files. */
export async function workCounts(
  git: Git,
  folder: string,
  since: WorkBeginning,
): Promise<WorkFiles | Problem> {
  const compared = await compareWork(git, { folder, since, words: countWords });
  if (compared.type !== 'compared') return { problem: compared.problem };
  const { output, against } = compared;
  const added = await newFiles(git, compared.folder);
  const files = [...countedFiles(output), ...filesIn(added.files.map(newFilePatch).join(''))];
  return { folder: compared.folder, against, files, notes: added.notes };
}

/** With its lines or, where those are too many, with their counts. */
export async function workFiles(
  git: Git,
  folder: string,
  since: WorkBeginning,
): Promise<WorkFiles | Problem> {
  const compared = await compareWork(git, { folder, since, words: patchWords });
  switch (compared.type) {
    case 'compared': {
      const { patch, ...told } = await diffIn(git, compared);
      return { ...told, files: filesIn(patch) };
    }
    case 'late': {
      const counted = await workCounts(git, folder, since);
      if ('problem' in counted) return counted;
      const note = 'Too much is changed for its lines to be shown: see them with git diff there.';
      return { ...counted, notes: [note, ...counted.notes] };
    }
    case 'impossible':
      return { problem: compared.problem };
    default:
      return compared satisfies never;
  }
}

async function diffIn(
  git: Git,
  { folder, against, output }: Extract<WorkComparison, { type: 'compared' }>,
): Promise<WorkDiff> {
  const added = await newFiles(git, folder);
  return {
    folder,
    against,
    patch: output + added.files.map(newFilePatch).join(''),
    notes: added.notes,
  };
}
