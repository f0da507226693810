import type { AgentId } from '../core/agent/agent.ts';
import { ageLabel } from '../core/agent/ages.ts';
import type { AgentSelection } from '../core/pointing/pointer.ts';
import { selectedSpans } from '../core/pointing/text-selection.ts';
import { contains } from '../core/screen/grid-layout.ts';
import type { Picture, Rectangle, TilePicture } from '../core/screen/picture.ts';
import type { AgePlace } from '../core/screen/screen-ages.ts';
import type { Mode } from '../core/screen/screen-state.ts';
import { viewportOf } from '../core/screen/viewport.ts';
import type { Cursor, Frame } from '../core/terminal/frame.ts';
import type { Chrome } from './chrome.tsx';
import { styledText } from './styled-text.ts';
import type { Theme } from './theme.ts';

/** The chrome with the newest frames in its tiles and the ages as of `now` (epoch ms). */
export function pictureOf(shown: {
  readonly chrome: Chrome;
  readonly frames: ReadonlyMap<AgentId, Frame>;
  readonly mode: Mode;
  readonly selection: AgentSelection | null;
  readonly theme: Theme;
  readonly now: number;
}): Picture {
  const { chrome, mode, theme } = shown;
  const typed = mode.type === 'type' ? mode.agent : null;
  const tiles = chrome.bodies.flatMap(({ agent, rectangle, digest }) => {
    const frame = digest ?? shown.frames.get(agent);
    if (!frame) return [];
    const selection = shown.selection?.agent === agent ? shown.selection : null;
    const follow = agent === typed ? 'cursor' : 'content';
    return [{ agent, picture: tileOf({ frame, rectangle, selection, follow }) }];
  });
  const typedTile = tiles.find((tile) => tile.agent === typed)?.picture;
  return {
    columns: chrome.columns,
    rows: chrome.rows,
    chrome: chrome.text,
    tiles: tiles.map((tile) => tile.picture),
    covers: chrome.covers,
    slots: [
      ...chrome.pane.map((text, y) => ({ x: 0, y, columns: chrome.columns, text })),
      ...chrome.ages
        .filter(
          (place) =>
            place.layer === 'overlay' || !chrome.covers.some((cover) => overlap(cover, place)),
        )
        .map((place) => ({
          x: place.x,
          y: place.y,
          columns: place.columns,
          text: styledText(ageLabel(place.since, shown.now), theme.roles[place.role]),
        })),
    ],
    cursor: typedTile ? cursorIn(typedTile) : null,
    title: chrome.title,
  };
}

function tileOf(shown: {
  readonly frame: Frame;
  readonly rectangle: Rectangle;
  readonly selection: AgentSelection | null;
  readonly follow: 'content' | 'cursor';
}): TilePicture {
  const { frame, rectangle, selection } = shown;
  return {
    rectangle,
    frame,
    ...viewportOf(frame, rectangle, shown),
    selected: selection ? selectedSpans(frame, selection) : [],
  };
}

/** The agent's own cursor, where the outer terminal has it; null when it is hidden or out of view. */
function cursorIn(tile: TilePicture): Cursor | null {
  const { cursor } = tile.frame;
  if (!cursor) return null;
  const x = tile.rectangle.x + cursor.x - tile.left;
  const y = tile.rectangle.y + cursor.y - tile.top;
  return contains(tile.rectangle, x, y) ? { ...cursor, x, y } : null;
}

function overlap(cover: Rectangle, place: AgePlace): boolean {
  return contains(cover, place.x, place.y) || contains(cover, place.x + place.columns - 1, place.y);
}
