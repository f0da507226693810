import type { AnswerMeaning } from '../../../src/core/asks/pending-ask.ts';
import {
  byCodex,
  byKey,
  byModel,
  type Move,
  readingTime,
  type Scenario,
  starts,
  withSubagents,
} from './scenario.ts';
import { answers, askLeaveFor, gate, reviewing, run, say, spawn } from './scripts.ts';

/** Waits for `wait_seconds` of this. */
export const hookConfig = '[approvals]\nvia = "hook"\nwait_seconds = 5\n';

const prompted: readonly Move[] = [{ wait: 'ready' }, { do: 'prompt', text: 'go' }];
const held: readonly Move[] = [...prompted, { wait: 'approval' }, { see: /codex-grid asks you/ }];
const dialog: readonly Move[] = [{ see: /Would you like to run/ }, readingTime];
const wantsTo = (command: string) => answers({ go: [[askLeaveFor(command)], [say('Ok.')]] });
/** What a command of an agent could try, to allow the one beside it. */
const forging = `cd ../../state/slots; id=\${CODEX_HOME%/home}; id=\${id##*/}
until [ -p *.$id ]; do sleep 0.1; done; sleep 0.5; slot=$(echo *.$id)
echo "allow $slot" >$slot.answer; echo "allow $slot" >$slot && echo the bell was rung`;
const answer = (choice: AnswerMeaning): Move => ({ do: 'answer', choice });

/** Requests for leave that our hook holds up: codex says that it works, and shows no dialog. */
export const heldApprovals: readonly Scenario[] = [
  {
    name: 'held-yes',
    script: wantsTo('echo yes'),
    moves: [...held, readingTime, answer('approve'), { wait: 'done' }, { see: /Ran echo yes/ }],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /^echo yes$/),
      byKey('working'),
      byModel('done', /^Ok\.$/),
    ],
  },
  {
    name: 'held-no',
    script: wantsTo('echo no'),
    moves: [
      ...held,
      readingTime,
      answer('deny'),
      { wait: 'done' },
      { see: /The user did not allow it/ },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /^echo no$/),
      byKey('working'),
      byModel('done', /^Ok\.$/),
    ],
  },
  {
    name: 'held-too-long',
    script: wantsTo('echo late'),
    moves: [...held, ...dialog, { do: 'press', keys: ['y'] }, { wait: 'done' }],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /^echo late$/),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    name: 'held-and-typed-into',
    script: wantsTo('echo t'),
    moves: [
      ...held,
      { do: 'type', text: 'hm' },
      ...dialog,
      { do: 'press', keys: ['y'] },
      { wait: 'done' },
      { see: /› hm/ },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /^echo t$/),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    name: 'held-and-interrupted',
    script: wantsTo('echo esc'),
    moves: [...held, { do: 'press', keys: ['Escape'] }, { wait: 'interrupted' }],
    states: [...starts, byKey('working'), byModel('approval', /^echo esc$/), byKey('interrupted')],
  },
  {
    name: 'held-side-by-side',
    script: answers({ go: [[askLeaveFor('echo a'), askLeaveFor('echo b')], [say('Ok.')]] }),
    moves: [
      ...held,
      { read: /^echo [ab] \(and 1 more\)$/ },
      readingTime,
      answer('approve'),
      { read: /^echo [ab]$/ },
      readingTime,
      answer('deny'),
      { wait: 'done' },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /^echo [ab] \(and 1 more\)$/, /^echo [ab]$/),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    name: 'held-in-subagent',
    script: answers({
      go: [[spawn('child task')], [say('I have sent it.')]],
      'child task': [
        [gate('asks'), askLeaveFor('echo child')],
        [gate('asked'), say('Child is done.')],
      ],
    }),
    moves: [
      ...prompted,
      { see: /I have sent it\./ },
      { do: 'release', gate: 'asks' },
      { wait: 'approval' },
      { read: /^echo child$/ },
      readingTime,
      answer('approve'),
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
    // Codex's sandbox lets commands write into FIFOs anywhere: it wakes the hook, and allows nothing.
    name: 'held-and-forged',
    script: answers({ go: [[run(forging), askLeaveFor('echo forged')], [say('Ok.')]] }),
    moves: [
      ...prompted,
      { wait: 'approval' },
      { see: /Would you like to run[\s\S]*echo forged/ },
      readingTime,
      { do: 'press', keys: ['y'] },
      { wait: 'done' },
      { see: /the bell was rung/ },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /^echo forged$/),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    name: 'held-and-killed',
    script: wantsTo('echo k'),
    moves: [...held, { do: 'kill', signal: 'SIGKILL' }, { wait: 'ended' }],
    states: [...starts, byKey('working'), byModel('approval', /^echo k$/), byCodex('ended')],
  },
  {
    name: 'reviewed-not-held',
    settings: { args: ['--approve-for-me'] },
    script: reviewing('allow', wantsTo('echo hi')),
    moves: [
      ...prompted,
      { see: /eviewing/ },
      { remain: 1_000 },
      { do: 'release', gate: 'review-allow' },
      { wait: 'done' },
    ],
    states: [...starts, byKey('working'), byModel('done')],
  },
];
