import { byKey, byModel, type Scenario, starts } from './scenario.ts';

const turn = (text: string) =>
  [{ do: 'prompt', text: `say ${text}` }, { wait: 'working' }, { wait: 'done' }] as const;
const turnStates = [byKey('working'), byModel('done')];

/** An empty composer, and nothing of the turn before. */
const blank = { see: /^(?![\s\S]*One\.)[\s\S]*Ask Codex/ };

/** Typed as a user types it: the menu of commands must have it before Enter. */
const slash = (name: string) =>
  [
    { do: 'type', text: `/${name}` },
    { see: new RegExp(`/${name} +\\w`) },
    { do: 'press', keys: ['Enter'] },
  ] as const;

/** What users do to a session, and which one the tile then names. */
export const lives: readonly Scenario[] = [
  {
    name: 'clear',
    moves: [
      { wait: 'ready' },
      ...turn('One.'),
      { session: 'new' },
      ...slash('clear'),
      blank,
      ...turn('Two.'),
      { session: 'new' },
    ],
    states: [...starts, ...turnStates, ...turnStates],
  },
  {
    name: 'new',
    moves: [
      { wait: 'ready' },
      ...turn('One.'),
      { session: 'new' },
      ...slash('new'),
      { see: /Where should/ },
      { do: 'press', keys: ['Enter'] },
      blank,
      ...turn('Two.'),
      { session: 'new' },
    ],
    states: [...starts, ...turnStates, ...turnStates],
  },
  {
    name: 'quit',
    moves: [{ wait: 'ready' }, ...turn('One.'), ...slash('quit'), { wait: 'ended' }],
    states: [...starts, ...turnStates, byKey('ended', /exit code 0/)],
  },
  {
    name: 'menu-of-models',
    moves: [
      { wait: 'ready' },
      ...turn('One.'),
      ...slash('model'),
      { see: /Select Model/ },
      { do: 'press', keys: ['Escape'] },
      { see: /Ask Codex/ },
      ...slash('model'),
      { see: /Select Model/ },
      { do: 'press', keys: ['Enter'] },
      { see: /Reasoning/ },
      { do: 'press', keys: ['Enter'] },
      { see: /Ask Codex/ },
      ...turn('Two.'),
      { session: 'new' },
    ],
    states: [...starts, ...turnStates, ...turnStates],
  },
  {
    name: 'fork',
    moves: [
      { wait: 'ready' },
      ...turn('One.'),
      { session: 'new' },
      ...slash('fork'),
      { see: /Where should/ },
      { do: 'press', keys: ['Enter'] },
      { see: /Ask Codex/ },
      ...turn('Two.'),
      { session: 'new' },
    ],
    states: [...starts, ...turnStates, ...turnStates],
  },
];
