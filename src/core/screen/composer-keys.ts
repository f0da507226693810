import { composerTable, composerToTable } from '../overlay-keys/composer-table.ts';
import { actionOf, isClosing } from '../overlay-keys/key-row.ts';
import type { Key } from '../terminal/input-event.ts';
import { type Composer, draftName, keptDraft, openComposer } from './composer.ts';
import { composerLayout } from './composer-layout.ts';
import { sendComposer, toProblem } from './composer-send.ts';
import { whenBeside } from './composer-targets.ts';
import { withDraft } from './prompt-memory.ts';
import { type Act, closeOverlay, type ScreenModel, unchanged } from './screen-state.ts';
import { insertInto, movedByRow, type TextEditor, textEditor } from './text-editor.ts';
import { editByKey } from './text-editor-keys.ts';
import { rowColumns } from './text-editor-view.ts';
import { editText, insertWords } from './text-field.ts';

export function pressInComposer(model: ScreenModel, composer: Composer, key: Key): Act {
  if (composer.phase === 'sending') {
    return isClosing(key) ? closeComposer(model, composer) : unchanged(model);
  }
  return composer.focus === 'to'
    ? pressInTo(model, composer, key)
    : pressInText(model, composer, key);
}

export function pasteIntoComposer(model: ScreenModel, composer: Composer, text: string): Act {
  if (composer.phase === 'sending') return unchanged(model);
  const { to, focus } = composer;
  if (focus === 'to' && to.type === 'selector') {
    return edited(model, { ...composer, to: { ...to, field: insertWords(to.field, text) } });
  }
  return withText(model, composer, insertInto(composer.text, text));
}

/** What was written is there again the next time. */
function closeComposer(model: ScreenModel, composer: Composer): Act {
  const name = draftName(composer.purpose);
  const prompts =
    name === null ? model.prompts : withDraft(model.prompts, name, keptDraft(composer));
  return closeOverlay({ ...model, prompts });
}

function pressInTo(model: ScreenModel, composer: Composer, key: Key): Act {
  const { to } = composer;
  const action = actionOf(composerToTable, key);
  if (action === 'close') return closeComposer(model, composer);
  if (to.type !== 'selector' || action === 'go-on') {
    const problem = toProblem(composer, model);
    return openComposer(model, problem === null ? toText(composer) : { ...composer, problem });
  }
  const field = editText(to.field, key);
  return field ? edited(model, { ...composer, to: { ...to, field } }) : unchanged(model);
}

function toText(composer: Composer): Composer {
  return { ...composer, focus: 'text', problem: null };
}

function pressInText(model: ScreenModel, composer: Composer, key: Key): Act {
  const action = actionOf(composerTable, key);
  switch (action) {
    case 'send':
      return sendComposer(model, composer);
    case 'when':
      return turnWhen(model, composer, 1);
    case 'to-whom':
      return composer.to.type === 'selector'
        ? edited(model, { ...composer, focus: 'to' })
        : turnWhen(model, composer, -1);
    case 'up':
      return moveByRow(model, composer, -1);
    case 'down':
      return moveByRow(model, composer, 1);
    case 'close':
      return closeComposer(model, composer);
    case 'new-line':
    case null: {
      const text = editByKey(composer.text, key, columnsOf(model, composer));
      return text ? withText(model, composer, text) : unchanged(model);
    }
    default:
      return action satisfies never;
  }
}

function columnsOf(model: ScreenModel, composer: Composer): number {
  return rowColumns(composerLayout(model, composer).columns);
}

/** When a text that waits already is sent cannot be changed. */
function turnWhen(model: ScreenModel, composer: Composer, by: 1 | -1): Act {
  return composer.purpose.type === 'edit'
    ? unchanged(model)
    : edited(model, { ...composer, when: whenBeside(composer.when, by) });
}

/** From the first and the last row on through what was sent before; behind the newest lies the draft. */
function moveByRow(model: ScreenModel, composer: Composer, by: 1 | -1): Act {
  const moved = movedByRow(composer.text, by, columnsOf(model, composer));
  return moved
    ? edited(model, { ...composer, text: moved })
    : edited(model, recall(model, composer, by));
}

function recall(model: ScreenModel, composer: Composer, by: 1 | -1): Composer {
  const { history } = model.prompts;
  const { index, draft } = composer.recalled ?? { index: history.length, draft: composer.text };
  const wanted = index + by;
  const entry = history[wanted];
  if (wanted === history.length) return { ...composer, text: draft, recalled: null };
  if (entry === undefined) return composer;
  return { ...composer, text: textEditor(entry), recalled: { index: wanted, draft } };
}

function withText(model: ScreenModel, composer: Composer, text: TextEditor): Act {
  return edited(model, { ...composer, text });
}

function edited(model: ScreenModel, composer: Composer): Act {
  return openComposer(model, { ...composer, problem: null });
}
