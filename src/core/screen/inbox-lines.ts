import { plainText } from '../text/plain-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import { inboxColumns } from './ask-lines.ts';
import { confirmLines } from './confirm-lines.ts';
import { meaningWords } from './given-answers.ts';
import { entriesOf, type Inbox, isSelected } from './inbox.ts';
import { detailLines } from './inbox-detail.ts';
import { listLines } from './inbox-list.ts';
import { emptyLine, type OverlayLine, overlayLine, scrolledLines } from './overlay-lines.ts';
import { overlayRoom } from './overlay-room.ts';
import type { ScreenModel } from './screen-state.ts';
import { asksIn } from './waiting-asks.ts';

export function inboxTitle(model: ScreenModel, { confirm }: Inbox): string {
  if (confirm) return `${capital(meaningWords[confirm.means])}?`;
  const count = asksIn(model.roster).length;
  if (count === 0) return 'Inbox · nobody waits';
  return `Inbox · ${count === 1 ? '1 agent waits' : `${count} agents wait`}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** All rows of the inbox. `now` is epoch ms. */
export function inboxLines(model: ScreenModel, inbox: Inbox, now: number): readonly OverlayLine[] {
  if (inbox.confirm) return confirmLines(model, inbox.confirm);
  const { room } = overlayRoom(model, inboxColumns);
  const { entries, from, listRows, told } = inboxWindow(model, inbox);
  const { detail, detailRows } = inboxDetail(model, inbox);
  const hidden = { above: from, below: Math.max(0, entries.length - from - listRows) };
  return [
    ...listLines(model, inbox, { entries, from, rows: listRows, columns: room.columns, now }),
    ...blankLines(listRows - entries.length),
    ruleLine(hidden, room.columns),
    ...detail.lines,
    ...blankLines(detailRows - detail.lines.length),
    ...told,
  ];
}

/** What is said of the selected entry, and how many rows are kept for it. */
export function inboxDetail(model: ScreenModel, inbox: Inbox) {
  const { room } = overlayRoom(model, inboxColumns);
  const { entries, at, listRows, rows } = inboxWindow(model, inbox);
  const entry = entries[at];
  const said = entry ? detailLines(model, entry, room.columns) : [];
  // The box stands still while one goes from row to row, and while requests come and go.
  const detailRows = Math.min(rows - listRows, Math.max(leastDetailRows, said.length));
  const detail = scrolledLines(said, { rows: detailRows, scrolled: inbox.scrolled });
  return { detail, detailRows };
}

/**
 * The list at the top of the inbox: its entries, which one is selected, the first in view and how many rows it has;
 * `rows` are those that it shares with what is said of the selected one.
 */
export function inboxWindow(model: ScreenModel, inbox: Inbox) {
  const { room } = overlayRoom(model, inboxColumns);
  const notice = noticeLines(model, room.columns);
  // Where there is room for it a blank has the place of what is told.
  const told = notice.length === 0 && room.rows > 10 ? [emptyLine] : notice;
  const rows = room.rows - ruleRows - told.length;
  const entries = entriesOf(model, inbox);
  const most = Math.max(2, Math.floor(rows * listShare));
  const listRows = Math.min(most, Math.max(entries.length, leastListRows));
  const at = entries.findIndex(({ shown }) => isSelected(inbox, shown));
  const from = Math.min(
    Math.max(0, at - Math.floor(listRows / 2)),
    Math.max(0, entries.length - listRows),
  );
  return { entries, at, from, listRows, rows, told };
}

function blankLines(count: number): readonly OverlayLine[] {
  return Array.from({ length: Math.max(0, count) }, () => emptyLine);
}

const ruleRows = 1;

/** The list's part of what it shares with what is said of the selected row. */
const listShare = 0.4;

/** What most approvals take. */
const leastListRows = 3;
const leastDetailRows = 12;

/** Below the list, with how many rows of it are out of view. */
function ruleLine(
  { above, below }: { readonly above: number; readonly below: number },
  columns: number,
): OverlayLine {
  const hidden = [above > 0 ? `↑ ${above}` : '', below > 0 ? `↓ ${below}` : ''].filter(
    (part) => part !== '',
  );
  const text = hidden.length > 0 ? `── ${hidden.join('  ')} ` : '';
  return overlayLine({ role: 'muted', text: text + '─'.repeat(columns - text.length) });
}

function noticeLines(model: ScreenModel, columns: number): readonly OverlayLine[] {
  if (model.notice === null) return [];
  return wrapText(plainText(model.notice), columns)
    .slice(0, 3)
    .map((text) => overlayLine({ role: 'warning', text }));
}
