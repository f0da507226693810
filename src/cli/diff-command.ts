import type { WorkDiff } from '../core/diff/diff.ts';
import { filesIn } from '../core/diff/diff-parser.ts';
import { shownPath } from '../core/diff/diff-stat.ts';
import { workDiff } from '../system/work-diff.ts';
import { gitOf } from './all-worktrees.ts';
import type { Call, Surroundings } from './call.ts';
import { patchText, statText } from './diff-text.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { withWorkPlace } from './work-place.ts';

/** Where no terminal tells its width. */
const usualColumns = 80;

/** Prints what an agent changed. Starts no host. */
export function printDiff(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [reference = ''] = call.arguments;
  return withWorkPlace(surroundings, reference, async ({ cwd, worktree }) => {
    const diff = await workDiff(gitOf(surroundings), cwd, worktree);
    if ('problem' in diff) return failed(diff.problem);
    if (call.options['stat']) {
      return { ...done(statOf(diff, surroundings)), notices: diff.notes };
    }
    const notices = [...diff.notes, ...notesForApply(diff, surroundings)];
    return { ...done(patchOf(diff, surroundings)), notices };
  });
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

function statOf({ patch }: WorkDiff, { stdout, env }: Surroundings): string {
  const columns = stdout.columns ?? usualColumns;
  return statText(filesIn(patch), { isTerminal: stdout.isTTY === true, env, columns });
}
