import { expect, it } from 'vitest';
import { modelFromSaved, savedRosterText } from '../../src/core/host/saved-roster.ts';
import {
  type AgentSettings,
  builtInProgramSettings,
} from '../../src/core/settings/agent-settings.ts';
import { hostRun, idOf, processExited, processStarted, typesOf } from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';
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

it('[WT56] an agent that no worktree was planned for when its host died gets one at its next start', () => {
  const host = hostRun();
  host.ask(0, newCommand('api', { settings: { worktree: 'fix' } }));
  const next = hostRun(hostModelOf(savedRosterText(host.model())));
  const worktreeAsked = () =>
    next
      .ask(2, { type: 'resume', agents: ['api'], session: 'own' })
      .flatMap((effect) => (effect.type === 'start-codex' ? [effect.launch.worktree] : []));
  expect(worktreeAsked()).toEqual([{ type: 'new', branch: 'fix' }]);
  const worktree = {
    folder: '/state/worktrees/api',
    branch: 'fix',
    repository: '/work/api',
    base: 'c0ffee',
    baseBranch: 'main',
    source: '/work/api',
    unstarted: null,
  };
  const agent = idOf(next, 'api');
  next.happens(3, { type: 'prepared', agent, facts: { worktree, cwd: worktree.folder } });
  next.hear(4, agent, processStarted);
  next.hear(5, agent, processExited(0));
  expect(worktreeAsked()).toEqual([{ type: 'own', worktree }]);
});

function hostModelOf(text: string) {
  const model = modelFromSaved(text, recordedAt);
  if ('problem' in model) throw new Error(model.problem);
  return model;
}
