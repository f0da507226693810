import { pasteIntoDiff } from '../diff-pane/diff-pane-inputs.ts';
import { pressInDiff } from '../diff-pane/diff-pane-keys.ts';
import { isClosing } from '../overlay-keys/key-row.ts';
import type { Key } from '../terminal/input-event.ts';
import { pasteInTranscripts, pressInTranscripts } from '../transcript-view/desk-keys.ts';
import { pasteIntoComposer, pressInComposer } from './composer-keys.ts';
import { pasteIntoFilter, pressInFilter } from './filter-keys.ts';
import { pressInHelp } from './help-keys.ts';
import { pressInInbox } from './inbox-keys.ts';
import { pressInLinks } from './link-list.ts';
import { pasteIntoName } from './name-form.ts';
import { pressInName, withNameForm } from './name-keys.ts';
import { pasteIntoForm } from './new-agent-form.ts';
import { pressInNewAgent, withForm } from './new-agent-keys.ts';
import { pasteIntoPalette, pressInPalette } from './palette-keys.ts';
import { pressInQuestion } from './questions.ts';
import { pressInReceipts } from './receipt-keys.ts';
import { pasteIntoSearch, pressInSearch } from './screen-search.ts';
import { type Act, closeOverlay, type ScreenModel, unchanged } from './screen-state.ts';
import { pressInWhy } from './why-keys.ts';

/** A key while an overlay is open. Esc closes each of them; none reaches an agent by itself. `now` is epoch ms. */
export function pressInOverlay(model: ScreenModel, key: Key, now: number): Act {
  const { overlay } = model;
  switch (overlay.type) {
    case 'none':
    case 'stopping-all':
      return isClosing(key) ? closeOverlay(model) : unchanged(model);
    case 'help':
      return pressInHelp(model, overlay, key);
    case 'why':
      return pressInWhy(model, overlay, key);
    case 'question':
      return pressInQuestion(model, overlay, key);
    case 'search':
      return pressInSearch(model, overlay.search, key);
    case 'palette':
      return pressInPalette(model, overlay.palette, { key, now });
    case 'filter':
      return pressInFilter(model, overlay, key);
    case 'new-agent':
      return pressInNewAgent(model, overlay.form, key);
    case 'name':
      return pressInName(model, overlay.form, key);
    case 'links':
      return pressInLinks(model, overlay.list, key);
    case 'composer':
      return pressInComposer(model, overlay.composer, key);
    case 'receipts':
      return pressInReceipts(model, overlay.list, key);
    case 'diff':
      return pressInDiff(model, overlay.pane, key);
    case 'transcripts':
      return pressInTranscripts({ ...model, notice: null }, overlay.desk, key);
    case 'inbox':
      return pressInInbox(model, overlay.inbox, { key, now });
    default:
      return overlay satisfies never;
  }
}

export function pasteInOverlay(model: ScreenModel, text: string): Act {
  const { overlay } = model;
  switch (overlay.type) {
    case 'new-agent':
      return withForm(model, pasteIntoForm(overlay.form, text));
    case 'name':
      return withNameForm(model, pasteIntoName(overlay.form, text));
    case 'search':
      return pasteIntoSearch(model, overlay.search, text);
    case 'palette':
      return pasteIntoPalette(model, overlay.palette, text);
    case 'filter':
      return pasteIntoFilter(model, overlay, text);
    case 'transcripts':
      return pasteInTranscripts(model, overlay.desk, text);
    case 'composer':
      return pasteIntoComposer(model, overlay.composer, text);
    case 'diff':
      return pasteIntoDiff(model, overlay.pane, text);
    default:
      return unchanged(model);
  }
}
