import { briefly, byKey, byModel, type Expected, type Scenario } from './scenario.ts';
import { say } from './scripts.ts';

const begins: Expected = { state: 'starting', by: 'start', details: [] };
/** Codex draws it by itself. */
const asks = (name: string): Expected => ({
  state: 'dialog',
  by: 'start',
  details: [new RegExp(`^${name}$`)],
});
const choose = (...keys: readonly string[]) => ({ do: 'choose', keys }) as const;

const aTurn = [{ do: 'prompt', text: 'say One.' }, { wait: 'done' }] as const;
const turnStates = [byKey('working'), byModel('done')];

/** Codex goes on with its start. */
const answered: readonly Expected[] = [
  { ...byKey('starting'), isBrief: true },
  { state: 'ready', by: 'codex', details: [] },
];

/** A checkout of its own, which nobody has trusted. */
const checkout = { '.git/HEAD': 'ref: refs/heads/main\n' };

const hook = { type: 'command', command: '/bin/true' };
const hooks = { 'hooks.json': JSON.stringify({ hooks: { Stop: [{ hooks: [hook] }] } }) };

const nearlyUsed = { usedPercent: 93, resetsAtSeconds: 4_000_000_000 };

const withoutNotice = (usual: string) => usual.replace(/^\[notice\.model_migrations\]\n.*$/m, '');
const withLogin = (usual: string) =>
  usual.replace('requires_openai_auth = false', 'requires_openai_auth = true');
const latest = { latest_version: '0.999.0', last_checked_at: '2099-01-01T00:00:00Z' };

/** What stands before codex's composer, or in its place, and what it leads to. */
export const dialogs: readonly Scenario[] = [
  {
    name: 'folder-trusted',
    files: checkout,
    moves: [{ read: /folder trust/ }, choose('Enter'), { wait: 'ready' }, ...aTurn],
    states: [begins, asks('folder trust'), ...answered, ...turnStates],
  },
  {
    name: 'folder-refused',
    files: checkout,
    // Codex then shows its list of agents, and reports rest.
    moves: [{ read: /folder trust/ }, choose('Escape'), { see: /Agent command center/ }],
    states: [begins, asks('folder trust'), ...answered],
  },
  {
    name: 'hooks-reviewed',
    home: { name: 'with-hooks', files: hooks },
    moves: [{ read: /hooks review/ }, choose('Down', 'Down', 'Enter'), { wait: 'ready' }, ...aTurn],
    states: [begins, asks('hooks review'), ...answered, ...turnStates],
  },
  {
    name: 'trust-then-hooks',
    files: checkout,
    home: { name: 'with-hooks-too', files: hooks },
    moves: [
      { read: /folder trust/ },
      choose('Enter'),
      { read: /hooks review/ },
      choose('Down', 'Enter'),
      { wait: 'ready' },
      ...aTurn,
    ],
    states: [
      begins,
      asks('folder trust'),
      briefly('starting'),
      asks('hooks review'),
      ...answered,
      ...turnStates,
    ],
  },
  {
    name: 'model-announced',
    home: { name: 'with-announcement', config: withoutNotice },
    moves: [{ read: /model announcement/ }, choose('Down', 'Enter'), { wait: 'ready' }, ...aTurn],
    states: [begins, asks('model announcement'), ...answered, ...turnStates],
  },
  {
    name: 'sign-in',
    home: { name: 'signed-out', config: withLogin },
    moves: [
      { read: /sign-in/ },
      choose('Down', 'Down', 'Enter'),
      { see: /another way/ },
      // Enter does nothing here.
      choose('1'),
      { see: /API key below/ },
      { do: 'type', text: 'sk-none' },
      { see: /sk-none/ },
      choose('Enter'),
      { wait: 'ready' },
      ...aTurn,
    ],
    states: [begins, asks('sign-in'), ...answered, ...turnStates],
  },
  {
    name: 'update-skipped',
    home: {
      name: 'with-update',
      files: { 'version.json': JSON.stringify({ ...latest, dismissed_version: null }) },
    },
    settings: {
      args: ['-c', 'check_for_update_on_startup=true'],
      env: { CODEX_MANAGED_BY_NPM: '1' },
    },
    moves: [{ read: /update/ }, choose('Escape'), { wait: 'ready' }, ...aTurn],
    states: [begins, asks('update'), ...answered, ...turnStates],
  },
  {
    name: 'resumed-elsewhere',
    home: { name: 'of-two-folders' },
    before: {
      name: 'resumed-elsewhere-first',
      home: { name: 'of-two-folders' },
      moves: [{ wait: 'ready' }, ...aTurn, { do: 'press', keys: ['C-c'] }, { wait: 'ended' }],
      states: [],
    },
    settings: { args: ['resume', '--last', '--all'] },
    moves: [{ read: /resume folder/ }, choose('Enter'), { wait: 'ready' }, { see: /One\./ }],
    states: [begins, asks('resume folder'), ...answered],
  },
  {
    name: 'open-elsewhere',
    home: { name: 'of-two-agents' },
    before: {
      name: 'open-elsewhere-first',
      home: { name: 'of-two-agents' },
      moves: [{ wait: 'ready' }, ...aTurn],
      states: [],
    },
    settings: { args: ['resume', '--last', '--all'] },
    moves: [
      { read: /resume folder/ },
      choose('Enter'),
      { read: /open elsewhere/ },
      choose('f'),
      { wait: 'ready' },
      { see: /Ask Codex/ },
      ...aTurn,
    ],
    states: [
      begins,
      asks('resume folder'),
      briefly('starting'),
      // Codex reports rest just before it draws the dialog in the composer's place.
      briefly('ready'),
      asks('open elsewhere'),
      ...answered,
      ...turnStates,
    ],
  },
  {
    name: 'limits-near',
    script: () => [{ type: 'limits', fiveHour: nearlyUsed, weekly: nearlyUsed }, say('Fine.')],
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { read: /rate limits/ },
      { see: /Approaching rate limits/ },
      choose('2'),
      { see: /Ask Codex/ },
      { wait: 'done' },
      ...aTurn,
    ],
    states: [
      begins,
      { state: 'ready', by: 'codex', details: [] },
      byKey('working'),
      briefly('done'),
      { state: 'dialog', by: 'codex', details: [/^rate limits$/] },
      briefly('done'),
      byKey('working'),
      byModel('done'),
    ],
  },
];
