import type { PanePiece } from '../core/screen/pane.ts';
import { paneLines } from '../core/screen/panes.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { styledText } from './styled-text.ts';
import type { Style, Theme } from './theme.ts';

/** The rows of a pane, styled; empty while there is none. Ink would take ten times as long for them. */
export function paneRows(model: ScreenModel, theme: Theme): readonly string[] {
  return (paneLines(model) ?? []).map((line) =>
    line
      .map((piece) => styledText(piece.text, styleOf(piece, theme), groundOf(piece, theme)))
      .join(''),
  );
}

function groundOf({ ground }: PanePiece, theme: Theme): string | null {
  return ground === 'none' ? null : theme.grounds[ground];
}

/** Where there are no grounds, the colour of the text says what became of a line. */
function styleOf({ role, ground }: PanePiece, theme: Theme): Style {
  const isBare = ground !== 'none' && theme.grounds[ground] === null;
  if (!isBare) return theme.roles[role];
  if (ground === 'match') return theme.roles.choice;
  return ground === 'cursor' ? theme.roles[role] : theme.roles[ground];
}
