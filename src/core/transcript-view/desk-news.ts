import { type Act, type ScreenModel, unchanged, withNotice } from '../screen/screen-state.ts';
import { withReceived } from './code-colors.ts';
import { deskArea, withPane } from './desk.ts';
import { takeSessions } from './desk-sessions.ts';
import { lookAtMatch, shownMatch } from './pane-match.ts';
import { type PaneArea, type PaneOrder, towardsPrompt, withPage } from './pane-reading.ts';
import { nothingRead, type TranscriptNews, type TranscriptPane } from './transcript-pane.ts';

/** Something was read, or happened to a rollout. */
export function takeTranscript(model: ScreenModel, news: TranscriptNews): Act {
  const { overlay } = model;
  if (overlay.type !== 'transcripts') return unchanged(model);
  if (news.type === 'told') return withNotice(model, news.sentence);
  const { desk } = overlay;
  const pane = desk.panes[news.pane];
  if (!pane) return unchanged(model);
  if (news.type === 'sessions') return takeSessions(model, desk, news);
  const area = deskArea(model, desk, news.pane);
  const { changed, orders = [] } = afterNews(pane, news, area);
  return withPane(model, desk, news.pane, changed, orders);
}

type Change = { readonly changed: TranscriptPane; readonly orders?: readonly PaneOrder[] };

function afterNews(
  pane: TranscriptPane,
  news: Exclude<TranscriptNews, { type: 'told' | 'sessions' }>,
  area: PaneArea,
): Change {
  switch (news.type) {
    case 'opened':
      return afterOpening(pane, news, area);
    case 'failed':
      return { changed: { ...pane, ...nothingRead(0), words: `the rollout ${news.problem}` } };
    case 'read': {
      const read = withPage(pane, news.direction, news.page);
      return { changed: towardsGoal(read, area) };
    }
    case 'colored':
      return { changed: { ...pane, colors: withReceived(pane.colors, news.blocks) } };
    case 'grown':
      return { changed: { ...pane, end: news.end } };
    case 'replaced':
      if (pane.path === null) return { changed: pane };
      return { changed: pane, orders: [{ type: 'open', path: pane.path }] };
    case 'gone':
      // What is read of it can still be looked at.
      return { changed: pane };
    case 'found':
      return { changed: afterSearch(pane, news, area) };
    case 'session':
      return afterFinding(pane, news);
    default:
      return news satisfies never;
  }
}

function towardsGoal(pane: TranscriptPane, area: PaneArea): TranscriptPane {
  if (pane.goal === null) return pane;
  return pane.goal === 'match' ? shownMatch(pane, area) : towardsPrompt(pane, pane.goal, area);
}

function afterOpening(
  pane: TranscriptPane,
  { end, missing }: Extract<TranscriptNews, { type: 'opened' }>,
  area: PaneArea,
): Change {
  const { opensAt } = pane;
  const origin = missing.length > 0 ? 'missing' : 'whole';
  const read = { ...nothingRead(end), end, origin, words: null, search: null } as const;
  const opened = { ...pane, ...read, opensAt: null };
  if (!opensAt) return { changed: opened };
  const { position, pattern } = opensAt;
  const search = { pattern, found: null, current: 0 };
  return {
    changed: lookAtMatch({ ...opened, search }, position, area),
    orders: [{ type: 'search', pattern, level: pane.level }],
  };
}

/** From where one looks, upwards. */
function afterSearch(
  pane: TranscriptPane,
  { pattern, matches }: Extract<TranscriptNews, { type: 'found' }>,
  area: PaneArea,
): TranscriptPane {
  if (pane.search?.pattern !== pattern) return pane;
  const from = pane.view.type === 'end' ? pane.end : pane.view.position;
  const above = matches.positions.findIndex((position) => position <= from);
  const current = Math.max(0, above);
  const searched = { ...pane, search: { pattern, found: matches, current } };
  const position = matches.positions[current];
  return position === undefined ? searched : lookAtMatch(searched, position, area);
}

function afterFinding(
  pane: TranscriptPane,
  { session, path }: Extract<TranscriptNews, { type: 'session' }>,
): Change {
  if (path === null) return { changed: pane };
  const own = pane.path === null ? [] : [{ path: pane.path, title: pane.title }];
  const opening: TranscriptPane = {
    ...pane,
    path,
    title: pane.namedNext ?? session.slice(0, 8),
    parents: [...pane.parents, ...own],
    words: 'opening …',
  };
  return { changed: opening, orders: [{ type: 'open', path }] };
}
