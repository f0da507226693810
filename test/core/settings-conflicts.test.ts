import { describe, expect, it } from 'vitest';
import {
  type AgentSettings,
  builtInProgramSettings,
  effectiveSettings,
  type LoadedSettings,
} from '../../src/core/settings/agent-settings.ts';
import { argumentsSaid, conflictsIn } from '../../src/core/settings/settings-conflicts.ts';
import { readConfig } from '../../src/core/settings/settings-file.ts';
import { problemText } from '../../src/core/settings/settings-read.ts';
import {
  agentLayers,
  layersProblem,
  resolved,
  toldForAgent,
  toldSettings,
} from '../../src/core/settings/settings-resolve.ts';

const texts = (settings: AgentSettings) => conflictsIn(settings).map(({ text }) => text);

describe('contradictions', () => {
  it.each<readonly [AgentSettings, string]>([
    [
      { sandbox: 'read-only', network: true },
      'network = true contradicts sandbox = "read-only": commands in a read-only sandbox never reach the network. Say network = false, or sandbox = "workspace-write".',
    ],
    [
      { sandbox: 'danger-full-access', network: false },
      'network = false contradicts sandbox = "danger-full-access": without a sandbox nothing keeps commands off the network. Say network = true, or sandbox = "workspace-write".',
    ],
    [
      { sandbox: 'read-only', addDirs: ['/x'] },
      'add_dirs = ["/x"] contradicts sandbox = "read-only": nothing can be written in a read-only sandbox. Take the folders away, or say sandbox = "workspace-write".',
    ],
  ])('[ST10] %j', (settings, text) => {
    expect(texts(settings)).toEqual([text]);
  });

  it.each<readonly [AgentSettings, string]>([
    [{ network: true, args: ['-s', 'read-only'] }, '-s read-only among the arguments for codex'],
    [
      { network: true, config: { sandbox_mode: 'read-only' } },
      'sandbox_mode = "read-only" in config',
    ],
    [{ addDirs: ['/x'], args: ['--sandbox=read-only'] }, '--sandbox read-only among the arguments'],
  ])('[ST10] the sandbox counts wherever it is said: %j', (settings, said) => {
    expect(texts(settings)).toEqual([expect.stringContaining(` contradicts ${said}`)]);
  });

  it.each<AgentSettings>([
    {},
    { sandbox: 'read-only', network: false, addDirs: [] },
    { sandbox: 'danger-full-access', network: true, addDirs: ['/x'], approval: 'never' },
    { network: true, addDirs: ['/x'] },
    { args: ['--yolo', '--search'], model: 'gpt-5.5' },
    { args: ['-c', 'model=x', '--', '-s'], sandbox: 'read-only' },
    { worktree: false, args: ['--worktree'] },
    { config: { tui: { theme: 'x' } }, model: 'm', sandbox: 'read-only' },
  ])('[ST10] %j can be meant', (settings) => {
    expect(texts(settings)).toEqual([]);
  });

  it.each<readonly [AgentSettings, string]>([
    [{ sandbox: 'read-only', args: ['-s', 'danger-full-access'] }, '-s'],
    [{ sandbox: 'read-only', args: ['-sworkspace-write'] }, '-s'],
    [{ sandbox: 'read-only', args: ['--sandbox=read-only'] }, '--sandbox'],
    [{ sandbox: 'read-only', args: ['--search', '--yolo'] }, '--yolo'],
    [
      { approval: 'on-request', args: ['--dangerously-bypass-approvals-and-sandbox'] },
      '--dangerously-bypass-approvals-and-sandbox',
    ],
    [{ network: false, args: ['--yolo'] }, '--yolo'],
    [{ approval: 'never', args: ['-a', 'never'] }, '-a'],
    [{ approval: 'never', args: ['--approve-for-me'] }, '--approve-for-me'],
    [{ model: 'm', args: ['-m', 'n'] }, '-m'],
    [{ profile: 'p', args: ['--profile', 'q'] }, '--profile'],
    [{ worktree: 'b', args: ['--worktree'] }, '--worktree'],
    [
      { sandbox: 'read-only', args: ['-c', 'sandbox_mode="danger-full-access"'] },
      '-c sandbox_mode',
    ],
    [
      { network: false, args: ['--config=sandbox_workspace_write.network_access=true'] },
      '-c sandbox_workspace_write.network_access',
    ],
  ])('[ST11] %j', (settings, said) => {
    const [text, ...others] = texts(settings);
    expect(others).toEqual([]);
    expect(text).toMatch(/ decide the same thing\. Take one of them away\.$/);
    expect(text).toContain(` and ${said} among the arguments for codex `);
  });

  it('[ST11] what is said by a setting is refused in config as well', () => {
    expect(texts({ sandbox: 'read-only', config: { sandbox_mode: 'danger-full-access' } })).toEqual(
      [
        'sandbox = "read-only" and sandbox_mode in config decide the same thing. Take one of them away.',
      ],
    );
    expect(
      texts({ network: false, config: { sandbox_workspace_write: { network_access: true } } }),
    ).toHaveLength(1);
  });

  it('[ST11] options are found among arguments however they are written', () => {
    const said = argumentsSaid(['-m', 'x', '--sandbox=y', '-ca=1', '-c', 'b.c = 2', '--', '-s']);
    expect(said.flags.map(({ name, value }) => `${name} ${value}`)).toEqual([
      '-m x',
      '--sandbox y',
      '-c a=1',
      '-c b.c = 2',
    ]);
    expect(said.configKeys).toEqual(['a', 'b.c']);
  });

  it('[ST10] in a config file they are told with the line', () => {
    const text = 'sandbox = "read-only"\n\nnetwork = true';
    const config = { file: 'config.toml', folder: '/etc', homeFolder: '/home/ann' };
    expect(readConfig(text, config).problems.map(problemText)).toEqual([
      expect.stringMatching(/^config\.toml:3: network = true contradicts sandbox = "read-only": /),
    ]);
  });
});

