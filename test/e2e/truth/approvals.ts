import { byKey, byModel, type Move, readingTime, type Scenario, starts } from './scenario.ts';
import { answers, askLeaveFor, gate, reviewing, say } from './scripts.ts';

const asked: readonly Move[] = [
  { wait: 'approval' },
  { see: /Would you like to run/ },
  readingTime,
];
const prompted: readonly Move[] = [{ wait: 'ready' }, { do: 'prompt', text: 'go' }];
const wantsTo = (command: string) => answers({ go: [[askLeaveFor(command)], [say('Ok.')]] });

/** Turns in which codex asks for leave. */
export const approvals: readonly Scenario[] = [
  {
    name: 'approval-yes',
    script: wantsTo('echo yes'),
    moves: [...prompted, ...asked, { do: 'press', keys: ['y'] }, { wait: 'done' }],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /^echo yes$/),
      byKey('working'),
      byModel('done', /^Ok\.$/),
    ],
  },
  {
    name: 'approval-for-session',
    script: answers({
      go: [[askLeaveFor('touch a')], [say('Ok.')]],
      again: [[askLeaveFor('touch a b')], [say('Ok again.')]],
    }),
    moves: [
      ...prompted,
      ...asked,
      { do: 'press', keys: ['p'] },
      { wait: 'done' },
      { do: 'prompt', text: 'again' },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /^touch a$/),
      byKey('working'),
      byModel('done'),
      byKey('working', /touch a b/),
      byModel('done', /^Ok again\.$/),
    ],
  },
  {
    name: 'approval-no',
    script: wantsTo('echo no'),
    moves: [...prompted, ...asked, { do: 'press', keys: ['n'] }, { wait: 'interrupted' }],
    states: [...starts, byKey('working'), byModel('approval', /^echo no$/), byKey('interrupted')],
  },
  {
    name: 'approval-esc',
    script: wantsTo('echo esc'),
    moves: [...prompted, ...asked, { do: 'press', keys: ['Escape'] }, { wait: 'interrupted' }],
    states: [...starts, byKey('working'), byModel('approval', /^echo esc$/), byKey('interrupted')],
  },
  {
    name: 'approval-unanswered',
    script: wantsTo('echo later'),
    moves: [
      ...prompted,
      ...asked,
      { remain: 3_000 },
      { do: 'press', keys: ['y'] },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /^echo later$/),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    name: 'approval-beside-draft',
    script: answers({ go: [[say('Hm.'), gate('typing'), askLeaveFor('echo hi')], [say('Ok.')]] }),
    moves: [
      ...prompted,
      { see: /Hm\./ },
      { do: 'type', text: 'half a tho' },
      { do: 'release', gate: 'typing' },
      { do: 'type', text: 'ught' },
      ...asked,
      { do: 'press', keys: ['y'] },
      { wait: 'done' },
      { see: /half a thought/ },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /^echo hi$/),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    name: 'two-approvals',
    script: answers({ go: [[askLeaveFor('echo a')], [askLeaveFor('echo b')], [say('Ok.')]] }),
    moves: [
      ...prompted,
      ...asked,
      { do: 'press', keys: ['y'] },
      { wait: 'approval' },
      { read: /^echo b$/ },
      { see: /Would you like to run[\s\S]*\$ echo b/ },
      readingTime,
      { do: 'press', keys: ['y'] },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /^echo a$/),
      byKey('working'),
      byModel('approval', /^echo b$/),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    // Codex shows one after the other, in whatever order, and says neither which nor that one was answered.
    name: 'approvals-side-by-side',
    script: answers({ go: [[askLeaveFor('echo a'), askLeaveFor('echo b')], [say('Ok.')]] }),
    moves: [
      ...prompted,
      ...asked,
      { read: /1 more/ },
      { do: 'press', keys: ['y'] },
      { see: /You approved codex to run echo [ab][\s\S]*Would you like to run/ },
      readingTime,
      { do: 'press', keys: ['y'] },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /^echo [ab] \(and 1 more\)$/),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    name: 'auto-reviewed',
    settings: { args: ['--approve-for-me'] },
    script: reviewing('allow', wantsTo('echo hi')),
    moves: [
      ...prompted,
      { see: /eviewing/ },
      { remain: 1_500 },
      { do: 'release', gate: 'review-allow' },
      { wait: 'done' },
    ],
    states: [...starts, byKey('working'), byModel('done')],
  },
  {
    name: 'auto-denied',
    settings: { args: ['--approve-for-me'] },
    script: reviewing('deny', wantsTo('rm -r /')),
    moves: [...prompted, { do: 'release', gate: 'review-deny' }, { wait: 'done' }],
    states: [...starts, byKey('working'), byModel('done')],
  },
];
