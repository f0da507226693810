import { choicesIn } from './screen-choices.ts';
import type { Choice } from './screen-facts.ts';
import type { ScreenRows } from './screen-rows.ts';

/** A dialog, and what is sure to stand on the screen with it; rows without trailing blanks. */
export type StartupScreen = {
  readonly name: string;
  /** Where its first row stands: at the top of the screen, or above the last rows. */
  readonly stands: 'top' | 'bottom';
  readonly heading: RegExp;
  /** Some row below the heading. */
  readonly below: RegExp;
  /** One of the last rows with anything on them; as many as the footer can take. */
  readonly footer: RegExp;
  readonly footerRows: number;
  /** No row is like this. */
  readonly never: RegExp | null;
};

/** Above the sign-in an animated picture of braille cells stands where there is room. */
const blankOrPicture = /^[\s\u2800-\u28ff]*$/;
/** "Open elsewhere" takes seven rows at 48 columns. */
const bottomRows = 8;

/** The name of the dialog that stands on the screen; null when none of the known ones does. */
export function startupOn(
  { lastY, text }: Pick<ScreenRows, 'lastY' | 'text'>,
  dialogs: readonly StartupScreen[],
): string | null {
  const rows = Array.from({ length: lastY + 1 }, (_, y) => text(y));
  const writtenY = rows.findLastIndex((row) => row !== '');
  const shown = rows.slice(0, writtenY + 1);
  const firstY = shown.findIndex((row) => !blankOrPicture.test(row));
  const headingFrom = { top: firstY, bottom: Math.max(0, writtenY + 1 - bottomRows) };
  const stands = ({ heading, below, footer, footerRows, never, stands: where }: StartupScreen) => {
    const from = headingFrom[where];
    const candidates = where === 'top' ? shown.slice(from, from + 1) : shown.slice(from);
    const at = candidates.findIndex((row) => heading.test(row));
    return (
      at !== -1 &&
      shown.slice(from + at + 1).some((row) => below.test(row)) &&
      shown.slice(-footerRows).some((row) => footer.test(row)) &&
      !(never !== null && shown.some((row) => never.test(row)))
    );
  };
  return firstY === -1 ? null : (dialogs.find(stands)?.name ?? null);
}

/** What can be chosen in a dialog that stands there; only of those that have the screen to themselves. */
export function startupChoices(
  screen: ScreenRows,
  name: string,
  dialogs: readonly StartupScreen[],
): readonly Choice[] {
  const standsAlone = dialogs.some((dialog) => dialog.name === name && dialog.stands === 'top');
  if (!standsAlone) return [];
  return choicesIn(screen, { top: 0, bottom: screen.lastY, x: 0 })?.choices ?? [];
}
