/** A dialog of codex 0.169.0 and what is sure to stand on the screen with it; rows without trailing blanks. */
type Dialog = {
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

/**
 * Every dialog that codex shows before its composer, or in its place, in the order in which they come. None
 * is reported in-band. They stand alone on the screen, where text of a conversation never begins.
 */
const dialogs: readonly Dialog[] = [
  {
    name: 'update',
    stands: 'top',
    heading: /^ {2}Update available · \S+ → \S+$/,
    below: /^[› ] 1\. Update now/,
    footer: /^ {2}enter continue · esc skip$/,
    footerRows: 1,
    never: null,
  },
  {
    name: 'sign-in',
    stands: 'top',
    heading: /^ {2}Welcome to Codex, OpenAI's command-line coding/,
    // The second with a provider of the user's own that asks for a login of OpenAI's.
    below:
      /^ {2}(?:Choose how you want to use Codex\.|Sign in with ChatGPT to use Codex as|Finish signing in |Sign in another way$|Paste or type your API key below\.$)/,
    footer: /^ {2}Press (?:enter|esc) to /,
    // Errors stand below it.
    footerRows: 6,
    // It has a cursor of its own; this one is the composer's.
    never: /^›/,
  },
  {
    name: 'resume folder',
    stands: 'top',
    heading: /^ {2}Working directory · \w+$/,
    below: /^[› ] 1\. Use session directory/,
    footer: /^ {2}enter continue · esc use session · \^c quit$/,
    footerRows: 1,
    never: null,
  },
  {
    name: 'folder trust',
    stands: 'top',
    heading: /^ {2}Folder access$/,
    below: /^[› ] 1\. Trust and continue$/,
    footer: /^ {2}enter continue · esc back$/,
    footerRows: 1,
    never: null,
  },
  {
    name: 'hooks review',
    stands: 'top',
    heading: /^ {2}Hooks need review$/,
    below: /^[› ] 1\. Review hooks$/,
    footer: /^ {2}enter confirm · esc skip$/,
    footerRows: 1,
    never: null,
  },
  {
    name: 'model announcement',
    stands: 'top',
    heading: /^ {2}\S.*$/,
    below: /^[› ] 2\. Use existing model$/,
    footer: /^ {2}enter\/esc confirm · \^c quit$/,
    footerRows: 1,
    never: null,
  },
  {
    name: 'open elsewhere',
    stands: 'bottom',
    heading: /^ {2}🔒 +This conversation is open in another app/,
    below: /^ {6}Close it there and press R to/,
    footer: /^ {3}r retry {3}f fork {3}←\/esc command center /,
    // At 48 columns it is broken into two.
    footerRows: 2,
    never: null,
  },
];

/** Above the sign-in an animated picture of braille cells stands where there is room. */
const blankOrPicture = /^[\s\u2800-\u28ff]*$/;
/** "Open elsewhere" takes seven rows at 48 columns. */
const bottomRows = 8;

/** The dialog that stands on the screen, given as plain text from the top; null when none of the known ones does. */
export function dialogOn(rows: readonly string[]): string | null {
  const screen = rows.map((row) => row.trimEnd());
  const firstY = screen.findIndex((row) => !blankOrPicture.test(row));
  const lastY = screen.findLastIndex((row) => row !== '');
  const shown = screen.slice(0, lastY + 1);
  const headingFrom = { top: firstY, bottom: Math.max(0, lastY + 1 - bottomRows) };
  const stands = ({ heading, below, footer, footerRows, never, stands: where }: Dialog) => {
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
