import { type Act, type ScreenModel, unchanged, withNotice } from './screen-state.ts';

/** Terminals do not say whether they took it: the notice tells how much it was. */
export function copyText(model: ScreenModel, text: string): Act {
  if (text.trim() === '') return unchanged(model);
  return {
    model: withNotice(model, copyNotice(text)).model,
    effects: [{ type: 'copy', text }],
  };
}

function copyNotice(text: string): string {
  const lines = text.split('\n').length;
  const characters = [...new Intl.Segmenter().segment(text.replaceAll('\n', ''))].length;
  const long = `${characters} ${characters === 1 ? 'character' : 'characters'}`;
  return lines === 1 ? `Copied ${long}.` : `Copied ${lines} lines, ${long}.`;
}

/** Whoever types on has read it, and it stands above what they type into. */
export function withoutCopyNotice(model: ScreenModel): ScreenModel {
  return model.notice !== null && /^Copied \d/.test(model.notice)
    ? { ...model, notice: null }
    : model;
}
