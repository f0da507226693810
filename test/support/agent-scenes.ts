import type { Agent, SessionId } from '../../src/core/agent/agent.ts';
import { endedWithHost } from '../../src/core/agent/agent.ts';
import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import { keys, minutes, type Scene } from './scene.ts';
import { api, docs, four, frames, infra, killed, web } from './scene-agents.ts';
import { answered, inspected, refused, settled } from './screen-model.ts';

const at = (columns: number, rows: number) => ({ columns, rows, frames });

const full: Agent = {
  ...api,
  cwd: '/home/ada/.local/state/codex-grid/worktrees/api',
  worktree: '/home/ada/.local/state/codex-grid/worktrees/api',
  branch: 'grid/api',
  git: { added: 214, deleted: 38, dirty: true },
  badges: [{ text: 'full access', tone: 'danger' }],
};

const remarkable: readonly Agent[] = [
  full,
  { ...web, badges: [{ text: 'hooks off: in-band only', tone: 'warning' }] },
  {
    ...docs,
    badges: [{ text: 'read-only', tone: 'quiet' }],
    git: { added: 0, deleted: 0, dirty: true },
    stopping: 'quitting',
  },
  {
    ...infra,
    badges: [
      { text: 'no sandbox', tone: 'danger' },
      { text: 'never asks', tone: 'warning' },
    ],
  },
];

const left = [api, web, docs].map(
  (agent): Agent => ({ ...agent, state: 'ended', detail: endedWithHost, exit: null, pid: null }),
);

const link =
  'https://auth.example.com/oauth/authorize?response_type=code&client_id=app_EMoamEEZ&scope=openid%20profile%20email&state=9f3b';
const links = ['https://example.com/docs/install', 'http://localhost:1455/success', link];

const shown: ScreenEvent = answered(
  { type: 'why', agent: full.id },
  {
    why: [
      {
        at: minutes(2),
        witness: 'marker',
        says: 'UserPromptSubmit turn 11a0',
        rule: 'turn-started',
        state: 'working',
        changed: true,
      },
    ],
    transitions: [
      {
        at: minutes(2),
        witness: 'marker',
        says: 'UserPromptSubmit turn 11a0',
        rule: 'turn-started',
        state: 'working',
        detail: null,
      },
    ],
    settings: [
      { key: 'model', value: 'gpt-5.5', origin: 'config.toml:3' },
      { key: 'sandbox', value: 'danger-full-access', origin: 'said for it' },
      { key: 'add_dirs', value: ['/srv/shared'], origin: 'config.toml:9' },
    ],
    formerSessions: ['019a-7b2e-0c'],
    launch: {
      codexHome: '/home/ada/.local/state/codex-grid/agents/a1/codex-home',
      codexVersion: '0.169.0',
      dangerous: [],
      hooks: { type: 'trusted' },
    },
  },
);

const forkable: Agent = { ...api, sessionId: '019a-7b2e-11' as SessionId };

