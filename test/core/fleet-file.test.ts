import { expect, it } from 'vitest';
import { readFleet } from '../../src/core/fleet/fleet-file.ts';
import { problemText } from '../../src/core/settings/settings-read.ts';

const place = { file: 'codex-grid.toml', folder: '/work/shop', homeFolder: '/home/ann' };

function agentsIn(text: string) {
  const read = readFleet(text, place);
  if ('problems' in read) throw new Error(read.problems.map(problemText).join('\n'));
  return read.agents;
}

function problemsIn(text: string): readonly string[] {
  const read = readFleet(text, place);
  return 'problems' in read ? read.problems.map(problemText) : [];
}

it('[FL1] settings at the top or under [defaults] hold for every agent that does not say otherwise', () => {
  const agents = agentsIn(`
sandbox = "read-only"
[defaults]
model = "gpt-5.5"
[[agent]]
name = "api"
[[agent]]
name = "web"
model = "gpt-6-sol"
sandbox = "workspace-write"
prompt = "Read the README"
`);
  expect(agents.map(({ name, settings }) => ({ name, ...settings }))).toEqual([
    { name: 'api', model: 'gpt-5.5', sandbox: 'read-only' },
    { name: 'web', model: 'gpt-6-sol', sandbox: 'workspace-write', prompt: 'Read the README' },
  ]);
});

it('[FL2] paths begin at the folder of the file, or at the home folder', () => {
  const agents = agentsIn(`
[[agent]]
name = "a"
[[agent]]
name = "b"
cwd = "../api"
add_dirs = ["lib", "/opt/x", "~/y"]
home = "~/.codex-work"
[[agent]]
name = "c"
cwd = "~/src"
`);
  expect(agents.map(({ cwd }) => cwd)).toEqual(['/work/shop', '/work/api', '/home/ann/src']);
  expect(agents[1]?.settings).toMatchObject({
    addDirs: ['/work/shop/lib', '/opt/x', '/home/ann/y'],
    home: '/home/ann/.codex-work',
  });
});

it('[FL3] a count makes as many agents, each with its number', () => {
  const agents = agentsIn('[[agent]]\nname = "try"\ncount = 3\ngroup = "tries"\n');
  expect(agents.map(({ name, group }) => [name, group])).toEqual([
    ['try-1', 'tries'],
    ['try-2', 'tries'],
    ['try-3', 'tries'],
  ]);
  expect(agentsIn('[[agent]]\nname = "one"\ncount = 1\n')[0]?.name).toBe('one-1');
});

it.each([
  [
    '[[agent]]\nname = "a"\nmodle = "x"\n',
    'codex-grid.toml:3: modle is unknown: there is no such setting. Did you mean "model"?',
  ],
  [
    '[[agent]]\nname = "a"\ncuont = 2\n',
    'codex-grid.toml:3: cuont is unknown: there is no such setting. Did you mean "count"?',
  ],
  [
    '[[agnet]]\nname = "a"\n',
    'codex-grid.toml:1: agnet is unknown: there is no such setting. Did you mean "agent"?',
  ],
  [
    '[agent]\nname = "a"\n',
    'codex-grid.toml:1: agent takes tables: begin each agent with a line [[agent]].',
  ],
  [
    'model = "x"\n',
    'codex-grid.toml:1: agent is missing: describe each agent in a table of its own that begins with [[agent]].',
  ],
  ['[[agent]]\ncwd = "x"\n', 'codex-grid.toml:1: name is missing: every agent needs one.'],
  [
    '[[agent]]\nname = "a b"\n',
    'codex-grid.toml:2: name cannot be used: "a b" cannot name an agent: use 1 to 40 letters, digits, dots, dashes or underscores, a letter or digit first, not digits alone.',
  ],
  [
    '[[agent]]\nname = "a"\ncount = 0\n',
    'codex-grid.toml:3: count takes a whole number from 1 to 64, not 0.',
  ],
  [
    'worktree = "fix"\n[[agent]]\nname = "a"\ncount = 2\n',
    'codex-grid.toml:2: 2 agents cannot all work on the branch fix: git checks a branch out only once. Name no branch (--worktree alone, or worktree = true), and each agent gets one of its own.',
  ],
  ['[[agent]]\nname = "a"\ncwd = 3\n', 'codex-grid.toml:3: cwd takes a folder in quotes, not 3.'],
  [
    '[[agent]]\nname = "a"\ngroup = "x y"\n',
    'codex-grid.toml:3: group takes a name of letters, digits, dots, dashes or underscores, not "x y".',
  ],
  [
    'model = "x"\n[defaults]\nmodel = "y"\n[[agent]]\nname = "a"\n',
    'codex-grid.toml:3: model is said twice: at the top of the file and in [defaults]. Take one of them away.',
  ],
  [
    'defaults = 3\n[[agent]]\nname = "a"\n',
    'codex-grid.toml:1: defaults takes a table: write [defaults].',
  ],
])('[FL4] a mistake is told with its line, its key and what to do: %s', (text, problem) => {
  expect(problemsIn(text)).toEqual([problem]);
});

it('[FL4] text that is no TOML is told with its line', () => {
  expect(problemsIn('[[agent]]\nname = "a\n')).toEqual([
    expect.stringMatching(/^codex-grid\.toml:2: This is not TOML, from column \d+ on: /),
  ]);
});

it('[FL5] everything that is wrong is told at once, in the order of the file', () => {
  const problems = problemsIn('sandbox = "free"\n[[agent]]\nname = "1"\n[[agent]]\nmodel = 3\n');
  expect(problems.map((problem) => problem.split(': ')[0])).toEqual([
    'codex-grid.toml:1',
    'codex-grid.toml:3',
    'codex-grid.toml:4',
    'codex-grid.toml:5',
  ]);
});

it('[FL6] two agents of one name are found once every count is written out', () => {
  expect(problemsIn('[[agent]]\nname = "a"\ncount = 3\n[[agent]]\nname = "a-2"\n')).toEqual([
    'codex-grid.toml:5: name "a-2" is given to another agent too, in line 2. Each needs a name of its own.',
  ]);
});

it('[FL7] defaults and an agent that are each in order may contradict each other', () => {
  const [problem, ...others] = problemsIn(
    'sandbox = "read-only"\n[[agent]]\nname = "a"\nnetwork = true\n',
  );
  expect(problem).toMatch(/^codex-grid\.toml:4: .*network.*contradicts.*read-only/);
  expect(others).toEqual([]);
});
