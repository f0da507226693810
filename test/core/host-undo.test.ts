import { expect, it } from 'vitest';
import type { SessionId, Worktree } from '../../src/core/agent/agent.ts';
import type { HostModel } from '../../src/core/host/host-state.ts';
import { modelFromSaved, savedRosterText } from '../../src/core/host/saved-roster.ts';
import {
  client,
  type HostRun,
  hostRun,
  idOf,
  processExited,
  runningHost,
} from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';
import { newCommand, removeCommand } from '../support/some-command.ts';

const worktree: Worktree = {
  folder: '/state/worktrees/api',
  branch: 'grid/api',
  repository: '/work/api',
  source: '/work/api',
  base: 'abc',
  baseBranch: 'main',
  unstarted: null,
};

/** Agents of these names that have ended. */
function endedHost(...names: readonly string[]): HostRun {
  const host = runningHost(...names);
  for (const name of names) host.hear(50, idOf(host, name), processExited(0));
  return host;
}

const namesIn = (host: HostRun) => host.model().agents.map(({ name, number }) => [number, name]);

it('[FL15] a removal of several is undone as one, each at its place, with its name and number', () => {
  const host = endedHost('api', 'web', 'docs');
  host.ask(100, removeCommand('docs', 'api'));
  expect(host.reply()).toMatchObject({ ok: true, value: [{ name: 'docs' }, { name: 'api' }] });
  expect(namesIn(host)).toEqual([[2, 'web']]);
  host.ask(10_099, { type: 'undo' });
  expect(host.reply()).toEqual({ ok: true, value: 'api, docs are back.' });
  expect(namesIn(host)).toEqual([
    [1, 'api'],
    [2, 'web'],
    [3, 'docs'],
  ]);
});

it('[FL16] of several, the last is undone first, and nothing twice', () => {
  const host = endedHost('api');
  host.ask(100, { type: 'rename', agent: 'api', name: 'back' });
  host.ask(200, removeCommand('back'));
  host.ask(300, { type: 'undo' });
  expect(host.reply()).toMatchObject({ value: 'back is back.' });
  host.ask(400, { type: 'undo' });
  expect(host.reply()).toMatchObject({ value: 'back is api again.' });
  host.ask(500, { type: 'undo' });
  expect(host.reply()).toMatchObject({
    error: { message: expect.stringContaining('There is nothing to undo') },
  });
  expect(namesIn(host)).toEqual([[1, 'api']]);
});

it('[FL17] nothing of a removed agent is let go of or deleted before its ten seconds are over', () => {
  const host = endedHost('api');
  const agent = idOf(host, 'api');
  const removed = host.ask(100, { ...removeCommand('api'), sessions: 'purge' });
  expect(removed.map(({ type }) => type)).not.toContain('forget');
  expect(removed).toContainEqual({ type: 'wake', at: recordedAt + 10_100 });
  expect(host.happens(10_099, { type: 'woke' })).not.toContainEqual({ type: 'forget', agent });
  const effects = host.happens(10_100, { type: 'woke' });
  expect(effects).toContainEqual({ type: 'forget', agent });
  expect(effects).toContainEqual({
    type: 'clear-away',
    agent,
    name: 'api',
    sessions: 'purge',
    worktree: null,
    work: 'keep',
  });
  host.ask(10_200, { type: 'undo' });
  expect(host.reply()).toMatchObject({ ok: false });
});

it('[FL18] a name or number that was given away meanwhile is not taken back', () => {
  const host = endedHost('api');
  host.ask(100, removeCommand('api'));
  host.ask(200, newCommand('api'));
  host.ask(300, { type: 'undo' });
  expect(host.reply()).toMatchObject({ value: 'api (now api-2) is back.' });
  expect(namesIn(host)).toEqual([
    [2, 'api-2'],
    [1, 'api'],
  ]);
  host.ask(400, { type: 'rename', agent: 'api-2', name: 'old' });
  host.ask(500, newCommand('api-2'));
  host.ask(600, { type: 'undo' });
  expect(host.reply()).toMatchObject({
    error: { message: expect.stringContaining('Another agent is named api-2 by now') },
  });
});

