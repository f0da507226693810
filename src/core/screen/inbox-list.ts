import { ageLabel } from '../agent/ages.ts';
import type { PendingAsk } from '../asks/pending-ask.ts';
import { lifecycles } from '../lifecycle/lifecycle-table.ts';
import { plainText } from '../text/plain-text.ts';
import { textWidth } from '../text/text-width.ts';
import { visibleLine } from '../text/visible-text.ts';
import { isAnswered, isBeingAnswered, meaningsOf } from './given-answers.ts';
import { type Inbox, type InboxEntry, isMarked, isSelected } from './inbox.ts';
import type { LinePiece, OverlayLine } from './overlay-lines.ts';
import type { ScreenModel } from './screen-state.ts';
import { clipEnd } from './tile-pieces.ts';
import { askNameOf } from './waiting-asks.ts';

/** Cells; an age has a gap behind it. */
const nameLimitColumns = 16;
const ageColumns = 5;

/** The rows of the list from `from` on. `now` is epoch ms. */
export function listLines(
  model: ScreenModel,
  inbox: Inbox,
  view: {
    readonly entries: readonly InboxEntry[];
    readonly from: number;
    readonly rows: number;
    readonly columns: number;
    readonly now: number;
  },
): readonly OverlayLine[] {
  const { entries, from } = view;
  const names = entries.map(({ shown }) => textWidth(plainText(shown.agent.name)));
  const nameColumns = Math.min(nameLimitColumns, Math.max(...names));
  const hasMarks = entries.some(({ shown }) => meaningsOf(shown).length > 0);
  return entries
    .slice(from, from + view.rows)
    .map((entry) => listLine(model, inbox, { ...view, entry, nameColumns, hasMarks }));
}

function listLine(
  model: ScreenModel,
  inbox: Inbox,
  row: {
    readonly entry: InboxEntry;
    readonly columns: number;
    readonly nameColumns: number;
    readonly hasMarks: boolean;
    readonly now: number;
  },
): OverlayLine {
  const { shown, standing } = row.entry;
  const { agent, ask } = shown;
  const isMarkable = standing !== null && meaningsOf(shown).length > 0;
  const mark = isMarkable ? (isMarked(inbox, shown) ? '[x] ' : '[ ] ') : '    ';
  const name = clipEnd(plainText(agent.name), row.nameColumns);
  const head = [
    ` ${row.hasMarks ? mark : ''}`,
    `${lifecycles[ask.kind].glyph} `,
    `${name}${' '.repeat(row.nameColumns - textWidth(name))}  `,
  ] as const;
  const label = ageLabel(ask.since, row.now);
  const ageAt = textWidth(head.join(''));
  const room = row.columns - ageAt - ageColumns - 1;
  const text = clipEnd(stateOf(model, row.entry) ?? subjectOf(ask, room), Math.max(0, room));
  const blanks = ' '.repeat(Math.max(0, room - textWidth(text)) + 1);
  const isChosen = isSelected(inbox, shown);
  const role = (usual: LinePiece['role']) =>
    isChosen ? 'choice' : standing === null ? 'muted' : usual;
  return {
    pieces: [
      { role: role('key'), text: head[0] },
      { role: role('needsYou'), text: head[1] },
      { role: role('name'), text: head[2] },
      { role: role('muted'), text: ' '.repeat(ageColumns) },
      { role: role('text'), text: text + blanks },
    ],
    age: standing && { at: ageAt, columns: label.length, since: ask.since },
  };
}

function subjectOf({ subject, title }: PendingAsk, columns: number): string {
  return visibleLine(subject ?? title, Math.max(0, columns));
}

/** In the place of what is asked, once that is not to be answered any more. */
function stateOf(model: ScreenModel, { shown, standing }: InboxEntry): string | null {
  const name = askNameOf(shown);
  if (standing === null) return isAnswered(model, name) ? 'answered' : 'asked no more';
  return isBeingAnswered(model, name) ? 'answering …' : null;
}
