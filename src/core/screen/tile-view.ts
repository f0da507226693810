import { screenLayout } from './screen-layout.ts';
import type { Act, ScreenModel } from './screen-state.ts';
import type { ShownView } from './tile-layouts.ts';

/** What most tiles in view show. */
export function shownView(model: ScreenModel): ShownView {
  return screenLayout(model).tiles.some(({ view }) => view === 'digest') ? 'digest' : 'live';
}

/** To the other view; where that is what the screen would choose by itself, it goes on choosing. */
export function toggleTileView(model: ScreenModel): Act {
  const tileView = shownView(model) === 'digest' ? 'live' : 'digest';
  const fitting: ScreenModel = { ...model, tileView: 'fitting' };
  const isChosen = shownView(fitting) !== tileView;
  return { model: isChosen ? { ...model, tileView } : fitting, effects: [] };
}
