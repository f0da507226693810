import type { Agent, Roster } from '../agent/agent.ts';
import {
  type GroupingName,
  groupingNames,
  type LayoutName,
  layoutNames,
} from '../settings/layout-names.ts';
import { digestArrangement, digestCost } from './digest-layout.ts';
import {
  type Area,
  type Arrangement,
  arrangementOf,
  cut,
  gridCost,
  smallestPty,
  tileRectangles,
} from './grid-layout.ts';
import { groupedTiles } from './group-layout.ts';
import {
  groupingIn,
  groupingWords,
  groupsAmong,
  type TileGroup,
  whyNotGrouped,
} from './grouping.ts';
import type { Rectangle } from './picture.ts';
import { type Act, type ScreenModel, type TileView, withNotice } from './screen-state.ts';

/** Whether a tile shows its agent's screen or what it has come to. */
export type ShownView = Exclude<TileView, 'fitting'>;

/** Tiles of one page, and where they stand. `firsts` are the agents that each page begins with. */
export type LaidOut = {
  readonly tiles: readonly {
    readonly agent: Agent;
    readonly rectangle: Rectangle;
    readonly view: ShownView;
  }[];
  readonly page: number;
  readonly firsts: Roster;
  readonly headings: readonly GroupHeading[];
};

/** The line above the tiles of a group. */
export type GroupHeading = { readonly group: TileGroup; readonly rectangle: Rectangle };

export function layoutIn({ layout, settings }: ScreenModel): LayoutName {
  return layout ?? settings.layout;
}

export function withLayout(model: ScreenModel, layout: LayoutName): Act {
  return withNotice({ ...model, layout }, `Layout: ${layoutWords[layout]}.`);
}

export function withGrouping(model: ScreenModel, grouping: GroupingName): Act {
  return withNotice({ ...model, grouping }, `Tiles stand ${groupingWords[grouping]}.`);
}

/** Past those that would part nothing. */
export function nextGrouping(model: ScreenModel): Act {
  const names = groupingNames.filter((grouping) => whyNotGrouped(model, grouping) === null);
  const at = names.indexOf(groupingIn(model));
  return withGrouping(model, names[(at + 1) % names.length] ?? 'none');
}

export function nextLayout(model: ScreenModel): Act {
  const at = layoutNames.indexOf(layoutIn(model));
  return withLayout(model, layoutNames[(at + 1) % layoutNames.length] ?? 'auto');
}

export const layoutWords: Readonly<Record<LayoutName, string>> = {
  auto: 'as many beside each other as read best',
  rows: 'all below each other',
  columns: 'all beside each other',
  focus: 'the selected one large, the others in a strip',
};

/** The page that holds the selection. At least one agent. */
export function laidOut(model: ScreenModel, shown: Roster, area: Area): LaidOut {
  const smallest = smallestTile(model);
  const layout = layoutIn(model);
  const selected = Math.max(
    0,
    shown.findIndex(({ id }) => id === model.selected),
  );
  if (layout === 'focus') {
    const strip = stripIn(area, smallest);
    return focused(shown, selected, { ...strip, view: viewIn(model, 'readable') });
  }
  const live = arranged(layout, area, shown.length, smallest);
  const view = viewIn(model, isReadable(area, live) ? 'readable' : 'crowded');
  const least = view === 'live' ? smallest : smallestDigest(smallest);
  const grouped = underHeadings(model, shown, {
    area,
    view,
    smallest: view === 'live' ? atLeastReadable(least) : least,
  });
  if (grouped) return grouped;
  const arrangement = view === 'live' ? live : arrangedDigests(layout, area, shown.length, least);
  const page = Math.floor(selected / arrangement.perPage);
  const agents = shown.slice(page * arrangement.perPage, (page + 1) * arrangement.perPage);
  const rectangles = tileRectangles(area, arrangement, agents.length);
  return {
    tiles: paired(agents, rectangles, view),
    page,
    firsts: shown.filter((_, at) => at % arrangement.perPage === 0),
    headings: [],
  };
}

/** Null where tiles stand in no groups, and where lines for their names would make them too small. */
function underHeadings(
  model: ScreenModel,
  shown: Roster,
  {
    area,
    view,
    smallest,
  }: { readonly area: Area; readonly view: ShownView; readonly smallest: Area },
): LaidOut | null {
  if (layoutIn(model) !== 'auto' || groupingIn(model) === 'none') return null;
  const groups = groupsAmong(model, shown);
  if (groups.length < 2) return null;
  const placed = groupedTiles(
    area,
    groups.map(({ agents }) => agents.length),
    { smallestTile: smallest, cost: view === 'live' ? gridCost : digestCost },
  );
  return (
    placed && {
      tiles: paired(shown, placed.tiles, view),
      page: 0,
      firsts: shown.slice(0, 1),
      headings: groups.flatMap((group, at) => {
        const rectangle = placed.headings[at];
        return rectangle ? [{ group, rectangle }] : [];
      }),
    }
  );
}

