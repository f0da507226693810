import type { ScreenModel } from './screen-state.ts';

export type ActionName =
  | 'left'
  | 'down'
  | 'up'
  | 'right'
  | 'next-tile'
  | 'previous-tile'
  | `tile-${number}`
  | 'next-waiting'
  | 'previous-waiting'
  | 'last-agent'
  | 'page-back'
  | 'page-forward'
  | 'filter'
  | 'search'
  | 'next-layout'
  | 'next-grouping'
  | 'move-back'
  | 'move-on'
  | 'pin'
  | 'type'
  | 'zoom'
  | 'type-again'
  | 'mark'
  | 'mark-range'
  | 'mark-all'
  | 'mark-inverted'
  | 'approve'
  | 'approve-session'
  | 'deny'
  | 'inbox'
  | 'broadcast'
  | 'reply'
  | 'receipts'
  | 'mirror'
  | 'new-agent'
  | 'stop'
  | 'fork'
  | 'rename'
  | 'resume'
  | 'resume-all'
  | 'remove-ended'
  | 'undo'
  | 'mute'
  | 'copy-link'
  | 'diff'
  | 'tile-view'
  | 'why'
  | 'palette'
  | 'transcript'
  | 'transcripts'
  | 'help'
  | 'suspend'
  | 'quit'
  | 'close';

export type BindingGroup = 'Move' | 'Type' | 'Prompts' | 'Agents' | 'Screen';

export type Binding = {
  readonly group: BindingGroup;
  /** The keys as a person reads them. */
  readonly label: string;
  readonly help: string;
  /**
   * The footer's word for it, and which ones stay when there is little room: those of most worth. It stands behind the
   * first key, or behind all of them. Null: only in the help.
   */
  readonly hint: { readonly word: string; readonly worth: number; readonly keys?: 'all' } | null;
  readonly keys: Readonly<Record<string, ActionName>>;
  /** Why the key would do nothing now, as a sentence; null when it works. */
  readonly disabled: (model: ScreenModel) => string | null;
  /** Whether the footer should offer it now, where that is less often than it works. */
  readonly isFitting?: (model: ScreenModel) => boolean;
};
