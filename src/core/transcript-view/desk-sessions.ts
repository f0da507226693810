import * as v from 'valibot';
import type { AgentId } from '../agent/agent.ts';
import type { Reply } from '../host/host-commands.ts';
import {
  type Act,
  agentOf,
  type ScreenModel,
  unchanged,
  withNotice,
  withOverlay,
} from '../screen/screen-state.ts';
import { sessionTitle } from '../transcript/session-title.ts';
import type { ListedSession } from '../transcript/transcript-port.ts';
import { focusedPane, withPane } from './desk.ts';
import type { TranscriptDesk, TranscriptNews } from './transcript-pane.ts';

/** The list of the sessions of the focused pane's agent; the host is asked which they are. */
export function openSessions(model: ScreenModel, desk: TranscriptDesk): Act {
  const agent = focusedPane(desk)?.agent;
  if (!agent) return unchanged(model);
  const shows = { type: 'sessions', listed: null, chosen: 0 } as const;
  return {
    ...withOverlay(model, { type: 'transcripts', desk: { ...desk, shows } }),
    effects: [
      {
        type: 'request',
        purpose: { type: 'sessions', agent },
        command: { type: 'show', agent },
      },
    ],
  };
}

const shownSchema = v.object({
  rolloutPath: v.nullable(v.string()),
  formerSessions: v.array(v.string()),
});

/** Which they are; what they are about stands in their rollouts. */
export function takeSessionIds(model: ScreenModel, agent: AgentId, reply: Reply): Act {
  const { overlay } = model;
  if (overlay.type !== 'transcripts') return unchanged(model);
  if (!reply.ok) return withNotice(model, reply.error.message);
  const { desk } = overlay;
  const number = desk.panes.findIndex((pane) => pane.agent === agent);
  const pane = desk.panes[number];
  const parsed = v.safeParse(shownSchema, reply.value);
  if (!pane || !parsed.success) return unchanged(model);
  const { rolloutPath, formerSessions } = parsed.output;
  const present = agentOf(model, agent)?.sessionId ?? null;
  const sessions = [...(present === null ? [] : [present]), ...formerSessions.toReversed()];
  const near = rolloutPath ?? pane.path;
  if (near === null) return takeSessions(model, desk, { pane: number, listed: [] });
  return withPane(model, desk, number, pane, [{ type: 'list-sessions', sessions, near }]);
}

/** The one that is read is chosen. */
export function takeSessions(
  model: ScreenModel,
  desk: TranscriptDesk,
  { pane, listed }: Pick<Extract<TranscriptNews, { type: 'sessions' }>, 'pane' | 'listed'>,
): Act {
  if (desk.shows.type !== 'sessions' || desk.focused !== pane) return unchanged(model);
  const path = desk.panes[pane]?.path;
  const chosen = Math.max(
    0,
    listed.findIndex((session) => session.path === path),
  );
  const shows = { type: 'sessions', listed, chosen } as const;
  return withOverlay(model, { type: 'transcripts', desk: { ...desk, shows } });
}

/** In the place of what the focused pane shows; Esc goes back to the agent's own. */
export function openListed(
  model: ScreenModel,
  desk: TranscriptDesk,
  session: ListedSession | undefined,
): Act {
  const pane = focusedPane(desk);
  if (!pane || !session || session.path === pane.path) {
    return withOverlay(model, { type: 'transcripts', desk });
  }
  const { path } = session;
  const own =
    pane.parents[0] ?? (pane.path === null ? null : { path: pane.path, title: pane.title });
  const isOwn = own === null || own.path === path;
  const title = isOwn ? (own?.title ?? pane.title) : sessionTitle(session);
  const opening = { ...pane, path, title, parents: isOwn ? [] : [own], words: 'opening …' };
  return withPane(model, desk, desk.focused, opening, [{ type: 'open', path }]);
}
