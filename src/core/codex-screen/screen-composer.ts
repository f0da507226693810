import { type DraftText, readDraft, textX } from './screen-draft.ts';
import type { ScreenFacts } from './screen-facts.ts';
import { type Popup, popupAbove } from './screen-popup.ts';
import { is, type Run, type ScreenRows } from './screen-rows.ts';
import type { ScreenTable } from './screen-table.ts';

/** Where the composer stands: a padding row, the draft's rows, a padding row, the footer's rows. */
export type ComposerPlace = {
  readonly top: number;
  /** The row of the prompt. */
  readonly promptY: number;
  readonly bottom: number;
  readonly prompt: Run;
};

/** A status line of three rows, and the hints. */
const longestFooter = 5;

/** The composer with all that stands around it; null when there is none, or it is covered. */
export function readComposer(screen: ScreenRows, table: ScreenTable): ScreenFacts | null {
  const place = composerPlace(screen, table);
  if (!place) return null;
  if (is('dim', place.prompt.pen)) return browsed(screen, place, table);
  const popup = popupAbove(screen, place, table);
  if (popup === 'unknown') return null;
  const draft = readDraft(screen, place);
  const state = stateOf(screen, place, { draft, popup, table });
  if (state === null) return null;
  return {
    composer: state,
    draft: state === 'empty' ? null : { text: draft.text, isWhole: draft.isWhole },
    mode: modeOf(screen, place, table),
    thread: threadOf(screen, place, { draft, table }),
    open: popup ? { kind: 'popup', name: popup.name } : null,
  };
}

/** Null when the cursor is not where it would be, or the placeholder is none of the known ones. */
function stateOf(
  { cursor }: ScreenRows,
  { promptY, bottom }: ComposerPlace,
  seen: {
    readonly draft: DraftText;
    readonly popup: Popup | null;
    readonly table: ScreenTable;
  },
): 'empty' | 'draft' | null {
  const { draft, popup, table } = seen;
  const placeholders: readonly string[] = Object.values(table.composer.placeholders);
  const isKnown = placeholders.includes(draft.text);
  if (cursor === null || (draft.isDim && !isKnown)) return null;
  const lastY = draft.isDim ? promptY : bottom - 1;
  const isInText = cursor.y >= promptY && cursor.y <= lastY && cursor.x >= textX;
  const isAtStart = cursor.x === textX && cursor.y === promptY;
  const hasKeys = popup?.where === 'footer' || (draft.isDim ? isAtStart : isInText);
  if (!hasKeys) return null;
  return draft.isDim ? 'empty' : 'draft';
}

function composerPlace(screen: ScreenRows, { composer }: ScreenTable): ComposerPlace | null {
  const prompts: readonly string[] = Object.values(composer.prompts);
  for (let promptY = screen.lastY; promptY > 0; promptY -= 1) {
    if (!prompts.includes(screen.text(promptY).charAt(0))) continue;
    const [prompt] = screen.runs(promptY);
    if (!prompt || !prompts.includes(prompt.text.trimEnd()) || !isPrompt(prompt)) continue;
    const bottom =
      prompt.pen.background === 0
        ? plainBottom(screen, promptY)
        : bandBottom(screen, promptY, prompt.pen.background);
    const isPadded = screen.text(promptY - 1) === '' && screen.text(bottom) === '';
    const hasFooter = screen.lastY - bottom <= longestFooter && footerIsIndented(screen, bottom);
    return isPadded && hasFooter ? { top: promptY - 1, promptY, bottom, prompt } : null;
  }
  return null;
}

/**
 * Bold and nothing else; dimmed, too, while something else has the keys. Prompts in the transcript
 * are dimmed as well, but their text is not.
 */
function isPrompt({ text, pen }: Run): boolean {
  const isShell = text.trimEnd() === '!';
  return is('bold', pen) && !is('inverse', pen) && (isShell || pen.foreground === 0);
}

function bandBottom(screen: ScreenRows, promptY: number, background: number): number {
  let y = promptY;
  while (y < screen.lastY && screen.startPen(y + 1).background === background) y += 1;
  return y;
}

/** Without a band: the blank row above the footer, or below the draft where there is no footer. */
function plainBottom(screen: ScreenRows, promptY: number): number {
  let y = screen.lastY;
  while (y > promptY && screen.text(y) !== '') y -= 1;
  return y === promptY || (screen.cursor !== null && screen.cursor.y > y) ? screen.lastY + 1 : y;
}

function footerIsIndented(screen: ScreenRows, bottom: number): boolean {
  for (let y = bottom + 1; y <= screen.lastY; y += 1) {
    if (!/^(?: {2}|$)/.test(screen.text(y))) return false;
  }
  return true;
}

/** A composer whose text is dimmed with its prompt: keys move about in the transcript. */
function browsed(
  screen: ScreenRows,
  { promptY, bottom }: ComposerPlace,
  { browsers }: ScreenTable,
): ScreenFacts | null {
  const isDim = screen.runs(promptY).every(({ pen }) => is('dim', pen));
  if (screen.cursor !== null || !isDim) return null;
  for (let y = bottom + 1; y <= screen.lastY; y += 1) {
    const browser = browsers.find(({ row }) => row.test(screen.text(y)));
    if (!browser) continue;
    const open = { kind: 'view', name: browser.name } as const;
    return { composer: 'hidden', draft: null, mode: null, thread: null, open };
  }
  return null;
}

function modeOf(
  screen: ScreenRows,
  { prompt, bottom }: ComposerPlace,
  { composer }: ScreenTable,
): ScreenFacts['mode'] {
  if (prompt.text.trimEnd() === composer.prompts.shell) return 'shell';
  const isVim = footerRuns(screen, bottom).some(
    ({ text, pen }) => text.trim() === composer.vimNormal && pen.foreground !== 0,
  );
  return isVim ? 'vim normal' : 'prompt';
}

function threadOf(
  screen: ScreenRows,
  { bottom }: ComposerPlace,
  seen: { readonly draft: DraftText; readonly table: ScreenTable },
): ScreenFacts['thread'] {
  const { draft } = seen;
  const { composer } = seen.table;
  const isSide =
    (draft.isDim && draft.text === composer.placeholders.side) ||
    footerRuns(screen, bottom).some(
      ({ text, pen }) => text.trim() === composer.side && is('bold', pen),
    );
  if (isSide) return 'other';
  for (let y = bottom + 1; y <= screen.lastY; y += 1) {
    const runs = screen.runs(y).filter(({ text }) => text.trim() !== '');
    const label = composer.threadLabel.exec(runs.at(-1)?.text.trimEnd() ?? '')?.[1];
    if (label !== undefined && runs.length > 1) {
      return label === composer.mainLabel ? 'main' : 'other';
    }
  }
  return null;
}

function footerRuns(screen: ScreenRows, bottom: number): readonly Run[] {
  return Array.from({ length: Math.max(0, screen.lastY - bottom) }, (_, index) =>
    screen.runs(bottom + 1 + index),
  ).flat();
}
