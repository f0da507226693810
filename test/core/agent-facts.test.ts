import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { factsAbout, settingsIn } from '../../src/core/agent/agent-facts.ts';
import type { ShownAgent } from '../../src/core/screen/why-answer.ts';
import { anAgent } from '../support/fake-host.ts';
import { answered, id, play, start } from '../support/screen-model.ts';

const shown: ShownAgent = {
  why: [],
  transitions: [],
  disagreements: [],
  settings: [
    { key: 'sandbox', value: 'read-only', origin: '/home/ada/config.toml:3' },
    { key: 'add_dirs', value: ['/srv'], origin: 'said for it' },
  ],
  launch: {
    codexHome: '/state/agents/a1/home',
    codexVersion: '0.169.0',
    model: 'gpt-5.5',
    reasoningEffort: null,
    sandbox: 'read-only',
    approval: 'never',
    network: false,
    dangerous: [],
    hooks: { type: 'off', reason: 'hooks are disabled' },
  },
  formerSessions: ['s0'],
};

const factsOf = (agent: Agent, shown: ShownAgent | null) =>
  Object.fromEntries(factsAbout(agent, shown, 'UTC').map(({ label, text }) => [label, text]));

describe('all about an agent', () => {
  const agent = anAgent({
    id: 'id-1',
    cwd: '/state/worktrees/api',
    worktree: '/state/worktrees/api',
    branch: 'grid/api',
    git: { added: 3, deleted: 1, dirty: true },
    badges: [{ text: 'full access', tone: 'danger' }],
  });

  it('[SC32] says where it works, with what, and what to beware of', () => {
    expect(factsOf(agent, shown)).toMatchObject({
      beware: 'full access',
      worktree: 'the folder is its own',
      branch: 'grid/api* +3 -1',
      home: 'isolated: /state/agents/a1/home',
      codex: '0.169.0',
      model: 'gpt-5.5',
      sandbox: 'read-only',
      approval: 'never',
      network: 'no',
      hooks: 'off: hooks are disabled',
      'sessions before': 's0',
    });
  });

  it('[SC32] says each setting with who said so', () => {
    expect(settingsIn(shown).map(({ label, text }) => `${label} ${text}`)).toEqual([
      'sandbox read-only (/home/ada/config.toml:3)',
      'add_dirs ["/srv"] (said for it)',
    ]);
  });

  it('[SC32] before the host has answered it says what the roster says', () => {
    expect(factsOf(agent, null)).toMatchObject({ home: 'isolated', branch: 'grid/api* +3 -1' });
    expect(settingsIn(null)).toEqual([]);
  });

  it('[SC32] a host that tells less is understood all the same', () => {
    const opened = play(start([agent]), 'o', answered({ type: 'why', agent: id(1) }, { why: [] }));
    expect(opened.model.overlay).toMatchObject({
      answer: { type: 'answered', shown: { settings: [], launch: null, formerSessions: [] } },
    });
  });
});
