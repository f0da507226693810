import { diffCommentTable, diffSearchTable } from '../overlay-keys/diff-table.ts';
import { actionOf } from '../overlay-keys/key-row.ts';
import { promptProblem, promptText } from '../prompts/prompt-text.ts';
import { remembered } from '../screen/prompt-memory.ts';
import {
  type Act,
  agentOf,
  type ScreenModel,
  unchanged,
  withNotice,
} from '../screen/screen-state.ts';
import { editedText, insertInto, isEmptyText, movedByRow } from '../screen/text-editor.ts';
import { editByKey } from '../screen/text-editor-keys.ts';
import { rowColumns } from '../screen/text-editor-view.ts';
import { editText, insertWords } from '../screen/text-field.ts';
import type { Key } from '../terminal/input-event.ts';
import { commentPrompt, placeOf } from './diff-comment.ts';
import { rowsWith } from './diff-document.ts';
import { contentOf, type DiffPane } from './diff-pane.ts';
import { withPane } from './diff-pane-act.ts';
import { atMatch } from './diff-search.ts';

/** A key while something to look for is typed. Enter goes to the first row with it from the cursor on. */
export function pressInSearch(model: ScreenModel, pane: DiffPane, key: Key): Act {
  const { input } = pane;
  const content = contentOf(pane);
  if (input.type !== 'search' || content === null) return unchanged(model);
  if (actionOf(diffSearchTable, key) === 'find') {
    const pattern = input.field.text;
    const rows = rowsWith(content.document, pattern);
    const found = rows.find((at) => at >= pane.cursor) ?? rows[0];
    const closed: DiffPane = { ...pane, input: { type: 'none' } };
    if (pattern === '') return withPane(model, { ...closed, search: null });
    return found === undefined
      ? withNotice(withPane(model, closed).model, `Nothing here holds "${pattern}".`)
      : withPane(
          model,
          atMatch({ ...closed, search: { pattern, rows } }, found, { screen: model, content }),
        );
  }
  const field = editText(input.field, key);
  return field ? withPane(model, { ...pane, input: { ...input, field } }) : unchanged(model);
}

/** A key while a comment is written. */
export function pressInComment(model: ScreenModel, pane: DiffPane, key: Key): Act {
  const { input } = pane;
  if (input.type !== 'comment') return unchanged(model);
  const action = actionOf(diffCommentTable, key);
  if (action === 'send') return sendComment(model, pane);
  const columns = rowColumns(model.columns - 2);
  const text =
    action === 'up' || action === 'down'
      ? movedByRow(input.text, action === 'up' ? -1 : 1, columns)
      : editByKey(input.text, key, columns);
  return text ? withPane(model, { ...pane, input: { ...input, text } }) : unchanged(model);
}

export function pasteIntoDiff(model: ScreenModel, pane: DiffPane, pasted: string): Act {
  const { input } = pane;
  switch (input.type) {
    case 'none':
      return unchanged(model);
    case 'search':
      return withPane(model, {
        ...pane,
        input: { ...input, field: insertWords(input.field, pasted) },
      });
    case 'comment':
      return withPane(model, {
        ...pane,
        input: { ...input, text: insertInto(input.text, pasted) },
      });
    default:
      return input satisfies never;
  }
}

/** Through the door that all prompts take: it waits until the agent can have it. */
function sendComment(model: ScreenModel, pane: DiffPane): Act {
  const { input } = pane;
  const agent = agentOf(model, pane.agent);
  const content = contentOf(pane);
  const place =
    content && input.type === 'comment' && placeOf(content.document, pane.cursor, input.on);
  if (!place || agent === null || input.type !== 'comment') return unchanged(model);
  if (isEmptyText(input.text))
    return withNotice(model, 'There is nothing to send yet: type a comment.');
  const comment = editedText(input.text);
  const text = promptText(commentPrompt(place, comment));
  const problem = promptProblem(text);
  if (problem !== null) return withNotice(model, problem);
  const { source, batches } = model.prompts;
  const batch = `${source}-${batches + 1}`;
  const prompts = remembered({ ...model.prompts, batches: batches + 1 }, comment);
  const sent = withPane({ ...model, prompts }, { ...pane, input: { type: 'none' }, draft: null });
  return {
    model: sent.model,
    effects: [
      ...sent.effects,
      { type: 'remember-prompt', text: comment },
      {
        type: 'request',
        purpose: { type: 'comment', agent: agent.id, text: input.text },
        command: {
          type: 'prompt',
          batch,
          prompts: [{ agent: agent.id, text }],
          when: 'ready',
          commands: 'send-as-text',
        },
      },
    ],
  };
}
