import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { type FleetAgent, readFleet } from '../../src/core/fleet/fleet-file.ts';
import { fleetPlan, groupsProblem, isQuiet } from '../../src/core/fleet/fleet-plan.ts';
import { fleetText } from '../../src/core/fleet/fleet-text.ts';
import type { AgentDescription } from '../../src/core/host/host-describe.ts';

const file = '/work/shop/codex-grid.toml';

function described(name: string, more: Partial<AgentDescription> = {}): AgentDescription {
  return {
    id: `id-${name}` as AgentId,
    name,
    isLive: true,
    task: 'session',
    cwd: '/work/shop',
    worktree: null,
    home: 'isolated',
    group: null,
    fleet: file,
    settings: {},
    sessionId: null,
    firstPrompt: null,
    ...more,
  };
}

function member(name: string, more: Partial<FleetAgent> = {}): FleetAgent {
  return { name, cwd: '/work/shop', group: null, settings: {}, ...more };
}

const all = { file, groups: null };
const worktree = {
  folder: '/state/worktrees/api',
  branch: 'grid/api',
  repository: '/work/shop',
  source: '/work/shop',
  base: 'abc',
  baseBranch: 'main',
  unstarted: null,
};

describe('what up does', () => {
  it('[FL8] it starts what is missing, resumes what has ended and leaves alone what runs', () => {
    const present = [described('web'), described('docs', { isLive: false })];
    const plan = fleetPlan([member('api'), member('web'), member('docs')], present, all);
    expect(plan.map(({ type, name }) => [type, name])).toEqual([
      ['start', 'api'],
      ['keep', 'web'],
      ['resume', 'docs'],
    ]);
    expect(plan.filter(isQuiet).map(({ name }) => name)).toEqual(['web']);
  });

  it('[SB80] the prompt of the file is for an agent that runs, unless it is still to begin with it', () => {
    const api = member('api', { settings: { prompt: 'Read AGENTS.md' } });
    const promptFor = (present: AgentDescription) => fleetPlan([api], [present], all)[0];
    expect(promptFor(described('api'))).toMatchObject({ prompt: 'Read AGENTS.md' });
    expect(promptFor(described('api', { firstPrompt: 'Read AGENTS.md' }))).toMatchObject({
      prompt: null,
    });
    expect(fleetPlan([member('web')], [described('web')], all)).toMatchObject([{ prompt: null }]);
  });

  it('[FL9] an agent of that name which another file or a person started is not touched', () => {
    const present = [described('api', { fleet: null }), described('web', { fleet: '/other.toml' })];
    const plan = fleetPlan([member('api'), member('web')], present, all);
    expect(plan).toMatchObject([
      { type: 'taken', problem: expect.stringContaining('was started by hand') },
      { type: 'taken', problem: expect.stringContaining('belongs to /other.toml') },
    ]);
  });

  it('[FL10] what the file says otherwise now is told, with when it applies', () => {
    const present = [
      described('api', {
        settings: { model: 'old', env: { A: '1', B: '2' } },
        group: 'back',
        worktree,
      }),
    ];
    const agent = member('api', {
      cwd: '/work/other',
      settings: {
        sandbox: 'read-only',
        env: { B: '2', A: '1' },
        prompt: 'Hi',
        worktree: false,
        home: '/h',
      },
    });
    const [step] = fleetPlan([agent], present, all);
    expect(step).toMatchObject({
      type: 'keep',
      changes: [
        { text: 'model was "old", is nothing', applies: 'at its next start' },
        { text: 'sandbox was nothing, is "read-only"', applies: 'at its next start' },
        { text: 'group was "back", is nothing', applies: 'at its next start' },
        { text: 'cwd is /work/other, and it works in /work/shop', applies: 'never' },
        { text: 'home is /h, and it lives in isolated', applies: 'never' },
        { text: 'worktree is false, and it works on grid/api', applies: 'never' },
      ],
    });
  });

  it('[FL11] what the file started once and does not describe any more is told, and left alone', () => {
    const plan = fleetPlan([member('api')], [described('api'), described('old')], all);
    expect(plan.at(-1)).toEqual({ type: 'left-over', name: 'old' });
  });

  it('[FL12] a group is a part of the fleet, and one that the file has not is refused by name', () => {
    const agents = [
      member('api', { group: 'back' }),
      member('web', { group: 'front' }),
      member('x'),
    ];
    const present = [described('old', { group: 'front' }), described('older', { group: 'back' })];
    const plan = fleetPlan(agents, present, { file, groups: ['back'] });
    expect(plan.map(({ name }) => name)).toEqual(['api', 'older']);
    expect(groupsProblem(agents, ['back', 'frnt'])).toBe(
      'There is no group "frnt"; the file has back or front. Did you mean "front"?',
    );
    expect(groupsProblem([member('x')], ['a'])).toContain('No agent in the file has a group');
    expect(groupsProblem(agents, null)).toBeNull();
  });
});

