import { rmSync } from 'node:fs';
import {
  briefly,
  byCodex,
  byKey,
  byModel,
  type Expected,
  type Move,
  type Scenario,
  starts,
} from './scenario.ts';

let turns = 0;

/** The model waits until its work was seen: on a busy machine a short turn is over before its beginning is heard. */
const turn = (text: string): readonly Move[] => {
  turns += 1;
  const gate = `${text} ${turns}`;
  return [
    { do: 'prompt', text: `wait at ${gate}` },
    { wait: 'working' },
    { do: 'release', gate },
    { wait: 'done' },
  ];
};
const begins: Expected = { state: 'starting', by: 'start', details: [] };
const turnStates = [byKey('working'), byModel('done')];
/** A very busy machine may prepare the next session for long enough to look like a turn. */
const prepares = [briefly('working'), briefly('done')];

/** An empty composer, and nothing of the turn before. */
const blank = { see: /^(?![\s\S]*One\.)[\s\S]*Ask Codex/ };

const press = (key: string) => ({ do: 'press', keys: [key] }) as const;

/** Takes longer to start than anybody waits, and fails then. */
const slowServer = {
  config: { mcp_servers: { slow: { command: '/bin/sleep', args: ['1.5'] } } },
};
const whileItStarts: Move = { remain: 2_500 };

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
    states: [...starts, ...turnStates, ...prepares, ...turnStates],
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
    states: [...starts, ...turnStates, ...prepares, ...turnStates],
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
      { see: /Fork created/ },
      ...turn('Two.'),
      { session: 'new' },
    ],
    states: [...starts, ...turnStates, ...prepares, ...turnStates],
  },
  {
    name: 'ctrl-c-at-rest',
    moves: [{ wait: 'ready' }, ...turn('One.'), press('C-c'), { wait: 'ended' }],
    states: [...starts, ...turnStates, byKey('ended', /exit code 0/)],
  },
  {
    name: 'ctrl-c-on-a-draft',
    moves: [
      { wait: 'ready' },
      { do: 'paste', text: 'not yet' },
      press('C-c'),
      { see: /Ask Codex/ },
      ...turn('One.'),
      { session: 'new' },
    ],
    states: [...starts, ...turnStates],
  },
  {
    name: 'transcript',
    moves: [
      { wait: 'ready' },
      ...turn('One.'),
      press('C-t'),
      press('C-t'),
      press('Escape'),
      { see: /esc again/ },
      press('Escape'),
      { see: /Browsing/ },
      press('C-c'),
      { see: /Ask Codex/ },
      ...turn('Two.'),
      { session: 'new' },
    ],
    states: [...starts, ...turnStates, ...turnStates],
  },
  {
    name: 'modes',
    moves: [
      { wait: 'ready' },
      { do: 'choose', keys: ['S-Tab'] },
      { see: /[Pp]lan/ },
      { do: 'choose', keys: ['S-Tab'] },
      ...turn('One.'),
      { do: 'choose', keys: ['S-Tab'] },
      { see: /[Pp]lan/ },
      ...turn('Two.'),
    ],
    states: [...starts, ...turnStates, ...prepares, ...turnStates],
  },
  {
    name: 'resume',
    moves: [
      { wait: 'ready' },
      ...turn('One.'),
      { session: 'new' },
      { do: 'command', words: ['stop', 'NAME'] },
      { wait: 'ended' },
      { do: 'command', words: ['resume', 'NAME'] },
      { wait: 'ready' },
      { session: 'same' },
      ...turn('Two.'),
      { session: 'same' },
    ],
    states: [...starts, ...turnStates, byKey('ended'), ...starts, ...turnStates],
  },
  {
    name: 'resume-after-clear',
    moves: [
      { wait: 'ready' },
      ...turn('One.'),
      { session: 'new' },
      ...slash('clear'),
      blank,
      ...turn('Two.'),
      { session: 'new' },
      { do: 'command', words: ['stop', 'NAME'] },
      { wait: 'ended' },
      { do: 'command', words: ['resume', 'NAME'] },
      { wait: 'ready' },
      { see: /Two\./ },
      ...turn('Three.'),
      { session: 'same' },
    ],
    states: [...starts, ...turnStates, ...turnStates, byKey('ended'), ...starts, ...turnStates],
  },
  {
    name: 'resume-after-clear-alone',
    moves: [
      { wait: 'ready' },
      ...turn('One.'),
      { session: 'new' },
      ...slash('clear'),
      blank,
      { do: 'command', words: ['stop', 'NAME'] },
      { wait: 'ended' },
      { do: 'command', words: ['resume', 'NAME'] },
      { wait: 'ready' },
      blank,
      ...turn('Two.'),
      { session: 'new' },
    ],
    states: [...starts, ...turnStates, byKey('ended'), ...starts, ...turnStates],
  },
  {
    name: 'slow-tool-server',
    settings: slowServer,
    moves: [
      { wait: 'ready' },
      whileItStarts,
      ...turn('One.'),
      ...slash('clear'),
      blank,
      whileItStarts,
      ...turn('Two.'),
      { session: 'new' },
    ],
    states: [...starts, ...turnStates, byKey('working'), byCodex('done'), ...turnStates],
  },
  {
    name: 'prompt-before-tool-server',
    settings: slowServer,
    moves: [{ wait: 'ready' }, ...turn('One.'), { session: 'new' }],
    states: [...starts, ...turnStates],
  },
  {
    name: 'unknown-session',
    moves: [
      { wait: 'ready' },
      ...turn('One.'),
      { do: 'command', words: ['stop', 'NAME'] },
      { wait: 'ended' },
      { do: 'change', by: ({ codexHome }) => rmSync(`${codexHome}/sessions`, { recursive: true }) },
      { do: 'command', words: ['resume', 'NAME'], problem: /no rollout of it/ },
    ],
    states: [
      ...starts,
      ...turnStates,
      byKey('ended'),
      briefly('starting'),
      byKey('ended', /no rollout of it/),
    ],
  },
  {
    name: 'unknown-to-codex',
    settings: { args: ['resume', '01a1fc5d-7f24-7921-b4aa-c34a31515270'] },
    moves: [{ wait: 'ended' }, { see: /No saved session found/ }],
    states: [begins, byCodex('ended', /exit code 1/)],
  },
];
