import type { Call, Surroundings } from './call.ts';
import { failed, type Outcome } from './outcome.ts';

export async function openDemo(_call: Call, _surroundings: Surroundings): Promise<Outcome> {
  return failed('not built yet');
}