describe('save', () => {
  const place = { file, folder: '/work/shop', homeFolder: '/home/ann' };

  it('[FL13] what runs is written as a person would write it', () => {
    const text = fleetText(
      [
        described('api', {
          cwd: '/state/worktrees/api',
          worktree,
          group: 'back',
          settings: {
            reasoningEffort: 'high',
            addDirs: ['/work/shop/lib', '/home/ann/x'],
            env: { A: 'b' },
          },
        }),
        described('web', { cwd: '/work/shop/web', home: '/home/ann/.codex-2' }),
      ],
      place,
    );
    expect(text).toBe(`# Start these agents with: codex-grid up

[[agent]]
name = "api"
cwd = "."
group = "back"
reasoning_effort = "high"
add_dirs = [ "./lib", "~/x" ]
worktree = true

[agent.env]
A = "b"

[[agent]]
name = "web"
cwd = "./web"
home = "~/.codex-2"
`);
  });

  const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
  const text = fc.string({ minLength: 1 }).filter((given) => given.trim() !== '');
  const path = fc
    .array(fc.stringMatching(/^[a-z~ '"=#\]\\.-]*[a-z]$/), { maxLength: 3 })
    .map((parts) => `/${parts.join('/')}`);
  const inside = path.map((tail) => `/work/shop${tail === '/' ? '' : tail}`);
  const folder = fc.oneof(inside, path);
  const optional = { requiredKeys: [] };
  const settings = fc.record(
    {
      model: text,
      reasoningEffort: word,
      approval: fc.constantFrom('on-request', 'never'),
      addDirs: fc.array(folder),
      env: fc.dictionary(fc.stringMatching(/^[A-Z]{1,5}X$/), fc.string(), { minKeys: 1 }),
      args: fc.array(fc.string().filter((given) => !given.startsWith('-'))),
      config: fc.dictionary(word, fc.oneof(text, fc.boolean(), fc.integer(), fc.array(text))),
      trust: fc.boolean(),
    },
    optional,
  );
  const description = fc
    .record(
      {
        group: fc.option(word),
        cwd: folder,
        home: fc.constantFrom('isolated', 'shared', '/home/ann/.codex-2'),
        settings,
        worktree: fc.option(fc.constantFrom(worktree, { ...worktree, branch: 'main' })),
        isLive: fc.constant(true),
      },
      optional,
    )
    .map((more) => more as Partial<AgentDescription>);

  it('[FL14] after a save there is nothing for up to do', () => {
    fc.assert(
      fc.property(fc.dictionary(word, description, { minKeys: 1 }), (named) => {
        const present = Object.entries(named)
          .filter(([name]) => !/^\d+$/.test(name))
          .map(([name, more]) => described(name, more));
        const read = readFleet(fleetText(present, place), place);
        if ('problems' in read) throw new Error(JSON.stringify(read.problems));
        const plan = fleetPlan(read.agents, present, all);
        expect(plan.filter((step) => !isQuiet(step))).toEqual([]);
        expect(plan.length).toBe(present.length);
      }),
    );
  });
});
