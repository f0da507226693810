import type { StartupScreen } from './startup-screens.ts';

type Named = { readonly name: string };

/**
 * What to look for on the screens of a range of codex versions. Where it has to stand, and in which
 * style, is the same for all of a kind, and is known to the reader of that kind. A pattern sees a
 * whole row from its first column on, without the blanks at its end.
 */
export type ScreenTable = {
  /** Both included. */
  readonly oldest: string;
  readonly newest: string;
  /** Dialogs before the composer, or instead of it for good. */
  readonly startup: readonly StartupScreen[];
  readonly composer: {
    readonly prompts: { readonly prompt: string; readonly shell: string };
    /** What an empty composer says, dimmed; other words say why it takes no text. */
    readonly placeholders: { readonly main: string; readonly side: string };
    /** Said below the composer, in vim's normal mode and in a side conversation. */
    readonly vimNormal: string;
    readonly side: string;
    /** The last thing in the status line where there are several threads; `main` is the root's. */
    readonly threadLabel: RegExp;
    readonly mainLabel: string;
  };
  readonly popups: {
    /** The highlighted row of a list that ends directly above the composer. */
    readonly lists: readonly (Named & { readonly row: RegExp })[];
    /** The row directly above the composer. */
    readonly hints: readonly (Named & { readonly row: RegExp })[];
    /** The last row of a panel of its own above the composer. */
    readonly panels: readonly (Named & { readonly row: RegExp })[];
    /** The last row of the screen. */
    readonly footers: readonly (Named & { readonly row: RegExp })[];
    /** What also stands directly above the composer, and takes none of its keys. */
    readonly harmless: {
      readonly button: RegExp;
      /** Of rows that reach down to the composer where there is little room. */
      readonly heading: RegExp;
    };
  };
  /** A row below a dimmed composer. */
  readonly browsers: readonly (Named & { readonly row: RegExp })[];
  /** Screens of their own: how the first row begins, and one of the last three. */
  readonly views: readonly (Named & { readonly first: RegExp; readonly last: RegExp })[];
  readonly approval: {
    readonly titles: readonly (Named & { readonly title: RegExp })[];
    readonly hint: RegExp;
    /** Its two rows where it is too long for one. */
    readonly wrappedHint: readonly [RegExp, RegExp];
    /** The key of the last choice in every list. */
    readonly lastKey: string;
    readonly command: RegExp;
    readonly omission: RegExp;
    readonly reason: RegExp;
    /** Of a subagent's. */
    readonly thread: RegExp;
    readonly destination: RegExp;
  };
  readonly question: {
    readonly title: RegExp;
    readonly hint: RegExp;
    readonly notesHint: RegExp;
    /** How many choices there are, where not all are shown. */
    readonly count: RegExp;
  };
  readonly menus: readonly (Named & {
    readonly title: RegExp;
    /** Opened by codex itself, which waits for an answer. */
    readonly isUnasked?: true;
  })[];
  /** Of a menu: among its last rows. */
  readonly menuHint: RegExp;
  /** Menus that open in the middle of the screen. */
  readonly modals: readonly (Named & { readonly title: string })[];
};
