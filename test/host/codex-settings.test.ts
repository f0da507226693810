import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { parse, stringify } from 'smol-toml';
import { expect, it } from 'vitest';
import type { LaunchRequest } from '../../src/core/host/launch-request.ts';
import { prepareLaunch } from '../../src/host/codex/codex-launch.ts';
import { appServerReply } from '../support/app-server.ts';
import { launchSurroundings } from '../support/launch-surroundings.ts';
import { realCodex } from '../support/real-codex.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { someLaunch } from '../support/some-command.ts';

type Config = Readonly<Record<string, unknown>>;
type ConfigReply = {
  readonly config: Config;
  readonly layers: readonly { readonly name: { readonly type: string }; readonly config: Config }[];
};

/** A user's home, a folder to work in, and what codex makes of a launch there. */
function madeUser(config: string) {
  const folder = scratchFolder();
  const userHome = `${folder}/user`;
  const cwd = `${folder}/project`;
  for (const path of [userHome, cwd]) mkdirSync(path);
  writeFileSync(`${userHome}/config.toml`, config);
  const surroundings = launchSurroundings(folder);
  const prepared = async (more: Partial<LaunchRequest>) => {
    const launch = await prepareLaunch(someLaunch({ cwd, ...more }), surroundings);
    if (!launch.ok) throw new Error(launch.problem);
    return launch;
  };
  const configOf = async (more: Partial<LaunchRequest>): Promise<ConfigReply> => {
    const launch = await prepared(more);
    const place = { cwd: launch.cwd };
    const request = { method: 'config/read', params: { includeLayers: true, ...place } };
    const words = launch.arguments.filter((word) => word !== '--no-daemon');
    return (await appServerReply(request, { words, env: launch.env, ...place })) as ConfigReply;
  };
  return { folder, userHome, cwd, surroundings, prepared, configOf };
}

const settings = {
  model: 'gpt-5.5',
  reasoningEffort: 'high',
  sandbox: 'workspace-write',
  approval: 'never',
  network: true,
  addDirs: ['/tmp/x'],
  config: {
    model_verbosity: 'low',
    tui: { theme: 'a "b"\n' },
    mcp_servers: { 'a.b': { command: '/bin/c' } },
  },
} as const;
const asCodexReads = {
  model: 'gpt-5.5',
  model_reasoning_effort: 'high',
  sandbox_mode: 'workspace-write',
  approval_policy: 'never',
  sandbox_workspace_write: {
    network_access: true,
    writable_roots: ['/users', '/tmp/x'],
    exclude_slash_tmp: true,
  },
  model_verbosity: 'low',
  tui: { theme: 'a "b"\n', animations: false },
  mcp_servers: { 'a.b': { command: '/bin/c' }, own: { command: '/bin/own' } },
};
const usersConfig = `model = "users"
default_permissions = ":read-only"
[sandbox_workspace_write]
writable_roots = ["/users"]
exclude_slash_tmp = true
[tui]
animations = false
[mcp_servers.own]
command = "/bin/own"
`;

it.each(['isolated', 'shared', 'path'])(
  '[HL8] the real codex has every setting: %s home',
  async (home) => {
    const user = madeUser(usersConfig);
    const own = `${user.folder}/own`;
    if (home === 'path') {
      mkdirSync(own);
      writeFileSync(`${own}/config.toml`, usersConfig);
    }
    const before = readFileSync(`${user.userHome}/config.toml`, 'utf8');
    const more = {
      settings: { ...settings, addDirs: ['/tmp/x'] },
      home: home === 'path' ? own : home,
    };
    const { config, layers } = await user.configOf(more);
    expect(config).toMatchObject(asCodexReads);
    // Only so does it win over a permission profile of the user's and over the repository's own config.
    expect(layers[0]).toMatchObject({
      name: { type: 'sessionFlags' },
      config: { sandbox_mode: 'workspace-write', approval_policy: 'never' },
    });
    expect((await user.prepared(more)).facts.launch).toMatchObject({
      model: 'gpt-5.5',
      reasoningEffort: 'high',
      sandbox: 'workspace-write',
      approval: 'never',
      network: true,
    });
    if (home === 'path') expect(readFileSync(`${own}/config.toml`, 'utf8')).toBe(usersConfig);
    expect(readFileSync(`${user.userHome}/config.toml`, 'utf8')).toBe(before);
  },
);

