import { byKey, byModel, type Expected, type Move, type Scenario, starts } from './scenario.ts';

/** What an agent does before its host is killed, and what the next host makes of it. */
export type Restart = {
  readonly name: string;
  readonly before: Scenario;
  readonly after: Scenario;
};

const aTurn: readonly Move[] = [
  { do: 'prompt', text: 'say Afterwards.' },
  { wait: 'working' },
  { wait: 'done' },
];
const turnStates = [byKey('working'), byModel('done')];

/** Codex goes with its host, in the middle of whatever it does. */
const wentWithHost: Expected = { state: 'ended', by: 'start', details: [/^ended with its host$/] };
const resumes: readonly Move[] = [
  { wait: 'ended' },
  { session: 'new' },
  { do: 'command', words: ['resume', 'NAME'] },
  { wait: 'ready' },
  ...aTurn,
  { session: 'same' },
];

function interruptedTurn(
  name: string,
  before: Pick<Scenario, 'moves' | 'states' | 'script'>,
): Restart {
  const states = [wentWithHost, ...starts, ...turnStates];
  return { name, before: { name, ...before }, after: { name, moves: resumes, states } };
}

export const restarts: readonly Restart[] = [
  interruptedTurn('working', {
    moves: [{ wait: 'ready' }, { do: 'prompt', text: 'think' }, { see: /Let me think/ }],
    states: [...starts, byKey('working')],
  }),
  interruptedTurn('at-an-approval', {
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'ask leave for true' },
      { wait: 'approval' },
      { read: /true/ },
    ],
    states: [...starts, byKey('working'), byModel('approval', /true/)],
  }),
  interruptedTurn('at-a-question', {
    moves: [{ wait: 'ready' }, { do: 'prompt', text: 'ask me' }, { wait: 'question' }],
    states: [...starts, byKey('working'), byModel('question')],
  }),
  interruptedTurn('done', {
    moves: [{ wait: 'ready' }, { do: 'prompt', text: 'say One.' }, { wait: 'done' }],
    states: [...starts, ...turnStates],
  }),
  {
    name: 'at-a-dialog',
    before: {
      name: 'at-a-dialog',
      files: { '.git/HEAD': 'ref: refs/heads/main\n' },
      moves: [{ read: /folder trust/ }],
      states: [...starts.slice(0, 1), { state: 'dialog', by: 'start', details: [/folder trust/] }],
    },
    after: {
      name: 'at-a-dialog',
      moves: [
        { wait: 'ended' },
        { do: 'command', words: ['resume', 'NAME'] },
        { read: /folder trust/ },
        { do: 'choose', keys: ['Enter'] },
        { wait: 'ready' },
        ...aTurn,
        { session: 'new' },
      ],
      states: [
        wentWithHost,
        ...starts.slice(0, 1),
        { state: 'dialog', by: 'start', details: [/folder trust/] },
        { ...byKey('starting'), isBrief: true },
        { state: 'ready', by: 'codex', details: [] },
        ...turnStates,
      ],
    },
  },
  {
    name: 'ended',
    before: {
      name: 'ended',
      moves: [{ wait: 'ready' }, { do: 'leave' }, { wait: 'ended' }],
      states: [...starts, byKey('ended', /^exit code 0$/)],
    },
    // It was no host's doing.
    after: {
      name: 'ended',
      moves: [{ wait: 'ended' }],
      states: [{ state: 'ended', by: 'start', details: [/^exit code 0$/] }],
    },
  },
];
