import { type CodexUpdate, updateNotice, updateWords } from '../codex/update-policy.ts';
import { type Asked, ask, type Question } from './questions.ts';
import { type Act, closeOverlay, type ScreenModel, unchanged, withNotice } from './screen-state.ts';

/** The host found a newer codex. Nobody who types or answers something else is interrupted. */
export function takeUpdate(model: ScreenModel, update: CodexUpdate | null): Act {
  const { overlay } = model;
  if (update === null) {
    const isAsked = overlay.type === 'question' && overlay.question.type === 'update';
    return isAsked ? closeOverlay(model) : unchanged(model);
  }
  const isFree = model.mode.type === 'grid' && overlay.type === 'none';
  return isFree ? ask(model, { type: 'update', update }) : withNotice(model, updateNotice(update));
}

export function askUpdate({ update }: Extract<Question, { type: 'update' }>): Asked {
  const answer = (word: 'yes' | 'no') => (model: ScreenModel) =>
    ({
      model,
      effects: [
        {
          type: 'request',
          purpose: { type: 'update' },
          command: { type: 'updateCodex', answer: word },
        },
      ],
    }) as const;
  return {
    title: 'Update',
    text: `${updateWords.question(update)}\n\n${updateWords.meaning}`,
    answers: [
      { ...updateWords.no, key: null, act: answer('no') },
      { ...updateWords.yes, key: null, act: answer('yes') },
    ],
    proposed: 0,
    close: closeOverlay,
  };
}
