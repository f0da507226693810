import { freeName } from '../agent/free-name.ts';
import { type Answer, replied } from './host-answers.ts';
import { startNew } from './host-new.ts';
import { roster } from './host-state.ts';

/**
 * The answer to the question whether codex is to be updated. A yes runs codex's own command in a tile, in the
 * home of the user: it is their codex that changes.
 */
export const updateCodex: Answer<'updateCodex'> = (model, { answer }, context) => {
  const step =
    answer === 'no'
      ? replied(model, context, { ok: true, value: [] })
      : startNew(
          model,
          {
            type: 'new',
            name: freeName('update', roster(model)),
            cwd: '/',
            count: 1,
            settings: { home: 'shared', worktree: false },
            session: { type: 'new' },
            consent: null,
            fleet: null,
            group: null,
            task: { type: 'command', words: ['update'] },
          },
          context,
        );
  return { model: step.model, effects: [{ type: 'update-answered' }, ...step.effects] };
};
