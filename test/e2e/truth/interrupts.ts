import { byKey, type Scenario, starts } from './scenario.ts';
import { answers, run, say } from './scripts.ts';

/** Turns that the user interrupts, but for those that wait for an answer. */
export const interrupts: readonly Scenario[] = [
  {
    name: 'esc-while-streaming',
    script: answers({
      go: [[{ type: 'text', text: 'word '.repeat(200), wordDelayMs: 50 }]],
    }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { see: /word word word/ },
      { do: 'press', keys: ['Escape'] },
      { wait: 'interrupted' },
    ],
    states: [...starts, byKey('working'), byKey('interrupted')],
  },
  {
    name: 'esc-before-first-byte',
    script: answers({ go: [[{ type: 'hang' }]] }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { wait: 'working' },
      { see: /esc to interrupt/ },
      { do: 'press', keys: ['Escape'] },
      { wait: 'interrupted' },
    ],
    states: [...starts, byKey('working'), byKey('interrupted')],
  },
  {
    name: 'esc-while-command-runs',
    script: answers({ go: [[run('sleep 30')], [say('Ok.')]] }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { read: /sleep 30/ },
      { do: 'press', keys: ['Escape'] },
      { wait: 'interrupted' },
    ],
    states: [...starts, byKey('working', /sleep 30/), byKey('interrupted')],
  },
  {
    name: 'ctrl-c-then-on',
    script: answers({
      go: [[say('Hm.'), { type: 'hang' }]],
      'go on': [[say('Better.')]],
    }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { see: /Hm\./ },
      { do: 'press', keys: ['C-c'] },
      { wait: 'interrupted' },
      { do: 'prompt', text: 'go on' },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      byKey('working'),
      byKey('interrupted'),
      byKey('working'),
      { ...byKey('done', /^Better\.$/), by: 'model' },
    ],
  },
];
