import { findPlaces } from '../client/places-on-disk.ts';
import { ownPrefix } from '../core/git/worktree.ts';
import { orphansIn, type WorktreeEntry } from '../core/git/worktree-entries.ts';
import { forgetEmptyRepositories } from '../system/worktree-index.ts';
import { removeWorktree } from '../system/worktree-removal.ts';
import type { Places } from '../wire/places.ts';
import { allWorktrees, gitOf } from './all-worktrees.ts';
import { askYes, canAsk } from './ask-yes.ts';
import type { Call, Surroundings } from './call.ts';
import { done, failed, jsonText, type Outcome } from './outcome.ts';
import { paintFor } from './paint.ts';
import { worktreeTable } from './worktree-table.ts';

export async function listWorktrees(call: Call, surroundings: Surroundings): Promise<Outcome> {
  return withEntries(surroundings, (_places, entries) => {
    if (call.options['json']) return done(jsonText(entries));
    return done(entries.length === 0 ? 'no worktrees\n' : tableOf(entries, surroundings));
  });
}

/** Removes those that no agent works in and that hold nothing of their own, after showing them. */
export async function pruneWorktrees(call: Call, surroundings: Surroundings): Promise<Outcome> {
  return withEntries(surroundings, async (places, entries) => {
    const orphans = orphansIn(entries);
    const removable = orphans.filter((entry) => entry.removable);
    const kept = orphans.filter((entry) => !entry.removable);
    const shown = planText({ removable, kept }, surroundings);
    if (removable.length === 0) return done(shown);
    if (call.options['yes']) return removed(places, removable, surroundings, shown);
    if (!canAsk(surroundings)) {
      return { ...failed('Nothing was removed: say --yes to remove them.'), text: shown };
    }
    surroundings.stdout.write(shown);
    const what = removable.length === 1 ? 'it' : `all ${removable.length}`;
    const isMeant = await askYes(surroundings, `Remove ${what}?`);
    return isMeant ? removed(places, removable, surroundings, '') : done('nothing was removed\n');
  });
}

async function withEntries(
  surroundings: Surroundings,
  work: (places: Places, entries: readonly WorktreeEntry[]) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const places = await findPlaces(surroundings);
  if ('problem' in places) return failed(places.problem);
  const entries = await allWorktrees(places, surroundings);
  return 'problem' in entries ? failed(entries.problem) : work(places, entries);
}

function planText(
  {
    removable,
    kept,
  }: { readonly removable: readonly WorktreeEntry[]; readonly kept: readonly WorktreeEntry[] },
  surroundings: Surroundings,
): string {
  if (removable.length + kept.length === 0) return 'no worktree is without an agent\n';
  const parts = [
    ...(removable.length > 0
      ? [`to be removed, with branches under ${ownPrefix}:\n${tableOf(removable, surroundings)}`]
      : ['nothing to remove\n']),
    ...(kept.length > 0 ? [`kept:\n${tableOf(kept, surroundings)}`] : []),
  ];
  return parts.join('\n');
}

async function removed(
  places: Places,
  entries: readonly WorktreeEntry[],
  surroundings: Surroundings,
  shown: string,
): Promise<Outcome> {
  const problems: string[] = [];
  // One after the other: gits that change one repository get in each other's way.
  for (const entry of entries) {
    const problem = await removeWorktree(gitOf(surroundings), entry, 'keep');
    if (problem !== null) problems.push(problem);
  }
  const left = await allWorktrees(places, surroundings);
  if (!('problem' in left)) await forgetEmptyRepositories(places.worktrees, left);
  const count = entries.length - problems.length;
  const text = `${shown}${count} removed\n`;
  return problems.length === 0 ? done(text) : { ...failed(problems.join('\n')), text };
}

function tableOf(
  entries: readonly WorktreeEntry[],
  { homeFolder, stdout, env }: Surroundings,
): string {
  return worktreeTable(entries, { homeFolder, paint: paintFor(stdout, env) });
}
