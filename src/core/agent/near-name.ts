import { nearestName } from './agent-reference.ts';

/** ` Did you mean "x"?`, or nothing when no name comes near. */
export function guess(names: readonly string[], wanted: string): string {
  const nearest = nearestName(names, wanted);
  return nearest === null ? '' : ` Did you mean "${nearest}"?`;
}

/** `a, b or c`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}
