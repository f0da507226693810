import { diffPaneLines } from '../diff-pane/diff-pane-view.ts';
import type { PaneLine } from './pane.ts';
import { screenLayout } from './screen-layout.ts';
import type { ScreenModel } from './screen-state.ts';

/** The rows of what fills the screen in the place of the grid; null while the grid is there. */
export function paneLines(model: ScreenModel): readonly PaneLine[] | null {
  if (model.overlay.type !== 'diff' || screenLayout(model).tooSmall) return null;
  return diffPaneLines(model, model.overlay.pane);
}