/** What is asked of a person, and told about agents. */
export const agentScenes: Readonly<Record<string, Scene>> = {
  'new-agent-worktree-80x24': {
    ...at(80, 24),
    agents: four,
    events: keys('n', 'Down', 'Down', 'Right', 'Right', 'Down', 'w', 'i', 'p', 'Up'),
  },
  'why-not-started-80x24': {
    ...at(80, 24),
    agents: [
      api,
      {
        ...killed,
        exit: null,
        detail:
          'bench cannot go on with session 019a-7b2e-11: codex has none of that id, there is no rollout of it in /home/ada/.local/state/codex-grid/agents/a5/home/sessions.',
      },
    ],
    events: keys('5', 'o'),
  },
  'command-80x24': {
    ...at(80, 24),
    agents: [
      api,
      {
        ...web,
        name: 'login',
        state: 'dialog',
        task: 'command',
        detail: 'codex login',
        badges: [],
      },
    ],
  },
  'new-agent-defaults-80x24': {
    ...at(80, 24),
    agents: four,
    events: [
      settled(
        {},
        { defaults: { model: 'gpt-5.5', sandbox: 'danger-full-access', worktree: 'wip/next' } },
      ),
      ...keys('n'),
    ],
  },
  'new-agent-danger-120x40': {
    ...at(120, 40),
    agents: four,
    events: keys('n', 'Up', 'Up', 'Right', 'Right', 'Up', 'Left'),
  },
  'new-agent-danger-200x60': {
    ...at(200, 60),
    agents: four,
    events: keys('n', 'Up', 'Up', 'Right', 'Right', 'Up', 'Left', 'Down'),
  },
  'trust-80x24': {
    ...at(80, 24),
    agents: four,
    events: [...keys('n', 'Enter'), inspected('unasked')],
  },
  'trust-40x12': {
    ...at(40, 12),
    agents: [api],
    events: [...keys('n', 'Enter'), inspected('unasked')],
  },
  'rename-80x24': { ...at(80, 24), agents: four, events: keys('R') },
  'fork-120x40': { ...at(120, 40), agents: [forkable, web], events: keys('f') },
  'fork-problem-80x24': { ...at(80, 24), agents: four, events: keys('f', 'Ctrl+U', '7', 'Enter') },
  'restart-80x24': { ...at(80, 24), agents: four, events: keys('e') },
  'removed-80x24': {
    ...at(80, 24),
    agents: [api, web],
    events: [answered({ type: 'remove', agents: [killed.id] }, [killed])],
  },
  'lose-work-80x24': {
    ...at(80, 24),
    agents: [api, killed],
    events: [
      refused(
        { type: 'remove', agents: [killed.id] },
        {
          code: 'failed',
          reason: 'has-work',
          message:
            'bench has 1 uncommitted change and 2 commits in no other branch:\n  new notes.txt\n  commit 1a2b3c4 Mend the login\n  commit 5d6e7f8 Test the login',
        },
      ),
    ],
  },
  'fresh-start-80x24': {
    ...at(80, 24),
    agents: [api, killed],
    events: [
      refused(
        { type: 'resume', agent: killed.id },
        {
          code: 'failed',
          reason: 'unknown-session',
          message: 'bench cannot go on: codex has no session 019a-7b2e-11 any more.',
        },
      ),
    ],
  },
  'resume-offer-80x24': { ...at(80, 24), agents: left },
  'links-120x40': {
    ...at(120, 40),
    agents: four,
    events: [answered({ type: 'links', name: 'api' }, links)],
  },
  'links-80x24': {
    ...at(80, 24),
    agents: four,
    events: [answered({ type: 'links', name: 'api' }, links), ...keys('Down')],
  },
  'copied-80x24': {
    ...at(80, 24),
    agents: four,
    events: [answered({ type: 'links', name: 'api' }, [link])],
  },
  'update-80x24': {
    ...at(80, 24),
    agents: four,
    events: [{ type: 'update', update: { installed: '0.169.0', latest: '0.170.2' } }],
  },
  'badges-80x24': { ...at(80, 24), agents: remarkable },
  'badges-120x40': { ...at(120, 40), agents: remarkable },
  'badges-200x60': { ...at(200, 60), agents: remarkable },
  'badges-no-color-120x40': { ...at(120, 40), agents: remarkable, colorDepth: 'none' },
  'why-settings-120x40': { ...at(120, 40), agents: remarkable, events: [...keys('o'), shown] },
  'why-settings-80x24': { ...at(80, 24), agents: remarkable, events: [...keys('o'), shown] },
  'own-keys-80x24': {
    ...at(80, 24),
    agents: [{ ...api, state: 'ended', exit: { code: 0, signal: null } }, web],
    events: [
      settled({
        keys: { resume: ['F5'], 'new-agent': ['a'], leave: ['F12'] },
        colors: { needsYou: '#ff00ff', accent: 'ansi256(208)' },
      }),
    ],
  },
  'own-keys-help-120x40': {
    ...at(120, 40),
    agents: four,
    events: [settled({ keys: { resume: ['F5'], leave: ['F12'], 'page-back': [] } }), ...keys('?')],
  },
};
