import { compare } from './grid-comparison.ts';
import { type Contender, lettersOf, readyLetter, showPanes } from './grid-contender.ts';

const count = 4;
const limitMs = 20_000;

/** The panes' own text, and their names around them. */
const wholeGrid = (contender: Contender) => [
  ...lettersOf(count, readyLetter),
  ...contender.chrome('idle', count),
];

/** From the start of the program until four panes stand with their names and what is in them. Goal: 450 ms with a running host. */
export async function run(): Promise<void> {
  await compare(async (withContender) => ({
    'panes run already, ms': await withContender(async (contender) => {
      const first = await showPanes(contender, [{ part: 'idle', count }]);
      first.kill();
      const startedAt = performance.now();
      return (await contender.attach().arrival(wholeGrid(contender), limitMs)) - startedAt;
    }),
    'nothing runs yet, ms': await withContender(async (contender) => {
      const startedAt = performance.now();
      return (
        (await contender.startAndAttach(count).arrival(wholeGrid(contender), limitMs)) - startedAt
      );
    }),
  }));
}