/** With its border. Cells. */
function smallestTile({ settings }: ScreenModel): Area {
  return { columns: settings.tile.minColumns, rows: settings.tile.minRows };
}

/** A title, two lines and the lower border; a few words a line. */
function smallestDigest(tile: Area): Area {
  return { columns: Math.min(tile.columns, 24), rows: Math.min(tile.rows, 4) };
}

/** Where screens would be too small to read all agents are told of at once. Who types at several sees them. */
function viewIn({ tileView, mode }: ScreenModel, screens: 'readable' | 'crowded'): ShownView {
  if (mode.type === 'mirror') return 'live';
  if (tileView !== 'fitting') return tileView;
  return screens === 'readable' ? 'live' : 'digest';
}

/** Of a line that codex wraps for its own least width, less than half says nothing. Cells, border and all. */
const readableColumns = smallestPty.columns / 2 + 2;

function isReadable(area: Area, { across, pages }: Arrangement): boolean {
  return pages === 1 && Math.floor(area.columns / across) >= readableColumns;
}

function arranged(
  layout: Exclude<LayoutName, 'focus'>,
  area: Area,
  count: number,
  smallest: Area,
): Arrangement {
  if (layout === 'auto') return arrangementOf(area, count, smallest);
  const most = Math.max(
    1,
    layout === 'rows'
      ? Math.floor(area.rows / smallest.rows)
      : Math.floor(area.columns / smallest.columns),
  );
  const perPage = Math.min(count, most);
  const pages = Math.ceil(count / perPage);
  return layout === 'rows'
    ? { across: 1, down: perPage, perPage, pages }
    : { across: perPage, down: 1, perPage, pages };
}

function arrangedDigests(
  layout: Exclude<LayoutName, 'focus'>,
  area: Area,
  count: number,
  smallest: Area,
): Arrangement {
  return layout === 'auto'
    ? digestArrangement(area, count, smallest)
    : arranged(layout, area, count, smallest);
}

function atLeastReadable(smallest: Area): Area {
  return { ...smallest, columns: Math.max(smallest.columns, readableColumns) };
}

type Strip = {
  readonly large: Rectangle;
  readonly small: (count: number) => readonly Rectangle[];
  readonly most: number;
};

/** Of the whole, where there is room for it. */
const stripShare = 0.28;

/** At the right where codex still draws properly beside it, else below, else nowhere. */
function stripIn(area: Area, smallest: Area): Strip {
  const columns = Math.max(smallest.columns, Math.floor(area.columns * stripShare));
  const whole = { x: 0, y: 0, ...area };
  if (area.columns - columns >= smallestPty.columns + 2) {
    const large = { ...whole, columns: area.columns - columns };
    const small = (count: number) =>
      cut(area.rows, count).map(({ start, length }) => ({
        x: large.columns,
        y: start,
        columns,
        rows: length,
      }));
    return { large, small, most: Math.floor(area.rows / smallest.rows) };
  }
  const rows = smallest.rows;
  if (area.rows - rows < smallestPty.rows) return { large: whole, small: () => [], most: 0 };
  const large = { ...whole, rows: area.rows - rows };
  const small = (count: number) =>
    cut(area.columns, count).map(({ start, length }) => ({
      x: start,
      y: large.rows,
      columns: length,
      rows,
    }));
  return { large, small, most: Math.floor(area.columns / smallest.columns) };
}

/** Pinned ones keep their places in the strip; the rest of it turns pages with the selection. */
function focused(
  shown: Roster,
  selected: number,
  strip: Strip & { readonly view: ShownView },
): LaidOut {
  const large = shown[selected];
  if (!large) return { tiles: [], page: 0, firsts: [], headings: [] };
  const others = shown.filter((agent) => agent !== large);
  const pinned = others.filter((agent) => agent.pinned).slice(0, Math.max(0, strip.most - 1));
  const turning = others.filter((agent) => !pinned.includes(agent));
  const perPage = Math.max(1, strip.most - pinned.length);
  const before = turning.filter((agent) => shown.indexOf(agent) < selected).length;
  const pages = Math.max(1, Math.ceil(turning.length / perPage));
  const page = Math.min(Math.floor(before / perPage), pages - 1);
  // The last page goes back far enough to be full, so that no tile changes its size.
  const from = Math.max(0, Math.min(page * perPage, turning.length - perPage));
  const small = [...pinned, ...turning.slice(from, from + perPage)].slice(0, strip.most);
  return {
    tiles: [
      { agent: large, rectangle: strip.large, view: 'live' },
      ...paired(small, strip.small(small.length), strip.view),
    ],
    page,
    firsts: turning.filter((_, at) => at % perPage === 0),
    headings: [],
  };
}

function paired(
  agents: Roster,
  rectangles: readonly Rectangle[],
  view: ShownView,
): LaidOut['tiles'] {
  return agents.flatMap((agent, at) => {
    const rectangle = rectangles[at];
    return rectangle ? [{ agent, rectangle, view }] : [];
  });
}
