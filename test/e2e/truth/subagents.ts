import { byKey, byModel, readingTime, type Scenario, starts, withSubagents } from './scenario.ts';
import { answers, askLeaveFor, gate, httpError, run, say, spawn } from './scripts.ts';

/** Turns with subagents: the tile is at work as long as any of them. */
export const subagents: readonly Scenario[] = [
  {
    name: 'subagent-outlives-turn',
    script: answers({
      go: [[spawn('child task')], [say('I have sent it.')]],
      'child task': [[gate('child'), say('Child is done.')]],
    }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { see: /I have sent it\./ },
      { remain: 1_500 },
      { do: 'release', gate: 'child' },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      withSubagents(byKey('working'), 0, 1),
      byModel('done', /^I have sent it\.$/),
    ],
  },
  {
    name: 'two-subagents',
    script: answers({
      go: [[spawn('first task')], [spawn('second task')], [say('I have sent both.')]],
      'first task': [[gate('first'), say('First is done.')]],
      'second task': [
        [run('echo hi'), gate('second')],
        [gate('second'), say('Second is done.')],
      ],
    }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { see: /I have sent both\./ },
      { do: 'release', gate: 'second' },
      { count: 1 },
      { do: 'release', gate: 'first' },
      { wait: 'done' },
    ],
    states: [...starts, withSubagents(byKey('working'), 0, 1, 2, 1), byModel('done')],
  },
  {
    name: 'subagent-asks',
    script: answers({
      go: [[spawn('child task')], [say('I have sent it.')]],
      'child task': [
        [gate('asks'), askLeaveFor('echo child')],
        [gate('asked'), say('Child is done.')],
      ],
    }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { see: /I have sent it\./ },
      { do: 'release', gate: 'asks' },
      { wait: 'approval' },
      { see: /Would you like to run/ },
      { read: /^echo child$/ },
      readingTime,
      { do: 'press', keys: ['y'] },
      { wait: 'working' },
      { do: 'release', gate: 'asked' },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      withSubagents(byKey('working'), 0, 1),
      withSubagents(byModel('approval', /^echo child$/), 1),
      withSubagents(byKey('working'), 1),
      byModel('done'),
    ],
  },
  {
    // Of a subagent that fails codex runs no hook: its own rollout tells.
    name: 'subagent-fails',
    script: answers({
      go: [[spawn('child task')], [say('I have sent it.')]],
      'child task': [[gate('failing'), httpError(500, { error: { message: 'Out of tea.' } })]],
    }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { see: /I have sent it\./ },
      { count: 1 },
      { do: 'release', gate: 'failing' },
      { wait: 'done' },
    ],
    states: [...starts, withSubagents(byKey('working'), 0, 1), byModel('done')],
  },
  {
    name: 'esc-with-subagent',
    script: answers({
      go: [[spawn('child task')], [say('I go on.'), { type: 'hang' }]],
      'child task': [[gate('orphan'), say('Child is done.')]],
    }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { see: /I go on\./ },
      { count: 1 },
      { do: 'press', keys: ['Escape'] },
      { wait: 'interrupted' },
      { remain: 1_000 },
      { do: 'release', gate: 'orphan' },
      { count: 0 },
    ],
    states: [
      ...starts,
      withSubagents(byKey('working'), 0, 1),
      withSubagents(byKey('interrupted'), 1, 0),
    ],
  },
];
