import type { AskChoice, PendingAsk } from '../asks/pending-ask.ts';
import { plainText } from '../text/plain-text.ts';
import { shortPaths } from '../text/short-paths.ts';
import { textWidth } from '../text/text-width.ts';
import { visibleLine } from '../text/visible-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import { indentedLines } from './ask-lines.ts';
import { keyFor } from './bindings.ts';
import { actionOfMeaning, isAnswered, numbersOf, problemWords } from './given-answers.ts';
import type { InboxEntry } from './inbox.ts';
import { emptyLine, type OverlayLine, overlayLine } from './overlay-lines.ts';
import type { ScreenModel } from './screen-state.ts';
import { type Asking, askNameOf } from './waiting-asks.ts';

/** Cells. */
const labelColumns = 10;

/** All that is known of one request, and its answers. */
export function detailLines(
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
    ...(standing === null ? goneLines(model, shown, columns) : answerLines(model, shown, columns)),
  ];
}

/** The command whole, in its own lines, apart from what is said about it. */
function subjectLines({ subject }: PendingAsk, columns: number): readonly OverlayLine[] {
  if (subject === null) return [];
  return [emptyLine, ...indentedLines(subject, columns), emptyLine];
}

function goneLines(model: ScreenModel, asking: Asking, columns: number): readonly OverlayLine[] {
  const text = isAnswered(model, askNameOf(asking))
    ? 'It is answered.'
    : 'It is not asked any more: answered elsewhere, or taken back.';
  return wrapText(text, columns).map((line) => overlayLine({ role: 'muted', text: line }));
}

function answerLines(model: ScreenModel, asking: Asking, columns: number): readonly OverlayLine[] {
  const { ask } = asking;
  if (ask.problem !== null) {
    return wrapText(`It ${problemWords(ask.problem)}`, columns).map((text) =>
      overlayLine({ role: 'warning', text }),
    );
  }
  const keyed = ask.choices.map((choice) => ({ choice, key: keyOfChoice(model, asking, choice) }));
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

/** Its number, or the letter of what has a meaning. */
function keyOfChoice(model: ScreenModel, asking: Asking, { number, means }: AskChoice): string {
  if (numbersOf(asking).includes(number)) return `${number}`;
  return means === null ? '' : keyFor(model.bindings, actionOfMeaning[means]);
}
