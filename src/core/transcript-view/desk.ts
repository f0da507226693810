import * as v from 'valibot';
import type { Agent } from '../agent/agent.ts';
import type { Reply } from '../host/host-commands.ts';
import { screenLayout } from '../screen/screen-layout.ts';
import {
  type Act,
  agentOf,
  closeOverlay,
  type ScreenEffect,
  type ScreenModel,
  unchanged,
  withOverlay,
} from '../screen/screen-state.ts';
import { paneArea } from './desk-layout.ts';
import { type PaneArea, type PaneOrder, readOn, withoutFar } from './pane-reading.ts';
import {
  emptyPane,
  showsLines,
  type TranscriptDesk,
  type TranscriptPane,
} from './transcript-pane.ts';
import { withColorsAsked } from './wanted-colors.ts';

/** Transcripts of these agents, side by side; the host is asked where each stands. */
export function openTranscripts(model: ScreenModel, agents: readonly Agent[]): Act {
  if (agents.length === 0) return unchanged(model);
  const opened = withOverlay(model, {
    type: 'transcripts',
    desk: { panes: agents.map(emptyPane), focused: 0, shows: showsLines },
  });
  return { ...opened, effects: agents.map(asking) };
}

/** One rollout of an agent's, at a place in which a text was found; from another session's Esc goes to the present one. */
export function openTranscriptAt(
  model: ScreenModel,
  agent: Agent,
  place: {
    readonly path: string;
    readonly presentPath: string;
    readonly title: string | null;
  } & NonNullable<TranscriptPane['opensAt']>,
): Act {
  const { path, presentPath, title, position, pattern } = place;
  const present = emptyPane(agent);
  const origin = { path: presentPath, title: present.title };
  const other = title === null ? {} : { title, parents: [origin] };
  const pane = { ...present, ...other, path, opensAt: { position, pattern } };
  const desk = { panes: [pane], focused: 0, shows: showsLines };
  return withPane(model, desk, 0, pane, [{ type: 'open', path }]);
}

function asking({ id: agent }: Pick<Agent, 'id'>): ScreenEffect {
  return {
    type: 'request',
    purpose: { type: 'transcript', agent },
    command: { type: 'show', agent },
  };
}

export function closeTranscripts(model: ScreenModel): Act {
  return {
    ...closeOverlay(model),
    effects: [{ type: 'transcript', order: { type: 'close-all' } }],
  };
}

/** Keys and news change one pane; whatever it needs then is read. */
export function withPane(
  model: ScreenModel,
  desk: TranscriptDesk,
  number: number,
  changed: TranscriptPane,
  orders: readonly PaneOrder[] = [],
): Act {
  const area = deskArea(model, desk, number);
  const read = readOn(withoutFar(changed, area), area);
  const colored = withColorsAsked(read.pane, area);
  const panes = desk.panes.map((pane, at) => (at === number ? colored.pane : pane));
  return {
    model: withOverlay(model, { type: 'transcripts', desk: { ...desk, panes } }).model,
    effects: [...orders, ...read.orders, ...colored.orders].map((order) => effectOf(order, number)),
  };
}

/** The pane that takes the keys. */
export function focusedPane({ panes, focused }: TranscriptDesk): TranscriptPane | null {
  return panes[focused] ?? null;
}

function effectOf(order: PaneOrder, pane: number): ScreenEffect {
  return { type: 'transcript', order: { ...order, pane } };
}

export function deskArea(model: ScreenModel, desk: TranscriptDesk, number: number): PaneArea {
  return paneArea(desk, number, deskRoom(model));
}

/** The footer stays in view: it says what the keys do. */
export function deskRoom(model: ScreenModel): PaneArea {
  return { columns: model.columns, rows: model.rows - screenLayout(model).footerRows };
}

const shownSchema = v.object({ rolloutPath: v.optional(v.nullable(v.string()), null) });

/** Where an agent's rollout is, or why not. */
export function takeTranscriptPath(model: ScreenModel, agent: Agent['id'], reply: Reply): Act {
  const { overlay } = model;
  if (overlay.type !== 'transcripts') return unchanged(model);
  const number = overlay.desk.panes.findIndex((pane) => pane.agent === agent);
  const pane = overlay.desk.panes[number];
  if (!pane) return unchanged(model);
  if (!reply.ok)
    return withPane(model, overlay.desk, number, { ...pane, words: reply.error.message });
  const parsed = v.safeParse(shownSchema, reply.value);
  const path = parsed.success ? parsed.output.rolloutPath : null;
  // Whoever reads a former session or a subagent's finds the new one where they came from.
  const [origin, ...trail] = pane.parents;
  if (origin) {
    const parents = [{ ...origin, path: path ?? origin.path }, ...trail];
    return withPane(model, overlay.desk, number, { ...pane, parents });
  }
  if (path === null) {
    const words = 'nothing was said yet; what will be said is shown here';
    return withPane(model, overlay.desk, number, { ...pane, words });
  }
  // The session was resumed, and goes on in the same file.
  if (path === pane.path && pane.words === null) return unchanged(model);
  const opening = { ...pane, path, parents: [], words: 'opening …' };
  return withPane(model, overlay.desk, number, opening, [{ type: 'open', path }]);
}

/** An agent that is on another session now has another rollout, and one that has none may have got it. */
export function followSessions(before: ScreenModel, after: ScreenModel): Act {
  const { overlay } = after;
  if (overlay.type !== 'transcripts') return unchanged(after);
  const effects: ScreenEffect[] = [];
  const panes = overlay.desk.panes.map((pane) => {
    const agent = agentOf(after, pane.agent);
    if (!agent) return pane;
    const isOther = agent.sessionId !== null && agent.sessionId !== pane.session;
    const hasMoved = agentOf(before, pane.agent)?.since !== agent.since;
    if (!isOther && !(hasMoved && pane.words !== null)) return pane;
    effects.push(asking(agent));
    return { ...pane, session: agent.sessionId };
  });
  if (effects.length === 0) return unchanged(after);
  return { ...withOverlay(after, { ...overlay, desk: { ...overlay.desk, panes } }), effects };
}

/** After a resize every pane may need more to fill it. */
export function refillPanes(model: ScreenModel): Act {
  const { overlay } = model;
  if (overlay.type !== 'transcripts') return unchanged(model);
  let act: Act = unchanged(model);
  for (const number of overlay.desk.panes.keys()) {
    const desk = act.model.overlay.type === 'transcripts' ? act.model.overlay.desk : overlay.desk;
    const pane = desk.panes[number];
    if (!pane) continue;
    const next = withPane(act.model, desk, number, pane);
    act = { model: next.model, effects: [...act.effects, ...next.effects] };
  }
  return act;
}
