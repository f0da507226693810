import * as v from 'valibot';
import type { AgentId, Roster } from './agent.ts';
import { contains, roomIn } from './grid-layout.ts';
import type { Reply, Why } from './host-commands.ts';
import type { Mouse } from './input-event.ts';
import { needsYou } from './lifecycle-table.ts';
import { agentOfOverlay, noOverlay } from './overlays.ts';
import { screenLayout } from './screen-layout.ts';
import {
  type Act,
  agentOf,
  type Purpose,
  type ScreenEffect,
  type ScreenModel,
  select,
  startTyping,
  unchanged,
  withNotice,
} from './screen-state.ts';

/** The host published the roster: whatever the screen holds on to is still there afterwards, or let go. */
export function takeRoster(model: ScreenModel, roster: Roster): Act {
  const has = (id: AgentId | null) => roster.some((agent) => agent.id === id);
  const arrived = has(model.awaited) ? model.awaited : null;
  const kept = has(model.selected) ? model.selected : inItsPlace(model, roster);
  const about = agentOfOverlay(model.overlay);
  const next: ScreenModel = {
    ...model,
    roster,
    selected: arrived ?? kept,
    awaited: arrived ? null : model.awaited,
    previouslySelected: arrived ? kept : model.previouslySelected,
    mode: model.mode.type === 'type' && !has(model.mode.agent) ? { type: 'grid' } : model.mode,
    overlay: about !== null && !has(about) ? noOverlay : model.overlay,
  };
  return { model: next, effects: [...bellFor(model, next), ...askWhyAgain(model, next)] };
}

/** The one that moved up into the place of a removed selection. */
function inItsPlace(model: ScreenModel, roster: Roster): AgentId | null {
  const index = model.roster.findIndex((agent) => agent.id === model.selected);
  return (roster[Math.max(0, index)] ?? roster.at(-1))?.id ?? null;
}

/** Once for each wait, unless the user types into that agent anyway. */
function bellFor(before: ScreenModel, after: ScreenModel): readonly ScreenEffect[] {
  const watched = after.mode.type === 'type' && after.focused ? after.mode.agent : null;
  const rings = after.roster.some((agent) => {
    const known = agentOf(before, agent.id);
    return (
      known !== null && needsYou(agent.state) && !needsYou(known.state) && agent.id !== watched
    );
  });
  return rings ? [{ type: 'bell' }] : [];
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

const newAgentsSchema = v.array(
  v.object({ id: v.custom<AgentId>((id) => typeof id === 'string') }),
);

const whySchema = v.object({
  why: v.array(
    v.object({
      at: v.number(),
      witness: v.string(),
      says: v.string(),
      rule: v.nullable(v.string()),
      state: v.string(),
    }),
  ),
});

export function takeReply(
  model: ScreenModel,
  answered: { readonly purpose: Purpose; readonly reply: Reply },
  now: number,
): Act {
  const { purpose, reply } = answered;
  switch (purpose.type) {
    case 'new-agent':
      return takeNewAgent(model, reply);
    case 'stop-all':
      return reply.ok
        ? {
            model,
            effects: [{ type: 'leave', reason: 'stopped-all', message: 'All agents are stopped.' }],
          }
        : withNotice({ ...model, overlay: noOverlay }, reply.error.message);
    case 'why':
      return takeWhy(model, { agent: purpose.agent, reply }, now);
    case 'plain':
      return reply.ok ? unchanged(model) : withNotice(model, reply.error.message);
    default:
      return purpose satisfies never;
  }
}

function takeNewAgent(model: ScreenModel, reply: Reply): Act {
  const { overlay } = model;
  if (!reply.ok) {
    // Closed meanwhile: then the grid says why nothing appears.
    if (overlay.type !== 'new-agent') return withNotice(model, reply.error.message);
    const form = { ...overlay.form, sent: false, problem: reply.error.message };
    return { model: { ...model, overlay: { type: 'new-agent', form } }, effects: [] };
  }
  const created = v.safeParse(newAgentsSchema, reply.value);
  const id = created.success ? (created.output[0]?.id ?? null) : null;
  const open: ScreenModel = {
    ...model,
    overlay: overlay.type === 'new-agent' ? noOverlay : overlay,
  };
  if (id === null || !agentOf(open, id)) return { model: { ...open, awaited: id }, effects: [] };
  return select(open, id);
}

function takeWhy(
  model: ScreenModel,
  answered: { readonly agent: AgentId; readonly reply: Reply },
  now: number,
): Act {
  const { overlay } = model;
  if (overlay.type !== 'why' || overlay.agent !== answered.agent) return unchanged(model);
  const why = whyIn(answered.reply);
  const answer =
    typeof why === 'string'
      ? ({ type: 'refused', message: why } as const)
      : ({ type: 'answered', at: now, why } as const);
  return { model: { ...model, overlay: { ...overlay, answer } }, effects: [] };
}

function whyIn(reply: Reply): Why | string {
  if (!reply.ok) return reply.error.message;
  const parsed = v.safeParse(whySchema, reply.value);
  return parsed.success
    ? parsed.output.why
    : 'The host answered in a way this screen does not know.';
}

/** Click selects, click on the selected tile types; the wheel, and every button in the typed tile, are the agent's. */
export function takeMouse(model: ScreenModel, mouse: Mouse): Act {
  if (model.overlay.type !== 'none') return unchanged(model);
  const tile = screenLayout(model).tiles.find((place) =>
    contains(place.rectangle, mouse.x, mouse.y),
  );
  if (!tile) return unchanged(model);
  const { id } = tile.agent;
  const body = roomIn(tile.rectangle);
  const isTyped = model.mode.type === 'type' && model.mode.agent === id;
  const isWheel = mouse.action.startsWith('wheel-');
  if (isTyped || isWheel) {
    return contains(body, mouse.x, mouse.y)
      ? { model, effects: [{ type: 'mouse', agent: id, mouse }] }
      : unchanged(model);
  }
  if (mouse.action !== 'press' || mouse.button !== 'left') return unchanged(model);
  if (model.mode.type === 'grid' && model.selected === id) {
    return startTyping(model, { agent: id, zoomed: false });
  }
  return select({ ...model, mode: { type: 'grid' } }, id);
}
