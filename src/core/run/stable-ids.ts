/** Codex's ids that tell their order. */
const orderedId = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/;

/** Ids that say nothing, in the order of the real ones, for all those of a run. */
export function stableIds(ids: readonly string[]): (id: string) => string {
  const all = [...new Set(ids)];
  const ordered = all.filter((id) => orderedId.test(id)).toSorted();
  const others = all.filter((id) => !orderedId.test(id));
  const fakes = new Map([
    ...ordered.map((id, at) => [id, fakeOrdered(at + 1)] as const),
    ...others.map((id, at) => [id, `id-${at + 1}`] as const),
  ]);
  return (id) => fakes.get(id) ?? 'id-0';
}

function fakeOrdered(rank: number): string {
  return `00000000-0000-7000-8000-${rank.toString(16).padStart(12, '0')}`;
}
