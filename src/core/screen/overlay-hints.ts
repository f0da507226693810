import { composerTable, composerToTable } from '../overlay-keys/composer-table.ts';
import { filterTable, nameTable, newAgentTable } from '../overlay-keys/form-tables.ts';
import { confirmTable, inboxTable, shownInbox } from '../overlay-keys/inbox-table.ts';
import { hintsIn } from '../overlay-keys/key-row.ts';
import {
  linksTable,
  paletteTable,
  questionTable,
  searchTable,
} from '../overlay-keys/list-tables.ts';
import { helpTable, whyTable } from '../overlay-keys/reading-tables.ts';
import { receiptsTable, shownReceipts } from '../overlay-keys/receipts-table.ts';
import { deskHints } from '../transcript-view/desk-hints.ts';
import type { Hint } from './bindings.ts';
import type { Composer } from './composer.ts';
import type { Inbox } from './inbox.ts';
import type { NameForm } from './name-form.ts';
import type { NewAgentForm } from './new-agent-form.ts';
import type { ScreenModel } from './screen-state.ts';

/** What the footer says of the keys of what lies above the grid; or, as a sentence, what that waits for. */
export function overlayHints(model: ScreenModel): readonly Hint[] | string {
  const { overlay } = model;
  switch (overlay.type) {
    case 'help':
      return hintsIn(helpTable, null);
    case 'why':
      return hintsIn(whyTable, null);
    case 'question':
      return hintsIn(questionTable, null);
    case 'search':
      return hintsIn(searchTable, null);
    case 'palette':
      return hintsIn(paletteTable, null);
    case 'links':
      return hintsIn(linksTable, null);
    case 'filter':
      return hintsIn(filterTable, null);
    case 'new-agent':
      return newAgentHints(overlay.form);
    case 'name':
      return nameHints(overlay.form);
    case 'inbox':
      return inboxHints(model, overlay.inbox);
    case 'composer':
      return composerHints(overlay.composer);
    case 'receipts':
      return hintsIn(receiptsTable, shownReceipts(model, overlay.list));
    case 'transcripts':
      return deskHints(overlay.desk);
    // A diff has a footer of its own.
    case 'diff':
    case 'stopping-all':
    case 'none':
      return [];
    default:
      return overlay satisfies never;
  }
}

function newAgentHints(form: NewAgentForm): readonly Hint[] | string {
  if (form.phase === 'editing') return hintsIn(newAgentTable, form);
  return form.phase === 'looking' ? 'looking at the folder …' : 'starting …';
}

const waitingWords: Readonly<Record<NameForm['purpose'], string>> = {
  rename: 'renaming …',
  fork: 'starting …',
};

function nameHints(form: NameForm): readonly Hint[] | string {
  return form.sent ? waitingWords[form.purpose] : hintsIn(nameTable, form);
}

function inboxHints(model: ScreenModel, inbox: Inbox): readonly Hint[] {
  return inbox.confirm
    ? hintsIn(confirmTable, null)
    : hintsIn(inboxTable(model.bindings), shownInbox(model, inbox));
}

function composerHints(composer: Composer): readonly Hint[] | string {
  if (composer.phase === 'sending') return 'changing it …';
  return composer.focus === 'to'
    ? hintsIn(composerToTable, null)
    : hintsIn(composerTable, composer);
}
