import type { AgentId } from '../core/agent/agent.ts';
import type { Click } from '../core/pointing/click.ts';
import { type CellPlace, type LineText, lineTextAt } from '../core/pointing/logical-line.ts';
import {
  type AgentSelection,
  dragged,
  idlePointer,
  isRepeated,
  type Pointer,
  pressed,
  released,
  scrolled,
  unselected,
} from '../core/pointing/pointer.ts';
import {
  type SeenRows,
  scrolledRows,
  seenRows,
  shiftBetween,
  textOfSeen,
} from '../core/pointing/scrolled-rows.ts';
import { selectedText } from '../core/pointing/text-selection.ts';
import { leavesTilesFree } from '../core/screen/overlays.ts';
import { agentOf, type ScreenEvent, type ScreenModel } from '../core/screen/screen-state.ts';
import { pendingAskOf } from '../core/screen/waiting-asks.ts';
import type { Row } from '../core/terminal/frame.ts';
import type { Mouse } from '../core/terminal/input-event.ts';
import { dragScroll } from './drag-scroll.ts';
import type { LookingBack } from './looking-back.ts';
import type { Clock } from './pacer.ts';
import type { Painting } from './painting.ts';

/** Text is selected beside the model: each step of a drag would cost a commit there. */
export type Pointing = {
  /** Whether a report of the mouse was meant for text; the others are for the model. */
  readonly take: (mouse: Mouse, model: ScreenModel) => 'taken' | 'left';
  /** Nothing stands out any more. */
  readonly forget: () => void;
  /** An agent draws something else: what was copied stands out only as long as it stands there. */
  readonly redrawn: (agent: AgentId) => void;
};

type Parts = {
  readonly painting: Painting;
  readonly clock: Clock;
  readonly lookedBack: LookingBack;
  readonly dispatch: (event: ScreenEvent) => void;
  /** Gives an agent a report of the mouse. */
  readonly sendMouse: (agent: AgentId, mouse: Mouse) => void;
};

/** The press that the held button began with. */
type Begun = Pick<Click, 'isChosen' | 'before'> & { readonly mouse: Mouse };

/** What a box has at its left before its text: a blank, its border and another blank. */
const boxColumns = 3;

