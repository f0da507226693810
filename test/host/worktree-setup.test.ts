import { describe, expect, it } from 'vitest';
import type { Worktree } from '../../src/core/agent/agent.ts';
import type { HostSurroundings } from '../../src/host/host.ts';
import { type HostRig, hostRig } from '../support/host-rig.ts';
import { newCommand, resumeCommand } from '../support/some-command.ts';

const worktree: Worktree = {
  folder: '/trees/api',
  branch: 'grid/api',
  repository: '/r',
  source: '/r',
  base: '0123',
  baseBranch: 'main',
  unstarted: null,
};

/** A host whose agents' worktrees are set up by `npm ci`. */
function rig() {
  return hostRig({
    worktrees: {
      prepare: async (request) => {
        const isDue =
          request.worktree?.type !== 'own' || request.worktree.worktree.unstarted !== null;
        const { session, prompt } = request;
        return {
          ok: true,
          request: { ...request, cwd: '/trees/api' },
          facts: {
            cwd: '/trees/api',
            worktree: isDue ? { ...worktree, unstarted: { session, prompt } } : worktree,
          },
          setup: isDue
            ? {
                command: 'npm ci',
                program: { file: '/bin/sh', arguments: [], cwd: '/trees/api', env: {} },
                facts: { worktree },
              }
            : null,
          notices: [],
          takeBack: async () => undefined,
        };
      },
      workProblem: async () => null,
      remove: async () => null,
    },
  });
}

async function begin(given: HostRig) {
  given.host.start();
  const ann = given.join();
  ann.ask({ ...newCommand('api'), settings: { worktree: true, prompt: 'begin' } });
  await given.settle();
  return {
    ...given,
    ann,
    agent() {
      given.clock.passMs(100);
      return ann.roster()[0];
    },
  };
}

describe('setup of a worktree', () => {
  it('[WT16] runs in the agent’s terminal before codex, and the tile says so', async () => {
    const { ann, agent, ptys, launched, settle } = await begin(rig());
    expect(ann.reply(1)).toMatchObject({ ok: true, value: [{ name: 'api', pid: 1000 }] });
    expect(agent()).toMatchObject({ state: 'starting', detail: 'setup: npm ci', pid: 1000 });
    expect(agent()).toMatchObject({ cwd: '/trees/api', worktree: '/trees/api' });
    expect(launched).toEqual([]);
    ptys[0]?.says('added 12 packages');
    ptys[0]?.exits();
    await settle();
    expect(launched).toMatchObject([{ cwd: '/trees/api', prompt: 'begin' }]);
    expect(agent()).toMatchObject({ state: 'starting', detail: null, pid: 1001 });
  });

  it('[WT17] that fails leaves its output and exit code, and codex does not start', async () => {
    const { ann, agent, ptys, launched, saved, settle } = await begin(rig());
    ann.say({ type: 'watch', tiles: [{ agent: agent()!.id, columns: 80, rows: 24 }] });
    ptys[0]?.says('npm error');
    ptys[0]?.exits({ code: 7 });
    await settle();
    expect(agent()).toMatchObject({
      state: 'ended',
      detail: 'exit code 7 of setup: npm ci',
      exit: { code: 7 },
    });
    expect(launched).toEqual([]);
    expect(ann.lines(agent()!.id)[0]).toBe('npm error');
    expect(saved.at(-1)).toContain('"prompt": "begin"');
  });

  it('[WT15] is done over by a resume until it succeeds, then codex begins as it was to', async () => {
    const { ann, ptys, launched, saved, settle } = await begin(rig());
    ptys[0]?.exits({ code: 7 });
    await settle();
    ann.ask(resumeCommand('api'));
    await settle();
    expect(ptys[1]?.request.file).toBe('/bin/sh');
    ptys[1]?.exits();
    await settle();
    expect(launched).toMatchObject([{ prompt: 'begin', session: { type: 'new' } }]);
    expect(saved.at(-1)).toContain('"unstarted": null');
    ptys[2]?.exits();
    await settle();
    ann.ask(resumeCommand('api'));
    await settle();
    expect(ptys[3]?.request.file).toBe('codex');
    // This codex ended before a turn.
    expect(launched).toMatchObject([{}, { prompt: 'begin', session: { type: 'new' } }]);
  });

  it('[WT18] is ended by a stop, and codex is not started after it', async () => {
    const { ann, agent, ptys, launched, settle } = await begin(rig());
    ann.ask({ type: 'stop', agents: ['api'] });
    await settle();
    expect(ptys[0]?.signals).toEqual(['SIGTERM']);
    ptys[0]?.exits({ signal: 'SIGTERM' });
    await settle();
    expect(agent()).toMatchObject({ state: 'ended', detail: 'SIGTERM of setup: npm ci' });
    expect(launched).toEqual([]);
  });
});

describe('a worktree whose agent does not start', () => {
  it('[WT19] is taken back', async () => {
    const noSetup: HostSurroundings['worktrees'] = {
      prepare: async (request) => ({
        ok: true,
        request,
        facts: { worktree },
        setup: null,
        notices: ['3 changes are not in it.'],
        takeBack: async () => {
          takenBack.push(request.name);
        },
      }),
      workProblem: async () => null,
      remove: async () => null,
    };
    const takenBack: string[] = [];
    const given = hostRig({
      worktrees: noSetup,
      prepareLaunch: async () => ({ ok: false, problem: 'no codex' }),
    });
    const { ann } = await begin(given);
    expect(ann.reply(1)).toMatchObject({ ok: false, error: { message: 'no codex' } });
    expect(ann.notices()).toEqual(['3 changes are not in it.']);
    expect([takenBack, ann.roster()]).toEqual([['api'], []]);
  });
});
