import {
  briefly,
  byKey,
  byModel,
  bySignal,
  type Expected,
  type Move,
  readingTime,
  type Scenario,
  starts,
} from './scenario.ts';

const begins: Expected = { state: 'starting', by: 'start', details: [] };
const kill = (signal: NodeJS.Signals) => ({ do: 'kill', signal }) as const;
const press = (key: string) => ({ do: 'press', keys: [key] }) as const;

const thinks: readonly Move[] = [
  { wait: 'ready' },
  { do: 'prompt', text: 'think' },
  { see: /Let me think/ },
];
const standIn = (name: string) => ({ env: { STAND_IN: name } });

/** How codex comes to its end, or to a stop, with nobody's help. */
export const deaths: readonly Scenario[] = [
  {
    name: 'killed-at-rest',
    moves: [{ wait: 'ready' }, kill('SIGKILL')],
    states: [...starts, bySignal('ended', /^SIGKILL$/)],
  },
  {
    name: 'killed-at-work',
    moves: [...thinks, kill('SIGKILL')],
    states: [...starts, byKey('working'), bySignal('ended', /^SIGKILL$/)],
  },
  {
    name: 'terminated-at-work',
    moves: [...thinks, kill('SIGTERM')],
    states: [...starts, byKey('working'), bySignal('ended', /SIGTERM/)],
  },
  {
    name: 'killed-at-start',
    moves: [{ wait: 'starting' }, kill('SIGKILL')],
    states: [begins, bySignal('ended', /^SIGKILL$/)],
  },
  {
    name: 'stopped-at-rest',
    moves: [
      { wait: 'ready' },
      kill('SIGSTOP'),
      { read: /stopped by SIGSTOP/ },
      { remain: 100 },
      kill('SIGCONT'),
      { wait: 'ready' },
      { do: 'prompt', text: 'say One.' },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      bySignal('unknown', /^stopped by SIGSTOP$/),
      bySignal('ready'),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    name: 'stopped-at-work',
    moves: [
      ...thinks,
      kill('SIGSTOP'),
      { read: /stopped by SIGSTOP/ },
      kill('SIGCONT'),
      { wait: 'working' },
      press('Escape'),
      { wait: 'interrupted' },
    ],
    states: [
      ...starts,
      byKey('working'),
      bySignal('unknown', /^stopped by SIGSTOP$/),
      bySignal('working'),
      byKey('interrupted'),
    ],
  },
  {
    name: 'stopped-at-an-approval',
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'ask leave for true' },
      { wait: 'approval' },
      { see: /Would you like to run/ },
      { read: /true/ },
      kill('SIGSTOP'),
      { read: /stopped by SIGSTOP/ },
      kill('SIGCONT'),
      { wait: 'approval' },
      readingTime,
      press('y'),
      { wait: 'done' },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('approval', /true/),
      bySignal('unknown', /^stopped by SIGSTOP$/),
      bySignal('approval', /true/),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    name: 'stopped-and-killed',
    moves: [...thinks, kill('SIGSTOP'), { read: /stopped/ }, kill('SIGKILL')],
    states: [
      ...starts,
      byKey('working'),
      bySignal('unknown', /^stopped by SIGSTOP$/),
      bySignal('ended', /^SIGKILL$/),
    ],
  },
  {
    name: 'stopped-and-told-to-end',
    moves: [
      ...thinks,
      kill('SIGSTOP'),
      { read: /stopped/ },
      { do: 'command', words: ['stop', 'NAME'] },
    ],
    states: [
      ...starts,
      byKey('working'),
      bySignal('unknown', /^stopped by SIGSTOP$/),
      // It must go on to take the signal.
      briefly('working'),
      byKey('ended', /SIGTERM/),
    ],
  },
  {
    name: 'refused-config',
    settings: { args: ['-c', 'model_provider="nowhere"'] },
    moves: [{ wait: 'ended' }, { see: /nowhere/ }],
    states: [begins, { state: 'ended', by: 'start', details: [/^exit code 1$/] }],
  },
  {
    name: 'refused-flag',
    settings: { args: ['--nowhere'] },
    moves: [{ wait: 'ended' }, { see: /nowhere/ }],
    states: [begins, { state: 'ended', by: 'start', details: [/^exit code 2$/] }],
  },
  {
    name: 'crashed-at-start',
    settings: standIn('crashes'),
    moves: [{ wait: 'ended' }],
    states: [begins, { state: 'ended', by: 'start', details: [/^SIGSEGV$/] }],
  },
  {
    name: 'hangs-at-start',
    settings: standIn('hangs'),
    moves: [{ wait: 'unknown' }, kill('SIGKILL')],
    states: [
      begins,
      { state: 'unknown', by: 'codex', details: [/has not said what it does/] },
      bySignal('ended', /^SIGKILL$/),
    ],
  },
  ...['leaves-a-child', 'leaves-a-talker'].map((name) => ({
    name,
    settings: standIn(name),
    moves: [...thinks, kill('SIGKILL')],
    states: [...starts, byKey('working'), bySignal('ended', /^SIGKILL$/)],
  })),
];
