import type { Agent } from './agent.ts';

/** Longer lists are cut: the sentence is read in a terminal. */
const listLimit = 12;

/** The agent that a person means by a number, a name or an id; else a sentence that says what there is. */
export function referredAgent<One extends Pick<Agent, 'number' | 'name' | 'id'>>(
  agents: readonly One[],
  reference: string,
): One | { readonly problem: string } {
  const found =
    agents.find(({ number }) => String(number) === reference) ??
    agents.find(({ name }) => name === reference) ??
    agents.find(({ id }) => id === reference);
  return found ?? { problem: unknownAgent(agents, reference) };
}

/** The sentence about a reference that no agent has. */
export function unknownAgent(
  agents: readonly Pick<Agent, 'number' | 'name'>[],
  reference: string,
): string {
  const said = `There is no agent "${reference}"`;
  if (agents.length === 0) return `${said}: there are none yet. codex-grid new NAME starts one.`;
  const listed = agents.slice(0, listLimit).map(({ number, name }) => `${number} ${name}`);
  const more = agents.length > listLimit ? ` and ${agents.length - listLimit} more` : '';
  const nearest = nearestName(
    agents.map(({ name }) => name),
    reference,
  );
  const guess = nearest === null ? '' : ` Did you mean "${nearest}"?`;
  return `${said}; there ${agents.length === 1 ? 'is' : 'are'} ${listed.join(', ')}${more}.${guess}`;
}

/** Null when none comes near. */
export function nearestName(names: readonly string[], wanted: string): string | null {
  // A third of the letters wrong is a slip of the fingers; more, or all of them, is another word.
  const limit = Math.min(Math.ceil(Math.min(wanted.length, 40) / 3), wanted.length - 1);
  const [nearest] = names
    .map((name) => ({ name, distance: editDistance(name.toLowerCase(), wanted.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((left, right) => left.distance - right.distance);
  return nearest?.name ?? null;
}

/** Letters to put in, take out or replace (Levenshtein). */
function editDistance(left: string, right: string): number {
  // Names have at most 40 characters; a pasted page is not near to any.
  if (right.length > 80) return Number.POSITIVE_INFINITY;
  let above = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (const [y, letter] of [...left].entries()) {
    const row = [y + 1];
    for (let x = 0; x < right.length; x += 1) {
      const replaced = (above[x] ?? 0) + (letter === right[x] ? 0 : 1);
      row.push(Math.min(replaced, (above[x + 1] ?? 0) + 1, (row[x] ?? 0) + 1));
    }
    above = row;
  }
  return above[right.length] ?? 0;
}
