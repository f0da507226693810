import { textWidth } from '../text/text-width.ts';
import type { ComposerPlace } from './screen-composer.ts';
import { is, type Run, type ScreenRows } from './screen-rows.ts';

/** The first column of the text: left of it stand the prompt and a blank. */
export const textX = 2;

export type DraftText = {
  readonly text: string;
  readonly isWhole: boolean;
  /** There is text, and all of it is dimmed. */
  readonly isDim: boolean;
};

export function readDraft(
  screen: ScreenRows,
  { promptY, bottom }: Pick<ComposerPlace, 'promptY' | 'bottom'>,
): DraftText {
  const rows = Array.from({ length: bottom - promptY }, (_, index) => promptY + index);
  const written = rows.map((y) => screen.runs(y).flatMap((run) => textPart(run)));
  const isCut = written.some((runs) => runs.some((run) => isArrow(run, screen.columns)));
  const texts = written.map((runs) => runs.filter((run) => !isArrow(run, screen.columns)));
  const shown = texts.flat().filter(({ text }) => text.trim() !== '');
  return {
    text: texts.map((runs, index) => rowText(screen, promptY + index, runs)).join('\n'),
    isWhole: !isCut,
    isDim: shown.length > 0 && shown.every(({ pen }) => is('dim', pen)),
  };
}

/** What of a run stands in the columns of the text. */
function textPart(run: Run): readonly Run[] {
  if (run.x >= textX) return [run];
  const text = run.text.slice(textX - run.x);
  return text === '' ? [] : [{ ...run, x: textX, text }];
}

/** In the last column, where no text comes: there is more above or below. */
function isArrow({ x, text, pen }: Run, columns: number): boolean {
  return x === columns - 1 && is('dim', pen) && /^[↑↓]$/.test(text);
}

/** Blanks that end a row are not seen; the cursor tells of some. */
function rowText({ cursor }: ScreenRows, y: number, runs: readonly Run[]): string {
  const text = runs
    .map((run) => run.text)
    .join('')
    .trimEnd();
  if (cursor?.y !== y) return text;
  return text + ' '.repeat(Math.max(0, cursor.x - textX - textWidth(text)));
}
