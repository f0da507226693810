import * as v from 'valibot';
import type { Reply } from '../host/host-commands.ts';
import { actionOf } from '../overlay-keys/key-row.ts';
import { linkNumbers, linksTable } from '../overlay-keys/list-tables.ts';
import type { Key } from '../terminal/input-event.ts';
import { plainText } from '../text/plain-text.ts';
import { chosenBy } from './choosing.ts';
import { overlayRoom } from './overlay-room.ts';
import {
  type Act,
  closeOverlay,
  type ScreenModel,
  unchanged,
  withNotice,
  withOverlay,
} from './screen-state.ts';

/** The links on an agent's screen to pick one from, newest first. */
export type LinkList = { readonly links: readonly string[]; readonly chosen: number };

const linksSchema = v.array(v.string());

/** One link is copied at once; of several the person picks. `name` is the agent's. */
export function takeLinks(model: ScreenModel, name: string, reply: Reply): Act {
  if (!reply.ok) return withNotice(model, reply.error.message);
  // Something else was opened meanwhile.
  if (model.overlay.type !== 'none') return unchanged(model);
  const parsed = v.safeParse(linksSchema, reply.value);
  const links = parsed.success ? parsed.output.toReversed() : [];
  const [newest] = links;
  if (newest === undefined) return withNotice(model, `There is no link on the screen of ${name}.`);
  if (links.length === 1) return copyLink(model, newest);
  return withOverlay(model, { type: 'links', list: { links, chosen: 0 } });
}

/** The first of the links in view, and how many have room. */
export function linksFrom(
  model: ScreenModel,
  { chosen }: LinkList,
): { readonly from: number; readonly rows: number } {
  const { room } = overlayRoom(model, linksColumns);
  const rows = Math.max(1, room.rows);
  return { from: Math.max(0, chosen - rows + 1), rows };
}

/** With the border. Cells. */
export const linksColumns = 100;

export function pressInLinks(model: ScreenModel, list: LinkList, key: Key): Act {
  if (actionOf(linksTable, key) === 'close') return closeOverlay(model);
  const letters = linkNumbers.slice(0, list.links.length);
  const chosen = chosenBy(key, { count: list.links.length, current: list.chosen, letters });
  switch (chosen.type) {
    case 'nothing':
      return unchanged(model);
    case 'moved':
      return withOverlay(model, { type: 'links', list: { ...list, chosen: chosen.index } });
    case 'taken': {
      const link = list.links[chosen.index];
      const closed = closeOverlay(model).model;
      return link === undefined ? unchanged(closed) : copyLink(closed, link);
    }
    default:
      return chosen satisfies never;
  }
}

/** Terminals do not say whether they took it, and some take nothing: so the notice shows the whole of it. */
function copyLink(model: ScreenModel, link: string): Act {
  const text = plainText(link);
  return {
    model: { ...model, notice: `Copied: ${text}` },
    effects: [{ type: 'copy', text }],
  };
}