describe('layers', () => {
  const loaded: LoadedSettings = {
    ok: true,
    program: builtInProgramSettings,
    defaults: {
      sandbox: 'read-only',
      model: 'm1',
      env: { A: 'secret', B: 'b' },
      config: { tui: { theme: 'x', notifications: true } },
      args: ['--search'],
    },
    origins: {
      sandbox: '/c.toml:1',
      model: '/c.toml:2',
      env: '/c.toml:3',
      'env.A': '/c.toml:4',
      config: '/c.toml:6',
      args: '/c.toml:9',
    },
  };

  const own = {
    settings: { model: 'm2', env: { B: 'mine' }, config: { tui: { theme: 'y' } }, args: ['--oss'] },
    fleet: null,
  };

  it('[ST16] its own lie over the defaults; tables by key, everything else whole', () => {
    const expected = {
      sandbox: 'read-only',
      model: 'm2',
      env: { A: 'secret', B: 'mine' },
      config: { tui: { theme: 'y', notifications: true } },
      args: ['--oss'],
    };
    expect(effectiveSettings(loaded.ok ? loaded.defaults : {}, own.settings)).toEqual(expected);
    expect(resolved(agentLayers(loaded, own))).toEqual(expected);
    expect(effectiveSettings({}, {})).toEqual({});
  });

  it('[ST17] each is told with where it was said, and no value of a variable', () => {
    expect(toldSettings(agentLayers(loaded, own))).toEqual([
      { key: 'model', value: 'm2', origin: '--model' },
      { key: 'sandbox', value: 'read-only', origin: '/c.toml:1' },
      { key: 'env.A', value: '(set)', origin: '/c.toml:4' },
      { key: 'env.B', value: '(set)', origin: '--env' },
      { key: 'args', value: ['--oss'], origin: 'after --' },
      { key: 'config.tui.theme', value: 'y', origin: '--config' },
      { key: 'config.tui.notifications', value: true, origin: '/c.toml:6' },
    ]);
    const inFleet = agentLayers(loaded, {
      settings: { model: 'm3' },
      fleet: '/x/codex-grid.toml',
    });
    expect(toldSettings(inFleet)[0]).toEqual({
      key: 'model',
      value: 'm3',
      origin: '/x/codex-grid.toml',
    });
  });

  it('[ST17] nor what looks like a secret in config', () => {
    const config = {
      experimental_bearer_token: 'x',
      model_providers: { own: { http_headers: { 'X-Key': 'x' }, env_key: 'OWN_KEY' } },
      model_max_output_tokens: 9,
    };
    expect(toldSettings(agentLayers(loaded, { settings: { config }, fleet: null }))).toEqual(
      expect.arrayContaining(
        Object.entries({
          'config.experimental_bearer_token': '(set)',
          'config.model_providers.own.http_headers.X-Key': '(set)',
          'config.model_providers.own.env_key': 'OWN_KEY',
          'config.model_max_output_tokens': 9,
        }).map(([key, value]) => ({ key, value, origin: '--config' })),
      ),
    );
  });

  it('[ST29] of an agent that exists defaults for new ones are not told', () => {
    const defaults = { home: '/other', worktree: true, prompt: 'go', model: 'm' };
    const told = toldForAgent(
      { ok: true, program: builtInProgramSettings, defaults, origins: {} },
      { settings: {}, fleet: null, home: 'isolated' },
    );
    expect(told).toEqual([
      { key: 'model', value: 'm', origin: 'default' },
      { key: 'home', value: 'isolated', origin: 'chosen when it was made' },
    ]);
  });

  it('[ST18] a contradiction between them names both places', () => {
    expect(layersProblem(agentLayers(loaded, { settings: { network: true }, fleet: null }))).toBe(
      'network = true (--network) contradicts sandbox = "read-only" (/c.toml:1): commands in a read-only sandbox never reach the network. Say network = false, or sandbox = "workspace-write".',
    );
    expect(
      layersProblem(agentLayers(loaded, { settings: { args: ['--yolo'] }, fleet: null })),
    ).toBe(
      'sandbox = "read-only" (/c.toml:1) and --yolo among the arguments for codex decide the same thing. Take one of them away.',
    );
    expect(layersProblem(agentLayers(loaded, own))).toBeNull();
  });
});
