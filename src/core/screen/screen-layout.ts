import type { Agent, AgentId } from '../agent/agent.ts';
import { shownAgents } from './filter.ts';
import { type Area, smallestScreen } from './grid-layout.ts';
import type { Rectangle } from './picture.ts';
import { type ScreenModel, typedAgent } from './screen-state.ts';
import { type GroupHeading, laidOut, type ShownView } from './tile-layouts.ts';
import type { Emphasis } from './tile-pieces.ts';

export type TilePlace = {
  readonly agent: Agent;
  readonly rectangle: Rectangle;
  readonly view: ShownView;
};

/** Where everything stands on a screen. Tiles are those of the page in view, with their borders. */
export type ScreenLayout = {
  readonly tooSmall: boolean;
  readonly tiles: readonly TilePlace[];
  readonly page: number;
  readonly pages: number;
  readonly headings: readonly GroupHeading[];
  readonly footerRows: number;
};

/** A painting asks for it several times for each tile. */
const known = new WeakMap<ScreenModel, ScreenLayout>();

export function screenLayout(model: ScreenModel): ScreenLayout {
  const layout = known.get(model) ?? layoutOf(model);
  known.set(model, layout);
  return layout;
}

function layoutOf(model: ScreenModel): ScreenLayout {
  // In a demo a second row says what it is.
  const footerRows = model.demo ? 2 : 1;
  const area = { columns: model.columns, rows: model.rows - footerRows };
  const empty = { tiles: [], page: 0, pages: 1, headings: [], footerRows };
  if (model.columns < smallestScreen.columns || model.rows < smallestScreen.rows) {
    return { ...empty, tooSmall: true };
  }
  const isEmpty = shownAgents(model).length === 0;
  const shown = { ...empty, tooSmall: false, ...(isEmpty ? {} : pageInView(model, area)) };
  const typed = typedAgent(model);
  if (!typed || model.mode.type !== 'type') return shown;
  // Into a digest nobody can type.
  const isDigest = shown.tiles.some(({ agent, view }) => agent === typed && view === 'digest');
  if (!model.mode.zoomed && !isDigest) return shown;
  const rectangle = { x: 0, y: 0, ...area };
  return { ...empty, tooSmall: false, tiles: [{ agent: typed, rectangle, view: 'live' }] };
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
): Pick<ScreenLayout, 'tiles' | 'page' | 'pages' | 'headings'> {
  const { tiles, page, firsts, headings } = laidOut(model, shownAgents(model), area);
  return { tiles, page, pages: Math.max(1, firsts.length), headings };
}

/** The first agent of the page `by` pages on; null when there is none. */
export function firstAgentOfPage(model: ScreenModel, by: 1 | -1): Agent | null {
  const layout = screenLayout(model);
  const target = layout.page + by;
  if (target < 0 || target >= layout.pages) return null;
  const area = { columns: model.columns, rows: model.rows - layout.footerRows };
  return laidOut(model, shownAgents(model), area).firsts[target] ?? null;
}
