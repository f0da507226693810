import { plainText } from '../text/plain-text.ts';

/** Why a git command came to nothing; the shape of what running it gives. */
export type GitFailure =
  | { readonly type: 'refused'; readonly code: number | null; readonly errors: string }
  | { readonly type: 'late' }
  | { readonly type: 'missing' };

/** Why, in words that fit after a colon, with what to do where that is known. */
export function gitProblem(failure: GitFailure): string {
  if (failure.type === 'missing') return 'git is not installed, or not in the PATH of the host';
  if (failure.type === 'late') return 'git took too long';
  const { errors, code } = failure;
  const known = knownProblems.find(({ sign }) => sign.test(errors));
  return known ? known.words : (lastComplaint(errors) ?? `git ended with code ${code}`);
}

const knownProblems: readonly { readonly sign: RegExp; readonly words: string }[] = [
  {
    sign: /detected dubious ownership/,
    words:
      'the repository belongs to another user, and git does not trust it; if you do: git config --global --add safe.directory FOLDER',
  },
  {
    sign: /git-lfs.*(not found|No such file)|smudge filter lfs failed/s,
    words:
      'its files are kept with Git LFS, and git-lfs could not fetch them; install git-lfs, or set GIT_LFS_SKIP_SMUDGE=1 for the host',
  },
  {
    sign: /No space left on device/,
    words: 'the disk is full',
  },
  {
    sign: /not a git repository/,
    words: 'it is in no git repository',
  },
  {
    sign: /Unable to create '.*\.lock': File exists/s,
    words: 'another git is at work in that repository; try again when it is done',
  },
];

/** The last line that git marks as what stopped it, without the mark. */
function lastComplaint(errors: string): string | null {
  const lines = errors.split('\n').filter((line) => line.trim() !== '');
  const marked = lines.filter((line) => /^(fatal|error): /.test(line));
  const line = marked.at(-1) ?? lines.at(-1);
  return line === undefined ? null : plainText(line.replace(/^(fatal|error): /, ''));
}