export function pointing({ painting, clock, lookedBack, dispatch, sendMouse }: Parts): Pointing {
  let pointer = idlePointer;
  /** What the held button was pressed with. */
  let begun: Begun | null = null;
  let copied: string | null = null;
  /** Pressed in a box, which may have closed before it is let go. */
  let isHeldAbove = false;

  const move = (next: Pointer) => {
    pointer = next;
    painting.select(next.selection);
  };
  /** What scrolled by under the held button; null while nothing has. */
  let seen: SeenRows | null = null;
  let shownRows: readonly Row[] = [];
  let newest: Mouse | null = null;
  const scrolling = dragScroll({ painting, clock }, (agent, rows) => {
    const view = painting.viewOf(agent);
    if (view?.shows !== 'screen' || !newest) return;
    const { modes } = view.frame;
    const action = rows < 0 ? 'wheel-up' : 'wheel-down';
    const { body } = view;
    const middle = { x: body.x + (body.columns >> 1), y: body.y + (body.rows >> 1) };
    if (modes.mouse !== 'none') sendMouse(agent, { ...newest, ...middle, action, button: 'none' });
    else if (!modes.wheelKeys) lookedBack.scroll(agent, -rows);
  });
  /** The tile of the held button shows something else: the selection goes with what was selected. */
  const follow = (agent: AgentId) => {
    const frame = painting.frameOf(agent);
    if (pointer.held?.agent !== agent || !pointer.selection || !frame || !newest) return;
    // The last row of what is looked back at tells how far up it is.
    const rows = lookedBack.isAt(agent) ? frame.lines.slice(0, -1) : frame.lines;
    const shift = shiftBetween(shownRows.slice(0, rows.length), rows);
    if (shift) {
      seen = scrolledRows(seen ?? seenRows(shownRows), rows, shift);
      const { x, y } = placeIn(painting, agent, newest);
      const head = { x, y: Math.max(shift.first, Math.min(y, shift.last)) };
      move(dragged(scrolled(pointer, shift.rows), head));
    }
    shownRows = rows;
  };
  lookedBack.onMoved(follow);
  const textOf = (): string => {
    const { selection } = pointer;
    const frame = selection && painting.frameOf(selection.agent);
    return frame ? selectedText(frame, selection) : '';
  };
  const lineAt = (agent: AgentId, place: CellPlace): LineText => {
    const frame = painting.frameOf(agent);
    return frame ? lineTextAt(frame, place) : { text: '', at: -1 };
  };
  const onScreen = (agent: AgentId, { x, y }: CellPlace): CellPlace | null =>
    painting.viewOf(agent)?.shows === 'screen' ? { x, y: y - lookedBack.backOf(agent) } : null;
  const pressAbove = ({ x, y }: Mouse): 'taken' | 'left' => {
    const cover = painting.coverAt(x, y);
    if (!cover) return 'left';
    isHeldAbove = true;
    const fromTop = y - cover.y - 1;
    const fromBottom = cover.rows - 3 - fromTop;
    const column = x - cover.x - boxColumns;
    if (fromTop >= 0 && fromBottom >= 0) {
      dispatch({ type: 'overlay-clicked', row: { fromTop, fromBottom, column } });
    }
    return 'taken';
  };
  const press = (mouse: Mouse, model: ScreenModel): 'taken' | 'left' => {
    move(unselected(pointer));
    scrolling.stop();
    if (!leavesTilesFree(model.overlay)) return pressAbove(mouse);
    const body = painting.bodyAt(mouse.x, mouse.y);
    if (!body) return 'left';
    const { agent } = body;
    const target = { agent, place: placeIn(painting, agent, mouse), at: clock.now() };
    const isAgents = isTypedInto(model, agent) && asksForMouse(painting, agent);
    if (isAgents && !isRepeated(pointer, target)) return 'left';
    begun = {
      mouse,
      isChosen: model.mode.type === 'grid' && model.selected === agent,
      before: { text: lineAt(agent, target.place).text, ask: askOf(model, agent) },
    };
    if (!isTypedInto(model, agent)) dispatch({ type: 'input', input: { type: 'mouse', mouse } });
    move(pressed(pointer, target));
    seen = null;
    shownRows = painting.frameOf(agent)?.lines ?? [];
    return 'taken';
  };
  const take = (selection: AgentSelection) => {
    const { agent, unit, anchor, head } = selection;
    copied = textOf();
    const columns = painting.frameOf(agent)?.columns ?? 0;
    const text = seen ? textOfSeen(seen, columns, selection) : copied;
    const isOneWord = unit === 'word' && isSamePlace(anchor, head);
    const word = isOneWord ? { agent, place: onScreen(agent, anchor) } : null;
    dispatch({ type: 'text-selected', text, word });
  };
  const release = (mouse: Mouse) => {
    const { held, selection } = pointer;
    move(released(pointer));
    scrolling.stop();
    const start = begun;
    begun = null;
    if (!held || !start) return;
    if (selection) {
      take(selection);
      return;
    }
    const { agent, place } = held;
    // The mouse has not moved, but the tile has.
    if (!isSamePlace(place, placeIn(painting, agent, mouse))) return;
    const { ctrl, alt } = start.mouse;
    // What stood there once is no answer to what is asked now.
    if (lookedBack.isAt(agent) && !ctrl && !alt) {
      lookedBack.end();
      return;
    }
    const where = { place: onScreen(agent, place), line: lineAt(agent, place) };
    const { isChosen, before } = start;
    dispatch({ type: 'clicked', agent, isChosen, before, ...where, ctrl, alt });
  };
  return {
    take(mouse, model) {
      if (isHeldAbove && (mouse.action === 'move' || mouse.action === 'release')) {
        isHeldAbove = mouse.action === 'move' && mouse.button !== 'none';
        return 'taken';
      }
      if (pointer.held && mouse.action === 'move') {
        const { agent } = pointer.held;
        newest = mouse;
        move(dragged(pointer, placeIn(painting, agent, mouse)));
        scrolling.drag(agent, mouse);
        return 'taken';
      }
      if (pointer.held && mouse.action === 'release') {
        release(mouse);
        return 'taken';
      }
      return mouse.action === 'press' && mouse.button === 'left' ? press(mouse, model) : 'left';
    },
    forget() {
      begun = null;
      scrolling.stop();
      move(idlePointer);
    },
    redrawn(agent) {
      follow(agent);
      if (pointer.held || pointer.selection?.agent !== agent) return;
      if (textOf() !== copied) move(unselected(pointer));
    },
  };
}

function askOf(model: ScreenModel, id: AgentId): string | null {
  const agent = agentOf(model, id);
  return (agent && pendingAskOf(agent)?.id) ?? null;
}

function isTypedInto({ mode }: ScreenModel, agent: AgentId): boolean {
  return mode.type === 'type' && mode.agent === agent;
}

function asksForMouse(painting: Painting, agent: AgentId): boolean {
  return (painting.frameOf(agent)?.modes.mouse ?? 'none') !== 'none';
}

function isSamePlace(left: CellPlace, right: CellPlace): boolean {
  return left.x === right.x && left.y === right.y;
}

/** The nearest cell of the agent that its tile shows. */
function placeIn(painting: Painting, agent: AgentId, mouse: Mouse): CellPlace {
  const view = painting.viewOf(agent);
  if (!view) return { x: 0, y: 0 };
  const { body, frame, origin } = view;
  const x = within(mouse.x, body.x, Math.min(body.columns, frame.columns)) - origin.x;
  const y = within(mouse.y, body.y, Math.min(body.rows, frame.rows)) - origin.y;
  return { x, y };
}

function within(value: number, start: number, length: number): number {
  return Math.max(start, Math.min(value, start + length - 1));
}
