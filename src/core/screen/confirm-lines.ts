import { plainText } from '../text/plain-text.ts';
import { shortPaths } from '../text/short-paths.ts';
import { visibleLine } from '../text/visible-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import { inboxColumns, indentedLines } from './ask-lines.ts';
import { type Confirm, standingOf } from './inbox.ts';
import {
  emptyLine,
  type LinePiece,
  type OverlayLine,
  overlayLine,
  scrolledLines,
} from './overlay-lines.ts';
import { overlayRoom } from './overlay-room.ts';
import type { ScreenModel } from './screen-state.ts';
import { clipEnd } from './tile-pieces.ts';
import { type Asking, askNameOf, isSameAsk } from './waiting-asks.ts';

/** The two answers, a blank above them and one below. */
const answerRows = 4;

/** What one answer for several requests looks like: each request whole, then the answers. */
export function confirmLines(model: ScreenModel, confirm: Confirm): readonly OverlayLine[] {
  const { room } = overlayRoom(model, inboxColumns);
  const { lines } = requestsIn(model, confirm);
  const notice =
    model.notice === null
      ? emptyLine
      : overlayLine({ role: 'warning', text: clipEnd(plainText(model.notice), room.columns) });
  const answer = (chosen: Confirm['chosen'], key: string, word: string, help: string) => {
    const role: LinePiece['role'] = confirm.chosen === chosen ? 'choice' : 'text';
    return overlayLine(
      { role, text: ` ${key}  ${word.padEnd(answerColumns)}` },
      { role: 'muted', text: `  ${help}` },
    );
  };
  const count = standingOf(model, confirm).length;
  return [
    ...lines,
    emptyLine,
    answer('none', 'n', 'No', 'back to the inbox'),
    answer('all', 'a', allWords[confirm.means], countWords(count)),
    notice,
  ];
}

const allWords = {
  approve: 'Approve all',
  session: 'Approve all for the session',
  deny: 'Deny all',
} as const;

const answerColumns = allWords.session.length;

function countWords(count: number): string {
  if (count === 0) return 'none of them is asked any more';
  return count === 1 ? 'this one' : `these ${count}`;
}

/** How far the requests of a confirmation can be scrolled. Lines. */
export function furthestOf(model: ScreenModel, confirm: Confirm): number {
  return requestsIn(model, confirm).furthest;
}

function requestsIn(model: ScreenModel, confirm: Confirm) {
  const { room } = overlayRoom(model, inboxColumns);
  const standing = standingOf(model, confirm);
  const isStanding = (asking: Asking) =>
    standing.some((one) => isSameAsk(askNameOf(one), askNameOf(asking)));
  const lines = confirm.asked.flatMap((asking) =>
    isStanding(asking)
      ? requestLines(model, asking, room.columns)
      : [
          overlayLine({
            role: 'muted',
            text: clipEnd(`${plainText(asking.agent.name)}: asked no more`, room.columns),
          }),
        ],
  );
  return scrolledLines(lines, {
    rows: room.rows - answerRows,
    scrolled: confirm.scrolled,
  });
}

function requestLines(
  model: ScreenModel,
  { agent, ask }: Asking,
  columns: number,
): readonly OverlayLine[] {
  const folder = shortPaths(agent.cwd, model.homeFolder);
  const who = `${plainText(agent.name)} in ${visibleLine(folder)}`;
  return [
    ...wrapText(who, columns).map((text) => overlayLine({ role: 'name', text })),
    ...indentedLines(ask.subject ?? ask.title, columns),
  ];
}
