import { pasteIntoDiff } from '../diff-pane/diff-pane-inputs.ts';
import { closeDiff, pressInDiff } from '../diff-pane/diff-pane-keys.ts';
import type { Key } from '../terminal/input-event.ts';
import { pasteInTranscripts, pressInTranscripts } from '../transcript-view/desk-keys.ts';
import { closeComposer, pasteIntoComposer, pressInComposer } from './composer-keys.ts';
import { closeFilter, pasteIntoFilter, pressInFilter } from './filter-keys.ts';
import { pressInHelpFilter } from './help-keys.ts';
import { closeInbox, pressInInbox } from './inbox-keys.ts';
import { keyText } from './key-text.ts';
import { pressInLinks } from './link-list.ts';
import { pasteIntoName } from './name-form.ts';
import { pressInName, withNameForm } from './name-keys.ts';
import { pasteIntoForm } from './new-agent-form.ts';
import { pressInNewAgent, withForm } from './new-agent-keys.ts';
import type { Overlay } from './overlays.ts';
import { pasteIntoPalette, pressInPalette } from './palette-keys.ts';
import { askedBy, pressInQuestion } from './questions.ts';
import { pressInReceipts } from './receipt-keys.ts';
import { pasteIntoSearch, pressInSearch } from './screen-search.ts';
import {
  type Act,
  closeOverlay,
  type ScreenModel,
  unchanged,
  withOverlay,
} from './screen-state.ts';

/** A key while an overlay is open. Esc closes each of them; none reaches an agent by itself. `now` is epoch ms. */
export function pressInOverlay(model: ScreenModel, key: Key, now: number): Act {
  const { overlay } = model;
  // Esc goes back a step at a time there.
  if (overlay.type === 'transcripts') {
    return pressInTranscripts({ ...model, notice: null }, overlay.desk, key);
  }
  if (isClosing(key)) return close(model);
  switch (overlay.type) {
    case 'none':
    case 'stopping-all':
      return unchanged(model);
    case 'help':
      return pressInHelpFilter(model, overlay, key) ?? pressInText(model, overlay, key);
    case 'why':
      return pressInText(model, overlay, key);
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

function isClosing(key: Key): boolean {
  const text = keyText(key);
  return text === 'Escape' || text === 'Ctrl+C';
}

function close(model: ScreenModel): Act {
  const { overlay } = model;
  switch (overlay.type) {
    case 'question':
      return askedBy(overlay.question, model).close(model);
    case 'filter':
      return closeFilter(model, overlay);
    case 'inbox':
      return closeInbox(model, overlay.inbox);
    case 'diff':
      return closeDiff(model, overlay.pane);
    case 'composer':
      return closeComposer(model, overlay.composer);
    default:
      return closeOverlay(model);
  }
}

const scrollKeys: Readonly<Record<string, number>> = {
  Down: 1,
  j: 1,
  Up: -1,
  k: -1,
  PageDown: 10,
  Space: 10,
  PageUp: -10,
};

/** The view clips `scrolled` to what there is to scroll. */
function pressInText(
  model: ScreenModel,
  overlay: Extract<Overlay, { type: 'help' | 'why' }>,
  key: Key,
): Act {
  const text = keyText(key);
  if (text === 'q' || text === '?' || text === 'o') return closeOverlay(model);
  const by = scrollKeys[text];
  if (by === undefined) return unchanged(model);
  const scrolled = Math.max(0, overlay.scrolled + by);
  return withOverlay(model, { ...overlay, scrolled });
}
