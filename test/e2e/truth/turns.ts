import { realCodex } from '../../support/real-codex.ts';
import { byKey, byModel, type Scenario, starts } from './scenario.ts';
import { answers, gate, run, say } from './scripts.ts';

const codex = await realCodex();

/** Turns that go as they should. */
export const turns: readonly Scenario[] = [
  {
    name: 'plain-turn',
    moves: [{ wait: 'ready' }, { do: 'prompt', text: 'say Hello.' }, { wait: 'done' }],
    states: [...starts, byKey('working'), byModel('done', /^Hello\.$/)],
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
    name: 'three-tools',
    script: answers({
      go: [[run('sleep 0.3; echo 1')], [run('sleep 0.3; false')], [run('sleep 0.3')], [say('Ok.')]],
    }),
    moves: [{ wait: 'ready' }, { do: 'prompt', text: 'go' }, { wait: 'done' }],
    states: [
      ...starts,
      byKey('working', /echo 1/, /false/, /sleep 0\.3$/),
      byModel('done', /^Ok\.$/),
    ],
  },
  {
    name: 'slow-first-byte',
    script: answers({ go: [[gate('first-byte'), say('At last.')]] }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { wait: 'working' },
      { see: /Working \([2-9]s/ },
      { do: 'release', gate: 'first-byte' },
      { wait: 'done' },
    ],
    states: [...starts, byKey('working'), byModel('done', /^At last\.$/)],
  },
  {
    name: 'steered',
    script: answers({
      go: [[run('sleep 2')], [say('Unsteered.')]],
      'rather this': [[say('Steered.')]],
    }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { read: /sleep 2/ },
      { do: 'prompt', text: 'rather this' },
      { wait: 'done' },
    ],
    states: [...starts, byKey('working', /sleep 2/), byModel('done', /^Steered\.$/)],
  },
  {
    name: 'queued',
    script: answers({
      go: [[say('One.'), gate('queued')]],
      'go on': [[gate('second'), say('Two.')]],
    }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { see: /One\./ },
      { do: 'paste', text: 'go on' },
      { do: 'press', keys: ['Tab'] },
      { see: /queued/i },
      { do: 'release', gate: 'queued' },
      { see: /› go on[\s\S]*Working/ },
      { do: 'release', gate: 'second' },
      { wait: 'done' },
    ],
    // The end of the first turn is not to be seen: the next has begun before anybody could do something.
    states: [...starts, byKey('working'), byModel('done', /^Two\.$/)],
  },
  {
    name: 'compacted',
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'say Hello.' },
      { wait: 'done' },
      { do: 'type', text: '/compact' },
      { see: /summarize conversation/ },
      { do: 'press', keys: ['Enter'] },
      { wait: 'working' },
      { wait: 'done' },
      { do: 'prompt', text: 'wait at the end' },
      { wait: 'working' },
      { see: /I wait/ },
      { do: 'release', gate: 'the end' },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('done'),
      byKey('working', /compacting/),
      byModel('done'),
      byKey('working'),
      byModel('done', /All done\.$/),
    ],
  },
  {
    // In the same Codex home, without our hooks: those are given by flags.
    name: 'nested-exec',
    settings: { sandbox: 'danger-full-access' },
    script: answers({
      go: [[run(`${codex} exec --skip-git-repo-check 'inner task'`)], [say('Outer is done.')]],
      'inner task': [[run('false')], [gate('inner'), say('Inner is done.')]],
    }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { read: /inner task/ },
      { remain: 1_500 },
      { do: 'release', gate: 'inner' },
      { see: /Inner is done/ },
      { wait: 'done' },
    ],
    states: [...starts, byKey('working', /inner task/), byModel('done', /^Outer is done\.$/)],
  },
  {
    name: 'background-shell',
    script: answers({ go: [[run('sleep 2', 250)], [say('It runs on.')]] }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { wait: 'done' },
      { see: /1 background/ },
      { see: /^(?![\s\S]*1 background)/ },
    ],
    states: [...starts, byKey('working', /sleep 2/), byModel('done', /^It runs on\.$/)],
  },
];