it.each(['isolated', 'shared'])(
  "[HL3] a trusted repository's own config does not loosen what guards an agent: %s home",
  async (home) => {
    const user = madeUser('');
    execFileSync('git', ['init', '--quiet', user.cwd]);
    mkdirSync(`${user.cwd}/.codex`);
    const loose = 'sandbox_mode = "danger-full-access"\napproval_policy = "never"\nmodel = "x"\n';
    writeFileSync(`${user.cwd}/.codex/config.toml`, loose);
    const trusted = { [realpathSync(user.cwd)]: { trust_level: 'trusted' } };
    const config = { projects: trusted };
    const guarded = { sandbox: 'read-only', approval: 'on-request', config } as const;
    const read = await user.configOf({ home, settings: guarded });
    expect(read.layers.map(({ name }) => name.type)).toContain('project');
    expect(read.config).toMatchObject({
      sandbox_mode: 'read-only',
      approval_policy: 'on-request',
      model: 'x',
    });
  },
);

it.each(['isolated', 'shared'])(
  "[HL32] settings win over a trusted repository's own config, and the facts say what runs: %s home",
  async (home) => {
    const user = madeUser('');
    execFileSync('git', ['init', '--quiet', user.cwd]);
    for (const folder of ['', '/sub'])
      mkdirSync(`${user.cwd}${folder}/.codex`, { recursive: true });
    const theirs =
      'model = "theirs"\nmodel_reasoning_effort = "low"\nsandbox_mode = "danger-full-access"\n[tui]\ntheme = "theirs"\n[features]\nhooks = false\n';
    writeFileSync(`${user.cwd}/.codex/config.toml`, theirs);
    writeFileSync(`${user.cwd}/sub/.codex/config.toml`, 'model = "nearest"\n');
    const trusted = { projects: { [realpathSync(user.cwd)]: { trust_level: 'trusted' } } };
    const started = async (settings: LaunchRequest['settings']) => {
      const more = { home, cwd: `${user.cwd}/sub`, settings };
      return {
        runs: (await user.configOf(more)).config,
        told: (await user.prepared(more)).facts.launch,
      };
    };
    const silent = await started({ config: trusted });
    expect(silent.runs).toMatchObject({ model: 'nearest', sandbox_mode: 'danger-full-access' });
    expect(silent.told).toMatchObject({
      model: 'nearest',
      reasoningEffort: 'low',
      sandbox: 'danger-full-access',
      hooks: { type: 'off' },
    });
    const own = { tui: { theme: 'mine' }, default_permissions: ':read-only', ...trusted };
    const said = await started({ model: 'mine', reasoningEffort: 'high', config: own });
    expect(said.runs).toMatchObject({
      model: 'mine',
      model_reasoning_effort: 'high',
      tui: { theme: 'mine' },
    });
    expect(said.told).toMatchObject({
      model: 'mine',
      reasoningEffort: 'high',
      sandbox: 'read-only',
    });
  },
);

