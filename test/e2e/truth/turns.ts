import { byCodex, byKey, byModel, type Scenario, starts } from './scenario.ts';

/** Turns that go as they should, and what users do in them. */
export const turns: readonly Scenario[] = [
  {
    name: 'plain-turn',
    moves: [{ wait: 'ready' }, { do: 'prompt', text: 'say Hello.' }, { wait: 'done' }],
    states: [...starts, byKey('working'), byModel('done')],
  },
  {
    name: 'streamed-slowly',
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'wait at streamed' },
      { wait: 'working' },
      { see: /I wait\./ },
      { do: 'release', gate: 'streamed' },
      { wait: 'done' },
    ],
    states: [...starts, byKey('working'), byModel('done')],
  },
  {
    name: 'approval-yes',
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'ask leave for true' },
      { wait: 'approval' },
      { see: /Would you like to run/ },
      { do: 'press', keys: ['y'] },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /true/),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    name: 'esc-while-streaming',
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'think' },
      { see: /Let me think/ },
      { do: 'press', keys: ['Escape'] },
      { wait: 'interrupted' },
    ],
    states: [...starts, byKey('working'), byKey('interrupted')],
  },
  {
    name: 'question-answered',
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'ask me' },
      { wait: 'question' },
      { see: /Which colour/ },
      { do: 'press', keys: ['Enter'] },
      { wait: 'done' },
    ],
    states: [...starts, byKey('working'), byModel('question'), byKey('working'), byModel('done')],
  },
  {
    name: 'error-500',
    moves: [{ wait: 'ready' }, { do: 'prompt', text: 'fail' }, { wait: 'failed' }],
    states: [...starts, byKey('working'), byCodex('failed')],
  },
];
