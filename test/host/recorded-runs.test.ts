import { expect, it } from 'vitest';
import type { LifecycleName } from '../../src/core/lifecycle/lifecycle-table.ts';
import { recordedRun, recordedRunNames } from '../support/recorded-run.ts';

/** What each run goes through, whatever its host told then: a wrong state that was reported stays mended. */
const rightStates: Readonly<Record<string, readonly LifecycleName[]>> = {
  'approval-and-question': [
    ...(['starting', 'ready', 'working', 'approval', 'working', 'done'] as const),
    ...(['working', 'question', 'working', 'done'] as const),
  ],
};

it('[EL27] every run that is kept has its right states', () => {
  expect(recordedRunNames.toSorted()).toEqual(Object.keys(rightStates).toSorted());
});

it.each(recordedRunNames)('[EL27] %s goes through the right states', (name) => {
  expect(recordedRun(name).states).toEqual(rightStates[name]);
});
