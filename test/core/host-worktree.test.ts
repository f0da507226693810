import { expect, it } from 'vitest';
import {
  type AgentSettings,
  builtInProgramSettings,
} from '../../src/core/settings/agent-settings.ts';
import { hostRun, typesOf } from '../support/host-run.ts';
import { newCommand } from '../support/some-command.ts';

function hostWith(defaults: AgentSettings) {
  const host = hostRun();
  const program = builtInProgramSettings;
  const settings = { ok: true, defaults, origins: {}, program } as const;
  host.happens(0, { type: 'settings-changed', settings });
  return host;
}

it.each([
  [{ worktree: 'fix' }, {}],
  [{}, { worktree: 'fix' }],
] as const)(
  '[WT55] several agents are not given one branch: flags %j, config %j',
  (settings, defaults) => {
    const host = hostWith(defaults);
    expect(typesOf(host.ask(1, newCommand('api', { count: 2, settings })))).toEqual(['reply']);
    expect(host.reply()).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('2 agents cannot all work on the branch fix') },
    });
    host.ask(2, newCommand('api', { count: 2, settings: { worktree: true } }));
    host.ask(3, newCommand('web', { count: 1, settings }));
    expect(host.model().agents.map(({ name }) => name)).toEqual(['api-1', 'api-2', 'web']);
  },
);
