import type { NameForm } from '../screen/name-form.ts';
import type { NewAgentForm } from '../screen/new-agent-form.ts';
import { isChoice } from '../screen/new-agent-words.ts';
import { closing, heldWith, type KeyTable } from './key-row.ts';

export const filterTable: KeyTable<'keep' | 'next' | 'previous' | 'erase' | 'close'> = [
  {
    label: 'Enter',
    help: 'keep what the filter has found, and go on there',
    keys: { Enter: 'keep' },
    hint: { word: 'keeps it', worth: 9 },
  },
  {
    label: '↑ ↓',
    help: 'select the tile before, the next; so do Shift+Tab and Tab',
    keys: { Up: 'previous', Down: 'next', 'Shift+Tab': 'previous', Tab: 'next' },
    hint: null,
  },
  {
    label: 'Backspace',
    help: 'show all tiles again, where nothing is written',
    keys: { Backspace: 'erase' },
    hint: null,
  },
  closing('show all tiles again', { word: 'shows all' }),
];

const namingWords: Readonly<Record<NameForm['purpose'], string>> = {
  rename: 'renames it',
  fork: 'starts the fork',
};

export const nameTable: KeyTable<'send' | 'close', NameForm> = [
  {
    label: 'Enter',
    help: 'rename the agent, or start the fork',
    keys: heldWith({ Enter: 'send', 'Shift+Enter': 'send' }),
    hint: ({ purpose }) => ({ word: namingWords[purpose], worth: 9 }),
  },
  closing('leave it as it is', { word: 'cancels' }),
];

type NewAgentAction = 'start' | 'next' | 'previous' | 'turn-on' | 'turn-back' | 'close';

export const newAgentTable: KeyTable<NewAgentAction, NewAgentForm> = [
  {
    label: 'Enter',
    help: 'start the agent',
    keys: heldWith({ Enter: 'start', 'Shift+Enter': 'start' }),
    hint: { word: 'starts it', worth: 9 },
  },
  {
    label: 'Tab Shift+Tab',
    help: 'the next field, the one before; so do ↓ and ↑',
    keys: heldWith({
      Tab: 'next',
      Down: 'next',
      Up: 'previous',
      'Shift+Tab': 'previous',
      'Shift+Down': 'previous',
      'Shift+Up': 'previous',
    }),
    hint: { word: 'next', worth: 6 },
  },
  {
    label: '← →',
    help: 'choose among what a field offers; so does Space',
    keys: {
      Left: 'turn-back',
      Right: 'turn-on',
      Space: 'turn-on',
      'Shift+Left': 'turn-back',
      'Shift+Right': 'turn-on',
      'Shift+Space': 'turn-on',
    },
    hint: ({ focus }) => (isChoice(focus) ? { key: '← →', word: 'choose', worth: 7 } : null),
  },
  closing('start none', { word: 'cancels' }),
];