it('[HL7] relative paths of the user mean the same in the home of an agent, as the real codex reads them', async () => {
  const config = {
    model_instructions_file: 'inst.md',
    experimental_compact_prompt_file: './compact.md',
    log_dir: 'logs',
    sqlite_home: 'sq',
    model_catalog_json: 'catalog.json',
    notify: ['./notify'],
    sandbox_workspace_write: { writable_roots: ['root', '/abs', '~/notes'] },
    agents: { rev: { description: 'd', config_file: 'rev.toml' } },
    mcp_servers: { m: { command: './bin/m', cwd: 'work' } },
    model_providers: {
      p: {
        name: 'p',
        base_url: 'http://127.0.0.1:1/v1',
        auth: { command: './token', cwd: 'auth' },
      },
    },
    skills: { config: [{ path: 'skill/SKILL.md', enabled: true }] },
  };
  const user = madeUser(stringify(config));
  for (const name of ['inst.md', 'compact.md']) writeFileSync(`${user.userHome}/${name}`, 'text');
  writeFileSync(`${user.userHome}/rev.toml`, 'model = "x"\n');
  writeFileSync(`${user.userHome}/catalog.json`, await bundledModels());
  const { layers } = await user.configOf({});
  const request = { method: 'config/read', params: { includeLayers: true } };
  const env = { ...process.env, CODEX_HOME: user.userHome };
  const users = (await appServerReply(request, { words: [], env })) as ConfigReply;
  const usersLayer = users.layers.find(({ name }) => name.type === 'user')?.config;
  const agentsLayer = layers.find(({ name }) => name.type === 'user')?.config;
  expect(agentsLayer).toEqual({
    ...usersLayer,
    cli_auth_credentials_store: 'file',
    check_for_update_on_startup: false,
  });
  expect(agentsLayer).toMatchObject({ log_dir: `${user.userHome}/logs` });
});

async function bundledModels(): Promise<string> {
  return execFileSync(await realCodex(), ['debug', 'models', '--bundled'], {
    encoding: 'utf8',
    env: { ...process.env, CODEX_HOME: '/dev/null' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

it('[HL9] a profile lies under the settings, is the agent own to write, and must exist', async () => {
  const user = madeUser('model = "base"\nmodel_reasoning_effort = "low"\n');
  const profilePath = `${user.userHome}/work.config.toml`;
  const profile = 'model = "profiles"\nmodel_reasoning_effort = "medium"\nlog_dir = "logs"\n';
  writeFileSync(profilePath, profile);
  const more = { settings: { profile: 'work', model: 'settings' } };
  const launch = await user.prepared(more);
  expect(launch.arguments).toContain('-p');
  expect(launch.facts.launch).toMatchObject({ model: 'settings', reasoningEffort: 'medium' });
  const { codexHome = '' } = launch.facts.launch ?? {};
  const own = `${codexHome}/work.config.toml`;
  expect(parse(readFileSync(own, 'utf8'))).toMatchObject({
    model: 'settings',
    log_dir: `${user.userHome}/logs`,
  });
  writeFileSync(own, 'model_reasoning_effort = "xhigh"\n', { flag: 'a' });
  writeFileSync(own, readFileSync(own, 'utf8').replace('model_reasoning_effort = "medium"\n', ''));
  expect((await user.prepared(more)).facts.launch).toMatchObject({
    model: 'settings',
    reasoningEffort: 'xhigh',
  });
  expect(readFileSync(profilePath, 'utf8')).toBe(profile);

  const gone = await prepareLaunch(
    someLaunch({ cwd: user.cwd, settings: { profile: 'gone' } }),
    user.surroundings,
  );
  expect(gone).toEqual({
    ok: false,
    problem: `There is no profile gone: ${user.userHome}/gone.config.toml does not exist. Write its settings there, or start the agent without it.`,
  });
  expect(existsSync(`${codexHome}/gone.config.toml`)).toBe(false);
});

it('[HL11] variables of the settings reach codex, another home does not', async () => {
  const user = madeUser('');
  const env = { OPENAI_BASE_URL: 'http://x', CODEX_HOME: '/elsewhere', TMUX: 'wanted', EMPTY: '' };
  const launch = await user.prepared({ settings: { env } });
  expect(launch.env).toMatchObject({ OPENAI_BASE_URL: 'http://x', TMUX: 'wanted', EMPTY: '' });
  expect(launch.env['CODEX_HOME']).toBe(launch.facts.launch?.codexHome);
  expect(readdirSync(user.userHome)).toEqual(['config.toml']);
});
