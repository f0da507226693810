import type { StartupScreen } from './startup-screens.ts';

/**
 * Every dialog that codex 0.169.0 shows before its composer, or in its place, in the order in which
 * they come. None is reported in-band. They stand alone on the screen, where text of a conversation
 * never begins.
 */
export const startupScreens0169: readonly StartupScreen[] = [
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
