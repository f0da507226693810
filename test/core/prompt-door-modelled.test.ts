import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DoorStory, doorRun } from '../support/door-run.ts';
import { runs } from '../support/property-runs.ts';

const inTheSuite = 1_000;

function pictureOf({ told, taken, wrongs, receipts }: DoorStory): string {
  const ends = receipts.map(({ id, state, why }) => `${id} ${state} ${why ?? ''}`);
  return [...told.slice(-200), 'TAKEN', ...taken, 'ENDS', ...ends, 'WRONG', ...wrongs]
    .map((line) => (line.length > 90 ? `${line.slice(0, 90)}…` : line))
    .join('\n');
}

function problemOf(story: DoorStory): string | null {
  const { receipts, taken, wrongs, texts } = story;
  if (wrongs.length > 0) return wrongs.join(', ');
  for (const { id, state, why } of receipts) {
    const text = texts.get(id) ?? '';
    const alike = receipts.filter((one) => texts.get(one.id) === text);
    const accepted = alike.filter((one) => one.state === 'accepted').length;
    const times = taken.filter((one) => one.includes(text)).length;
    if (times !== accepted) return `${id} was taken ${times} times, accepted ${accepted} times`;
    if (state === 'queued' || state === 'typed') return `${id} is ${state} for ever (${why})`;
    if (state !== 'accepted' && why === null) return `${id} is ${state}, and nobody knows why`;
  }
  return null;
}

it('[PD5] whatever happens, each prompt is taken once or its receipt says why not, and no key lands on a dialog', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
      const story = doorRun(seed);
      const problem = problemOf(story);
      expect(problem, `${seed}: ${problem}\n${pictureOf(story)}`).toBeNull();
    }),
    { ...runs(inTheSuite), endOnFailure: true },
  );
});
