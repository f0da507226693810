import type { Agent } from '../agent/agent.ts';
import { totalsOf } from '../diff/diff-stat.ts';
import { type PaneLine, panePiece, paneWidth } from '../screen/pane.ts';
import { filledLine } from '../screen/pane-clip.ts';
import { agentOf, type ScreenModel } from '../screen/screen-state.ts';
import { agentsThatNeedYou } from '../screen/waiting-agents.ts';
import { plainText } from '../text/plain-text.ts';
import { textWidth } from '../text/text-width.ts';
import { contentOf, type DiffContent, type DiffPane } from './diff-pane.ts';

/** Whose diff it is and how large; at the right whether it is old, what was found, and who waits meanwhile. */
export function diffTitle(model: ScreenModel, pane: DiffPane): PaneLine {
  const agent = agentOf(model, pane.agent);
  const content = contentOf(pane);
  const left = [
    panePiece('choice', ` Diff · ${plainText(agent?.name ?? '')} `),
    ...(content === null ? [] : totals(content)),
  ];
  const isOld = content !== null && hasChanged(content, agent);
  const room = model.columns - paneWidth(left);
  const right = fitting(room, [
    ...(isOld ? [panePiece('warning', '  changed since: r reads it anew')] : []),
    panePiece('muted', matchPlace(pane)),
    panePiece('warning', waiting(model)),
  ]);
  const news = right.length === 0 && isOld ? [panePiece('warning', '  r: old')] : right;
  return [...filledLine(left, model.columns - paneWidth(news)), ...news];
}

function totals({ against, document }: DiffContent): PaneLine {
  const { files, added, deleted } = totalsOf(document.files);
  return [
    panePiece('muted', `  since ${plainText(against)}  `),
    panePiece('text', `${files} ${files === 1 ? 'file' : 'files'}`),
    ...(added > 0 ? [panePiece('added', ` +${added}`)] : []),
    ...(deleted > 0 ? [panePiece('deleted', ` -${deleted}`)] : []),
  ];
}

/** Whether git says something else by now. */
function hasChanged({ git }: DiffContent, agent: Agent | null): boolean {
  return agent !== null && JSON.stringify(agent.git) !== JSON.stringify(git);
}

function matchPlace({ search, cursor }: DiffPane): string {
  if (search === null) return '';
  const at = search.rows.indexOf(cursor);
  const which = at === -1 ? '' : `${at + 1} of `;
  return `  "${plainText(search.pattern)}": ${which}${search.rows.length}`;
}

/** The grid, which says it otherwise, is out of view. */
function waiting({ roster }: ScreenModel): string {
  const count = agentsThatNeedYou(roster).length;
  if (count === 0) return '';
  return `  ${count} ${count === 1 ? 'needs' : 'need'} you `;
}

/** The first ones, as far as they have room. */
function fitting(room: number, pieces: PaneLine): PaneLine {
  let left = room;
  return pieces.filter(({ text }) => {
    const columns = textWidth(text);
    if (columns > left) return false;
    left -= columns;
    return true;
  });
}