it('[FL19] a host that ends before leaves it to the next, which clears the disk at once', () => {
  const host = endedHost('api', 'web');
  const agent = idOf(host, 'api');
  host.ask(100, { ...removeCommand('api'), sessions: 'purge', work: 'lose' });
  const next = restarted(host.model());
  expect(namesIn(next)).toEqual([[2, 'web']]);
  expect(next.happens(5_000, { type: 'woke' })).toContainEqual(
    expect.objectContaining({ type: 'clear-away', agent, sessions: 'purge', work: 'lose' }),
  );
  // It ends in the middle of that, too.
  const third = restarted(next.model());
  expect(third.happens(6_000, { type: 'woke' })).toContainEqual(
    expect.objectContaining({ type: 'clear-away', agent }),
  );
  expect(third.happens(7_000, { type: 'cleared-away', agent })).toContainEqual({
    type: 'save-roster',
  });
  const last = restarted(third.model());
  expect(last.happens(8_000, { type: 'woke' }).map(({ type }) => type)).not.toContain('clear-away');
});

function restarted(model: HostModel): HostRun {
  const saved = modelFromSaved(savedRosterText(model), recordedAt);
  if ('problem' in saved) throw new Error(saved.problem);
  return hostRun(saved);
}

it('[FL20] work in a worktree is looked for first, and refused with what would be lost', () => {
  const host = withWorktrees('api');
  const agents = host.model().agents;
  const command = removeCommand('api');
  const effects = host.ask(100, command);
  const [check] = effects.filter(({ type }) => type === 'check-work');
  expect(check).toMatchObject({ worktrees: [worktree] });
  expect(host.model().agents).toEqual(agents);
  const checked = { type: 'work-checked', client, request: 7, command } as const;
  host.happens(200, { ...checked, problem: 'It holds 1 commit.' });
  expect(host.reply()).toMatchObject({
    error: { message: 'It holds 1 commit.', reason: 'has-work' },
  });
  host.happens(300, { ...checked, problem: null });
  expect(host.reply()).toMatchObject({ ok: true });
  expect(host.model().agents).toEqual([]);
});

it('[FL37] what --force loses is told with the answer', () => {
  const host = withWorktrees('api');
  removeLosing(host, 100, 'api');
  expect(host.reply()).toMatchObject({
    ok: true,
    notices: [
      expect.stringContaining('In 10 seconds this is lost, unless you undo it. It holds 1 commit.'),
    ],
  });
});

it('[FL20] one that is started again while its worktree is looked at is not removed', () => {
  const host = withWorktrees('api');
  const command = removeCommand('api');
  host.ask(100, command);
  host.ask(150, { type: 'resume', agents: ['api'], session: 'own' });
  host.happens(200, { type: 'work-checked', client, request: 7, command, problem: null });
  expect(host.reply()).toMatchObject({
    error: { message: expect.stringContaining('still runs') },
  });
});

it('[FL21] a worktree that agents share goes with the last of them', () => {
  const host = withWorktrees('api', 'fork');
  expect(host.ask(100, removeCommand('api')).map(({ type }) => type)).not.toContain('check-work');
  expect(host.happens(10_100, { type: 'woke' })).toContainEqual(
    expect.objectContaining({ type: 'clear-away', name: 'api', worktree: null }),
  );
  removeLosing(host, 20_000, 'fork');
  expect(host.happens(30_000, { type: 'woke' })).toContainEqual(
    expect.objectContaining({ type: 'clear-away', name: 'fork', worktree, work: 'lose' }),
  );
});

it('[FL21] of two that share it and are removed together, one takes it along', () => {
  const host = withWorktrees('api', 'fork');
  expect(host.ask(0, removeCommand('api', 'fork'))).toContainEqual(
    expect.objectContaining({ type: 'check-work', worktrees: [worktree] }),
  );
  removeLosing(host, 0, 'api', 'fork');
  const cleared = host.happens(10_000, { type: 'woke' });
  expect(
    cleared.flatMap((effect) => (effect.type === 'clear-away' ? [effect.worktree] : [])),
  ).toEqual([null, worktree]);
});

