import type { ScreenFacts } from '../codex-screen/screen-facts.ts';

/** Characters; codex shows a longer paste as a word of its own. */
const longestShown = 1000;

/** Codex and the emulator count the cells of these alike. */
const plain = /^[\t\n\x20-\x7e]*$/;

/** Whether what stands in the composer is what was pasted, and nothing else, as far as can be seen. */
export function showsPaste({ composer, draft, mode }: ScreenFacts, pasted: string): boolean {
  if (composer !== 'draft' || draft === null) return false;
  const seen = squeezed(draft.text);
  const sought = squeezed(shownFor(mode === 'shell' ? pasted.slice(1) : pasted));
  // Of others some cells show something else: all that is sure is that there is something.
  if (!plain.test(sought)) return seen !== '';
  return draft.isWhole ? seen === sought : seen !== '' && sought.includes(seen);
}

/** Whether the same draft stands in the composer as before, at whatever width. */
export function showsDraft({ composer, draft }: ScreenFacts, text: string): boolean {
  return composer === 'draft' && draft !== null && squeezed(draft.text) === squeezed(text);
}

/** Whether it stands there with something else around it. */
export function showsAround({ composer, draft }: ScreenFacts, text: string): boolean {
  return composer === 'draft' && draft !== null && squeezed(draft.text).includes(squeezed(text));
}

function shownFor(pasted: string): string {
  const { length } = [...pasted];
  return length > longestShown ? `[Pasted Content ${length} chars]` : pasted;
}

/** Codex wraps lines, and blanks at their ends are not seen. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}
