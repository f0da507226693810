import { isBefore } from '../codex/codex-version.ts';
import type { Frame } from '../terminal/frame.ts';
import { readApproval } from './screen-approval.ts';
import { bottomPane } from './screen-bottom-pane.ts';
import { readComposer } from './screen-composer.ts';
import { readMenu } from './screen-menu.ts';
import { readModal } from './screen-modal.ts';
import { readQuestion } from './screen-question.ts';
import { type ScreenRows, screenRows } from './screen-rows.ts';
import type { ScreenTable } from './screen-table.ts';
import { readView } from './screen-view.ts';
import { screens0169 } from './screens-0-169.ts';
import { startupChoices, startupOn } from './startup-screens.ts';

/** What is seen of a draft. Where codex wrapped a line it looks as if it had two. */
export type Draft = {
  /**
   * Lines joined by newlines; blanks at their ends are only known up to the cursor. An image or a
   * long paste is its placeholder, such as `[Image #1]`.
   */
  readonly text: string;
  /** False when codex shows a part only, and more stands above or below. */
  readonly isWhole: boolean;
};

/** One answer of a list. */
export type Choice = {
  readonly number: number;
  readonly label: string;
  /** The key that chooses it at once, as codex names it: `y`, `esc`. Null where none is shown. */
  readonly key: string | null;
  readonly isHighlighted: boolean;
};

/** What is open over the composer or in its place. */
export type Open =
  /** Before the composer, or instead of it for good. */
  | {
      readonly kind: 'startup';
      readonly name: string;
      /** Those with a number that are shown. */
      readonly choices: readonly Choice[];
    }
  | {
      readonly kind: 'approval';
      /** `command`, `edits`, ... */
      readonly name: string;
      readonly title: string;
      /** Who asks, as codex names it, such as `Agent (b63a35c16d80)`; null for the conversation itself. */
      readonly thread: string | null;
      /** Null when none is asked about, or none is shown. Wrapped lines are as for a draft. */
      readonly command: string | null;
      readonly reason: string | null;
      /** Of edits: the file or folder. */
      readonly destination: string | null;
      readonly choices: readonly Choice[];
      /** False when there are choices, or lines of the command, that are not shown. */
      readonly isWhole: boolean;
    }
  | {
      readonly kind: 'question';
      /** This one, from 1, of how many in all. */
      readonly number: number;
      readonly count: number;
      readonly unanswered: number;
      readonly question: string;
      readonly choices: readonly Choice[];
      /** False when there are choices that are not shown. */
      readonly isWhole: boolean;
      /** Whether keys go into a note to the answer. */
      readonly notes: 'closed' | 'open';
    }
  /** Waits for a choice or for text; `name` is null for one that is not in the table. */
  | {
      readonly kind: 'menu';
      readonly name: string | null;
      readonly title: string;
      /** Those with a number that are shown. */
      readonly choices: readonly Choice[];
    }
  /** Above the composer, which still takes text; Enter and other keys go to the popup. */
  | { readonly kind: 'popup'; readonly name: string }
  /** A screen of its own, or one in which keys move about. */
  | { readonly kind: 'view'; readonly name: string };

/** Each null when it cannot be told. */
export type ScreenFacts = {
  /**
   * `empty` and `draft`: it has the cursor. `hidden`: something else takes the keys, whether or not
   * the composer is still to be seen.
   */
  readonly composer: 'empty' | 'draft' | 'hidden' | null;
  readonly draft: Draft | null;
  /**
   * A draft is sent as a prompt or run as a shell command. In vim's normal mode letters are
   * commands; it is only told where the footer has room for it.
   */
  readonly mode: 'prompt' | 'shell' | 'vim normal' | null;
  /**
   * Whether the composer belongs to the conversation itself, or to a side conversation or a
   * subagent of it. Codex says so only once there are several, and where there is room.
   */
  readonly thread: 'main' | 'other' | null;
  readonly open: Open | null;
};

const nothing: ScreenFacts = { composer: null, draft: null, mode: null, thread: null, open: null };

/** In the order of their versions. */
export const screenTables: readonly ScreenTable[] = [screens0169];

/**
 * What only the screen of a codex shows. Everything is null for a version that is in no table, and
 * for a screen that is like none of the known ones.
 */
export function screenFacts(frame: Frame, codexVersion: string | null): ScreenFacts {
  const table = tableFor(codexVersion);
  if (!table) return nothing;
  const screen = screenRows(frame);
  if (screen.lastY === -1) return nothing;
  const startup = startupOn(screen, table.startup);
  const open: Open | null = startup
    ? { kind: 'startup', name: startup, choices: startupChoices(screen, startup, table.startup) }
    : (readView(screen, table) ?? readPane(screen, table));
  if (open) return { ...nothing, composer: 'hidden', open };
  const composer = readComposer(screen, table);
  if (composer) return composer;
  const modal = readModal(screen, table);
  return modal ? { ...nothing, composer: 'hidden', open: modal } : nothing;
}

/**
 * The dialog of which codex reports nothing that a screen shows, by the newest table: none of them looks like
 * anything else, and no other version's is asked for.
 */
export function dialogOn(frame: Frame): string | null {
  const screen = screenRows(frame);
  if (screen.lastY === -1) return null;
  const { startup, menus } = screens0169;
  const atStart = startupOn(screen, startup);
  if (atStart !== null) return atStart;
  const open = readPane(screen, screens0169);
  const name = open?.kind === 'menu' ? open.name : null;
  return menus.some((menu) => menu.isUnasked && menu.name === name) ? name : null;
}

function readPane(screen: ScreenRows, table: ScreenTable): Open | null {
  const pane = bottomPane(screen, table);
  if (!pane) return null;
  return (
    readQuestion(screen, pane, table) ??
    readApproval(screen, pane, table) ??
    readMenu(screen, pane, table)
  );
}

function tableFor(version: string | null): ScreenTable | null {
  if (version === null || !/^\d+\.\d+\.\d+$/.test(version)) return null;
  const isIn = ({ oldest, newest }: ScreenTable) =>
    !isBefore(version, oldest) && !isBefore(newest, version);
  return screenTables.find(isIn) ?? null;
}
