import { diffPaneLines } from '../diff-pane/diff-pane-view.ts';
import { deskRoom } from '../transcript-view/desk.ts';
import { deskLines } from '../transcript-view/desk-picture.ts';
import type { PaneLine } from './pane.ts';
import { screenLayout } from './screen-layout.ts';
import type { ScreenModel } from './screen-state.ts';

/** The rows of what fills the screen in the place of the grid; null while the grid is there. */
export function paneLines(model: ScreenModel): readonly PaneLine[] | null {
  const { overlay } = model;
  if (screenLayout(model).tooSmall) return null;
  if (overlay.type === 'diff') return diffPaneLines(model, overlay.pane);
  // The footer is that of the grid.
  return overlay.type === 'transcripts'
    ? deskLines(overlay.desk, deskRoom(model), model.notice)
    : null;
}