it('[FL21] one that may still come back counts among those that share a worktree', () => {
  const host = withWorktrees('api', 'fork');
  host.ask(0, removeCommand('api'));
  removeLosing(host, 5_000, 'fork');
  expect(host.happens(10_000, { type: 'woke' })).toContainEqual(
    expect.objectContaining({ type: 'clear-away', name: 'api', worktree: null }),
  );
  expect(host.happens(15_000, { type: 'woke' })).toContainEqual(
    expect.objectContaining({ type: 'clear-away', name: 'fork', worktree }),
  );
});

/** Removes agents of which some work is in no other place. */
function removeLosing(host: HostRun, ms: number, ...names: readonly string[]) {
  const command = { ...removeCommand(...names), work: 'lose' } as const;
  host.ask(ms, command);
  const problem = 'It holds 1 commit.';
  return host.happens(ms, { type: 'work-checked', client, request: 7, command, problem });
}

function withWorktrees(...names: readonly string[]): HostRun {
  const ended = endedHost(...names).model();
  return hostRun({ ...ended, agents: ended.agents.map((agent) => ({ ...agent, worktree })) });
}

it('[FL22] sessions in a home that is not codex-grid’s alone are not purged', () => {
  const host = runningHost();
  host.ask(0, newCommand('api', { settings: { home: 'shared' } }));
  host.hear(10, idOf(host, 'api'), processExited(0));
  host.ask(100, { ...removeCommand('api'), sessions: 'purge' });
  expect(host.reply()).toMatchObject({
    error: { message: expect.stringContaining('in your own Codex home') },
  });
  host.ask(200, removeCommand('api'));
  expect(host.reply()).toMatchObject({ ok: true });
});

it('[FL23] what is said for an agent can be read, and replaced for its next start', () => {
  const host = runningHost();
  const settings = { model: 'a', prompt: 'Hi', home: 'isolated', worktree: false };
  host.ask(0, newCommand('api', { settings, group: 'back', fleet: '/f.toml' }));
  host.ask(100, { type: 'descriptions' });
  expect(host.reply()).toMatchObject({
    value: [
      { name: 'api', isLive: true, settings: { model: 'a' }, group: 'back', fleet: '/f.toml' },
    ],
  });
  const next = { model: 'b', prompt: 'Ho', home: '/h' };
  host.ask(200, { type: 'describe', agent: 'api', settings: next, group: null, fleet: null });
  expect(host.reply()).toMatchObject({ ok: true, value: { name: 'api', group: null } });
  expect(host.model().agents[0]).toMatchObject({ settings: { model: 'b' }, home: 'isolated' });
  expect(host.model().agents[0]?.settings).toEqual({ model: 'b' });
});

const session = '01a1fcfb-b533-7d43-b73e-29f177d624d0' as SessionId;

/** An agent that has a session. */
function withSession(name: string): HostRun {
  const host = runningHost(name);
  const model = host.model();
  const known = { sessionId: session, rolloutPath: '/h/sessions/r.jsonl' };
  return hostRun({
    ...model,
    agents: model.agents.map((agent) => ({
      ...agent,
      settings: { model: 'a' },
      group: 'back',
      fleet: '/f.toml',
      lifecycle: { ...agent.lifecycle, ...known },
    })),
  });
}

const launchIn = (effects: ReturnType<HostRun['ask']>) =>
  effects.flatMap((effect) => (effect.type === 'start-codex' ? [effect.launch] : []))[0];

it('[SF2] a fork takes over the settings of its original, where none are given, and not its fleet', () => {
  const host = withSession('api');
  const fork = { type: 'fork', agent: 'api' } as const;
  const effects = host.ask(
    100,
    newCommand('bold', { session: fork, settings: { sandbox: 'read-only' } }),
  );
  expect(launchIn(effects)).toMatchObject({
    session: { type: 'fork', id: session, rollout: '/h/sessions/r.jsonl' },
    settings: { model: 'a', sandbox: 'read-only' },
    home: 'isolated',
    worktree: null,
  });
  expect(host.model().agents.at(-1)).toMatchObject({
    name: 'bold',
    group: 'back',
    fleet: null,
    lifecycle: { sessionId: null },
  });
});

