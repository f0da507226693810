import { type AgentId, endedWithHost, type Roster } from '../agent/agent.ts';
import type { Mouse } from '../terminal/input-event.ts';
import { keyFor } from './bindings.ts';
import { answerOnBorder } from './click-choices.ts';
import { revealing, shownAgents } from './filter.ts';
import { withFilterKept } from './filter-keys.ts';
import { answerAsk } from './given-answers.ts';
import { contains } from './grid-layout.ts';
import { marksAmong } from './marks.ts';
import { mirrorOver } from './mirror.ts';
import { agentOfOverlay, noOverlay } from './overlays.ts';
import { screenLayout, type TilePlace } from './screen-layout.ts';
import {
  type Act,
  agentOf,
  type ScreenEffect,
  type ScreenModel,
  select,
  startTyping,
  unchanged,
} from './screen-state.ts';
import { tileBody } from './tile-card.ts';

/** The host published the roster: whatever the screen holds on to is still there afterwards, or let go. */
export function takeRoster(model: ScreenModel, roster: Roster): Act {
  const has = (id: AgentId | null) => roster.some((agent) => agent.id === id);
  const begun = begunByForm(model, roster);
  const arrived = has(model.awaited) ? model.awaited : begun;
  const kept = has(model.selected) ? model.selected : inItsPlace(model, roster);
  const about = agentOfOverlay(model.overlay);
  const next: ScreenModel = {
    ...model,
    roster,
    greeted: true,
    notice: model.greeted ? model.notice : (model.notice ?? resumeOffer(model, roster)),
    selected: arrived ?? kept,
    awaited: arrived ? null : model.awaited,
    marks: marksAmong(model.marks, roster),
    previouslySelected: arrived ? kept : model.previouslySelected,
    mode: model.mode.type === 'type' && !has(model.mode.agent) ? { type: 'grid' } : model.mode,
    overlay: begun !== null || (about !== null && !has(about)) ? noOverlay : model.overlay,
  };
  const open = mirrorOver(arrived ? revealing(next, arrived) : next);
  return { model: open, effects: askWhyAgain(model, open) };
}

/** A worktree may take minutes to set up, which is to be seen in the tile and not to be hidden by the form. */
function begunByForm({ overlay, roster: known }: ScreenModel, roster: Roster): AgentId | null {
  if (overlay.type !== 'new-agent' || overlay.form.phase !== 'starting') return null;
  const { chosen, texts } = overlay.form;
  if (chosen.worktree === 'no') return null;
  const isNew = (id: AgentId) => known.every((agent) => agent.id !== id);
  const begun = roster.find(({ id, name }) => name === texts.name.text.trim() && isNew(id));
  return begun?.id ?? null;
}

/** The host is a new one, and the agents of the one before are to be had back: after a reboot, or a crash. */
function resumeOffer({ bindings }: ScreenModel, roster: Roster): string | null {
  const ended = roster.filter(({ task, state }) => task === 'session' && state === 'ended');
  const left = ended.filter(({ detail, exit }) => exit === null && detail === endedWithHost);
  const [one] = left;
  if (one === undefined) return null;
  const who = left.length === 1 ? one.name : `${left.length} agents`;
  const all = keyFor(bindings, 'resume-all');
  // Others may have been stopped on purpose.
  const wayOn =
    left.length < ended.length
      ? `${keyFor(bindings, 'resume')} resumes the selected one, ${all} all ${ended.length} that have ended.`
      : `${all} resumes ${left.length === 1 ? 'it' : 'all'}.`;
  return `${who} ended with the last host: ${wayOn}`;
}

/** The one that moved up into the place of a removed selection. */
function inItsPlace(model: ScreenModel, roster: Roster): AgentId | null {
  const index = shownAgents(model).findIndex((agent) => agent.id === model.selected);
  const shown = shownAgents({ ...model, roster, selected: null });
  return (shown[Math.max(0, index)] ?? shown.at(-1))?.id ?? null;
}

/** An open explanation follows what it explains. */
function askWhyAgain(before: ScreenModel, after: ScreenModel): readonly ScreenEffect[] {
  if (after.overlay.type !== 'why') return [];
  const { agent } = after.overlay;
  const same = agentOf(before, agent)?.since === agentOf(after, agent)?.since;
  return same
    ? []
    : [{ type: 'request', purpose: { type: 'why', agent }, command: { type: 'show', agent } }];
}

/**
 * What the mouse does to tiles: the wheel, and every button in the typed tile, are the agent's; other buttons than the
 * left one do nothing. `now` is epoch ms.
 */
export function takeMouse(model: ScreenModel, mouse: Mouse, now: number): Act {
  const tile = screenLayout(model).tiles.find((place) =>
    contains(place.rectangle, mouse.x, mouse.y),
  );
  if (!tile) return unchanged(model);
  const { id } = tile.agent;
  const isTyped = model.mode.type === 'type' && model.mode.agent === id;
  if (isTyped || mouse.action.startsWith('wheel-')) {
    return contains(tileBody(model, tile), mouse.x, mouse.y)
      ? { model, effects: [{ type: 'mouse', agent: id, mouse }] }
      : unchanged(model);
  }
  if (mouse.action !== 'press' || mouse.button !== 'left') return unchanged(model);
  // A click must not turn what is typed next into commands.
  if (model.mode.type === 'mirror') return unchanged(model);
  return model.mode.type === 'grid' && model.selected === id
    ? pressOnSelected(model, tile, { mouse, now })
    : select({ ...model, mode: { type: 'grid' } }, id);
}

/**
 * On its border it types, or answers where the key for it is written; inside, text may begin to be marked: a click
 * (`takeClick`) it is once it is let go.
 */
function pressOnSelected(
  model: ScreenModel,
  tile: TilePlace,
  { mouse, now }: { readonly mouse: Mouse; readonly now: number },
): Act {
  if (contains(tileBody(model, tile), mouse.x, mouse.y)) return unchanged(model);
  const { y, rows } = tile.rectangle;
  const answer = mouse.y === y + rows - 1 ? answerOnBorder(model, tile, mouse.x) : null;
  return answer
    ? answerAsk(model, answer.asking, { given: answer.given, now })
    : startTyping(withFilterKept(model), { agent: tile.agent.id, zoomed: false });
}
