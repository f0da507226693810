import type { Agent, AgentId } from '../agent/agent.ts';
import { shownAgents } from './filter.ts';
import { type Area, arrangementOf, smallestScreen, tileRectangles } from './grid-layout.ts';
import type { Rectangle } from './picture.ts';
import { type ScreenModel, typedAgent } from './screen-state.ts';
import type { Emphasis } from './tile-pieces.ts';

export type TilePlace = { readonly agent: Agent; readonly rectangle: Rectangle };

/** Where everything stands on a screen. Tiles are those of the page in view, with their borders. */
export type ScreenLayout = {
  readonly tooSmall: boolean;
  readonly tiles: readonly TilePlace[];
  readonly page: number;
  readonly pages: number;
  readonly footerRows: number;
};

export function screenLayout(model: ScreenModel): ScreenLayout {
  // In a demo a second row says what it is.
  const footerRows = model.demo ? 2 : 1;
  const area = { columns: model.columns, rows: model.rows - footerRows };
  const empty = { tiles: [], page: 0, pages: 1, footerRows };
  if (model.columns < smallestScreen.columns || model.rows < smallestScreen.rows) {
    return { ...empty, tooSmall: true };
  }
  const zoomed = model.mode.type === 'type' && model.mode.zoomed ? typedAgent(model) : null;
  if (zoomed) {
    return {
      ...empty,
      tooSmall: false,
      tiles: [{ agent: zoomed, rectangle: { x: 0, y: 0, ...area } }],
    };
  }
  if (shownAgents(model).length === 0) return { ...empty, tooSmall: false };
  return { ...empty, tooSmall: false, ...pageInView(model, area) };
}

/** How much a tile stands out. */
export function emphasisOf(model: ScreenModel, agent: AgentId): Emphasis {
  if (model.mode.type === 'type') return model.mode.agent === agent ? 'typed' : 'plain';
  if (model.mode.type === 'mirror') return model.mode.agents.includes(agent) ? 'typed' : 'plain';
  return model.selected === agent ? 'selected' : 'plain';
}

/** The page in view is always the one that holds the selection. */
function pageInView(
  model: ScreenModel,
  area: Area,
): Pick<ScreenLayout, 'tiles' | 'page' | 'pages'> {
  const shown = shownAgents(model);
  const arrangement = arrangementOf(area, shown.length, smallestTile(model));
  const index = Math.max(
    0,
    shown.findIndex((agent) => agent.id === model.selected),
  );
  const page = Math.floor(index / arrangement.perPage);
  const agents = shown.slice(page * arrangement.perPage, (page + 1) * arrangement.perPage);
  const rectangles = tileRectangles(area, arrangement, agents.length);
  const tiles = agents.flatMap((agent, at) => {
    const rectangle = rectangles[at];
    return rectangle ? [{ agent, rectangle }] : [];
  });
  return { tiles, page, pages: arrangement.pages };
}

/** With its border. Cells. */
function smallestTile({ settings }: ScreenModel): Area {
  return { columns: settings.tile.minColumns, rows: settings.tile.minRows };
}

/** The first agent of the page `by` pages on; null when there is none. */
export function firstAgentOfPage(model: ScreenModel, by: 1 | -1): Agent | null {
  const layout = screenLayout(model);
  const target = layout.page + by;
  if (target < 0 || target >= layout.pages) return null;
  const area = { columns: model.columns, rows: model.rows - layout.footerRows };
  const shown = shownAgents(model);
  const { perPage } = arrangementOf(area, shown.length, smallestTile(model));
  return shown[target * perPage] ?? null;
}