it('[SF3] an agent without a session cannot be forked', () => {
  const host = runningHost('api');
  host.ask(100, newCommand('bold', { session: { type: 'fork', agent: 'api' } }));
  expect(host.reply()).toMatchObject({
    error: { message: 'api has no session to fork yet: it begins with its first prompt.' },
  });
  expect(host.model().agents).toHaveLength(1);
});

it('[SF4] a fork that ended before its first turn is forked again from its own copy', () => {
  const host = withSession('api');
  host.ask(100, newCommand('bold', { session: { type: 'fork', agent: 'api' } }));
  const agent = idOf(host, 'bold');
  host.happens(110, { type: 'prepared', agent, facts: { rollout: '/mine/r.jsonl' } });
  host.hear(120, agent, processExited(1));
  const next = restarted(host.model());
  const effects = next.ask(200, { type: 'resume', agents: ['bold'], session: 'own' });
  expect(launchIn(effects)?.session).toEqual({
    type: 'fork',
    id: session,
    rollout: '/mine/r.jsonl',
  });
  expect(next.model().agents.at(-1)?.lifecycle.rolloutPath).toBeNull();
});

it('[SF5] an adopted session is known at once, and its rollout followed where it was brought', () => {
  const host = runningHost('api');
  const adopt = { type: 'adopt', id: session, rollout: '/user/r.jsonl' } as const;
  host.ask(100, newCommand('old', { session: adopt }));
  const agent = idOf(host, 'old');
  const facts = { rollout: '/mine/r.jsonl' };
  expect(host.happens(110, { type: 'prepared', agent, facts })).toContainEqual({
    type: 'follow-rollout',
    agent,
    path: '/mine/r.jsonl',
    subagentId: null,
  });
  host.hear(120, agent, processExited(0));
  expect(restarted(host.model()).model().agents.at(-1)?.lifecycle).toMatchObject({
    sessionId: session,
    rolloutPath: '/mine/r.jsonl',
  });
});

it('[SF6] a session that an agent has is not given to a second', () => {
  const host = withSession('api');
  const adopt = { type: 'adopt', id: session, rollout: '/user/r.jsonl' } as const;
  host.ask(100, newCommand('old', { session: adopt }));
  expect(host.reply()).toMatchObject({
    error: { message: expect.stringContaining(`Session ${session} is that of api (1, `) },
  });
});

it('[SF7] a fork inside a worktree shares it, and leaves it where another is asked for', () => {
  const owner = withSession('api').model();
  const host = hostRun({ ...owner, agents: owner.agents.map((one) => ({ ...one, worktree })) });
  const fork = { type: 'fork', agent: 'api' } as const;
  host.ask(100, newCommand('in', { session: fork, cwd: '/state/worktrees/api/src' }));
  host.ask(100, newCommand('out', { session: fork, cwd: '/elsewhere' }));
  const asked = { session: fork, cwd: worktree.folder, settings: { worktree: true } };
  host.ask(100, newCommand('own', asked));
  expect(host.model().agents.map((one) => one.worktree?.folder ?? null)).toEqual([
    worktree.folder,
    worktree.folder,
    null,
    null,
  ]);
});

it('[SF8] neither the worktree nor the prompt that new agents get by default is for a conversation that goes on', () => {
  const model = withSession('api').model();
  if (!model.settings.ok) throw new Error('settings');
  const defaults = { worktree: true, prompt: 'Hello', model: 'b' };
  const host = hostRun({ ...model, settings: { ...model.settings, defaults } });
  const effects = host.ask(100, newCommand('bold', { session: { type: 'fork', agent: 'api' } }));
  expect(launchIn(effects)).toMatchObject({ worktree: null, prompt: null });
});
