import type { WorkDiff } from '../core/diff/diff.ts';
import { filesIn } from '../core/diff/diff-parser.ts';
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
    const text = call.options['stat'] ? statOf(diff, surroundings) : patchOf(diff, surroundings);
    return { ...done(text), notices: diff.notes };
  });
}

function patchOf({ patch }: WorkDiff, { stdout, env }: Surroundings): string {
  return patchText(patch, { isTerminal: stdout.isTTY === true, env });
}

function statOf({ patch }: WorkDiff, { stdout, env }: Surroundings): string {
  const columns = stdout.columns ?? usualColumns;
  return statText(filesIn(patch), { isTerminal: stdout.isTTY === true, env, columns });
}
