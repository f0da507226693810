import { ageLabel } from '../agent/ages.ts';
import type { AskChoice, PendingAsk } from '../asks/pending-ask.ts';
import { lifecycles } from '../lifecycle/lifecycle-table.ts';
import { plainText } from '../text/plain-text.ts';
import { shortPaths } from '../text/short-paths.ts';
import { textWidth } from '../text/text-width.ts';
import { visibleLine } from '../text/visible-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import {
  actionOfMeaning,
  isBeingAnswered,
  meaningsOf,
  meaningWords,
  problemWords,
  shortMeaningWords,
} from './answering.ts';
import { inboxColumns, indentedLines, keyLine } from './ask-lines.ts';
import { keyFor } from './bindings.ts';
import { confirmLines } from './confirm-lines.ts';
import {
  entriesOf,
  type Inbox,
  type InboxEntry,
  isMarked,
  isSelected,
  selectedEntry,
} from './inbox.ts';
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
import { askNameOf, asksIn } from './waiting-asks.ts';

/** Cells. */
const nameLimitColumns = 16;
const labelColumns = 10;

export function inboxTitle(model: ScreenModel, { confirm }: Inbox): string {
  if (confirm) return `${capital(meaningWords[confirm.means])}?`;
  const count = asksIn(model.roster).length;
  return `Inbox · ${count} ${count === 1 ? 'waits' : 'wait'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** All rows of the inbox. `now` is epoch ms. */
export function inboxLines(model: ScreenModel, inbox: Inbox, now: number): readonly OverlayLine[] {
  if (inbox.confirm) return confirmLines(model, inbox.confirm);
  const { room } = overlayRoom(model, inboxColumns);
  const notice = noticeLines(model, room.columns);
  const hints = hintLine(model, inbox, room.columns);
  // The rule and the hints, and where there is room a blank between.
  const blank = room.rows > 10 ? [emptyLine] : [];
  const rows = room.rows - 2 - notice.length - blank.length;
  const entries = entriesOf(model, inbox);
  const listRows = Math.min(entries.length, Math.max(2, Math.floor(rows * listShare)));
  const details = entries.map((entry) => detailLines(model, entry, room.columns));
  // The same for each of them: the box stands still while one goes from row to row.
  const detailRows = Math.min(rows - listRows, Math.max(...details.map(({ length }) => length)));
  const at = entries.findIndex(({ shown }) => isSelected(inbox, shown));
  const detail = scrolledLines(details[at] ?? [], { rows: detailRows, scrolled: inbox.scrolled });
  const from = Math.min(
    Math.max(0, at - Math.floor(listRows / 2)),
    Math.max(0, entries.length - listRows),
  );
  const hidden = { above: from, below: entries.length - from - listRows };
  return [
    ...listLines(model, inbox, { entries, from, rows: listRows, columns: room.columns, now }),
    ruleLine(hidden, room.columns),
    ...detail.lines,
    ...Array.from({ length: detailRows - detail.lines.length }, () => emptyLine),
    ...blank,
    ...notice,
    hints,
  ];
}

/** Of the list and what is said of the selected row. */
const listShare = 0.4;

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

function listLines(
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
    `${agent.number}`.padStart(2),
    ` ${name}${' '.repeat(row.nameColumns - textWidth(name))}  `,
  ] as const;
  const label = ageLabel(ask.since, row.now);
  const ageAt = textWidth(head.join(''));
  const age = ' '.repeat(label.length) + ' '.repeat(5 - label.length);
  const room = row.columns - ageAt - age.length - 1;
  const text = clipEnd(stateOf(model, row.entry) ?? subjectOf(ask), Math.max(0, room));
  const blanks = ' '.repeat(Math.max(0, room - textWidth(text)) + 1);
  const isChosen = isSelected(inbox, shown);
  const role = (usual: LinePiece['role']) =>
    isChosen ? 'choice' : standing === null ? 'muted' : usual;
  return {
    pieces: [
      { role: role('key'), text: head[0] },
      { role: role('needsYou'), text: head[1] },
      { role: role('muted'), text: head[2] },
      { role: role('name'), text: head[3] },
      { role: role('muted'), text: age },
      { role: role('text'), text: text + blanks },
    ],
    age: standing && { at: ageAt, columns: label.length, since: ask.since },
  };
}

function subjectOf({ subject, title }: PendingAsk): string {
  return visibleLine(subject ?? title);
}

/** In the place of what is asked, once that is not to be answered any more. */
function stateOf(model: ScreenModel, { shown, standing }: InboxEntry): string | null {
  if (standing === null) return 'asked no more';
  return isBeingAnswered(model, askNameOf(shown)) ? 'answering …' : null;
}

function detailLines(
  model: ScreenModel,
  { shown, standing }: InboxEntry,
  columns: number,
): readonly OverlayLine[] {
  const { agent, ask } = shown;
  const fact = (label: string, text: string | null) =>
    text === null || text === ''
      ? []
      : wrapText(visibleLine(text), columns - labelColumns).map((line, at) =>
          overlayLine(
            { role: 'muted', text: (at === 0 ? label : '').padEnd(labelColumns) },
            { role: 'text', text: line },
          ),
        );
  const title = wrapText(`${plainText(agent.name)}: ${visibleLine(ask.title)}`, columns).map(
    (text) => overlayLine({ role: 'text', text }),
  );
  return [
    ...title,
    ...subjectLines(ask, columns),
    ...fact('folder', shortPaths(agent.cwd, model.homeFolder)),
    ...fact('reason', ask.reason),
    ...fact('subagent', ask.subagent),
    emptyLine,
    ...(standing === null
      ? [
          overlayLine({
            role: 'warning',
            text: 'It is not asked any more: answered, or taken back.',
          }),
        ]
      : answerLines(model, standing.ask, columns)),
  ];
}

/** The command whole, in its own lines, apart from what is said about it. */
function subjectLines({ subject }: PendingAsk, columns: number): readonly OverlayLine[] {
  if (subject === null) return [];
  return [emptyLine, ...indentedLines(subject, columns), emptyLine];
}

function answerLines(model: ScreenModel, ask: PendingAsk, columns: number): readonly OverlayLine[] {
  if (ask.problem !== null) {
    return wrapText(`It ${problemWords(ask.problem)}`, columns).map((text) =>
      overlayLine({ role: 'warning', text }),
    );
  }
  const keyed = ask.choices.map((choice) => ({ choice, key: keyOfChoice(model, ask, choice) }));
  const keyColumns = Math.max(1, ...keyed.map(({ key }) => textWidth(key)));
  return keyed.flatMap(({ choice, key }) => {
    const indent = keyColumns + 2;
    const [first = '', ...rest] = wrapText(visibleLine(choice.label), columns - indent);
    const consequence =
      choice.consequence === null
        ? []
        : wrapText(visibleLine(choice.consequence), columns - indent - 2);
    return [
      overlayLine(
        { role: 'key', text: `${key.padStart(keyColumns)}  ` },
        { role: 'text', text: first },
      ),
      ...rest.map((text) => overlayLine({ role: 'text', text: ' '.repeat(indent) + text })),
      ...consequence.map((text) =>
        overlayLine({ role: 'muted', text: ' '.repeat(indent + 2) + text }),
      ),
    ];
  });
}

/** The number, and of an approval the letter of what has a meaning. */
function keyOfChoice(model: ScreenModel, ask: PendingAsk, { number, means }: AskChoice): string {
  if (ask.kind !== 'approval') return `${number}`;
  const letter = means ? keyFor(model.bindings, actionOfMeaning[means]) : ' ';
  return `${letter} ${number}`;
}

/** The keys of the inbox; where there is little room, those that answer have one word. */
function hintLine(model: ScreenModel, inbox: Inbox, columns: number): OverlayLine {
  const asking = selectedEntry(model, inbox);
  const meanings = asking ? meaningsOf(asking) : [];
  const keys = meanings.map((meaning) => keyFor(model.bindings, actionOfMeaning[meaning]));
  const hasOptions =
    meanings.length === 0 && asking?.ask.problem === null && asking.ask.choices.length > 0;
  const others = [
    ...(hasOptions ? [{ key: '1-9', does: 'answers' }] : []),
    { key: 'Esc', does: 'closes' },
    ...(meanings.length > 0 ? [{ key: 'Space', does: 'marks' }] : []),
    { key: 'Enter', does: 'goes there' },
  ];
  const inWords = meanings.map((meaning, at) => ({
    key: keys[at] ?? '',
    does: shortMeaningWords[meaning],
  }));
  const inShort = meanings.length > 0 ? [{ key: keys.join(' '), does: 'answer' }] : [];
  const whole = keyLine([...inWords, ...others], columns);
  return whole.pieces.length === 2 * (inWords.length + others.length)
    ? whole
    : keyLine([...inShort, ...others], columns);
}
