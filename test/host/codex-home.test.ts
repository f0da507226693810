import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { expect, it } from 'vitest';
import {
  type HomeRequest,
  type PreparedHome,
  prepareHome,
} from '../../src/host/codex/codex-home.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

function madeUser(config: string | null = null) {
  const folder = scratchFolder();
  const userHome = `${folder}/user`;
  mkdirSync(userHome);
  writeFileSync(`${userHome}/auth.json`, 'a login');
  if (config !== null) writeFileSync(`${userHome}/config.toml`, config);
  const agentFolder = `${folder}/agents/a1`;
  const home = `${agentFolder}/home`;
  const prepared = (kind = 'isolated', more: Partial<HomeRequest> = {}) =>
    prepareHome({
      name: 'api',
      home: kind,
      agentFolder,
      userHome,
      settings: {},
      profile: null,
      words: [],
      ...more,
    });
  return { folder, userHome, agentFolder, home, prepared };
}

const problemIn = (prepared: PreparedHome) => (prepared.ok ? '' : prepared.problem);

it('[LA22] an isolated home is private, links the login and has the config of the user with ours', async () => {
  const { home, userHome, prepared } = madeUser('model = "gpt-5.5"\n');
  expect(await prepared()).toMatchObject({ ok: true, path: home, notices: [] });
  expect(statSync(home).mode & 0o777).toBe(0o700);
  expect(readlinkSync(`${home}/auth.json`)).toBe(`${userHome}/auth.json`);
  expect(readFileSync(`${home}/config.toml`, 'utf8')).toBe(
    'model = "gpt-5.5"\ncli_auth_credentials_store = "file"\ncheck_for_update_on_startup = false\n',
  );
  expect(statSync(`${home}/config.toml`).mode & 0o777).toBe(0o600);
  expect(readdirSync(userHome)).toEqual(['auth.json', 'config.toml']);
});

it('[LA23] works for a user who has no Codex home yet, and makes none', async () => {
  const { home, userHome, prepared } = madeUser();
  rmSync(userHome, { recursive: true });
  expect(await prepared()).toMatchObject({ ok: true });
  expect(lstatSync(`${home}/auth.json`).isSymbolicLink()).toBe(true);
  expect(existsSync(userHome)).toBe(false);
});

it('[LA24] a login of its own is left alone and reported, a link elsewhere is put right', async () => {
  const { home, userHome, prepared } = madeUser();
  await prepared();
  rmSync(`${home}/auth.json`);
  symlinkSync('/elsewhere', `${home}/auth.json`);
  expect(await prepared()).toMatchObject({ notices: [] });
  expect(readlinkSync(`${home}/auth.json`)).toBe(`${userHome}/auth.json`);
  rmSync(`${home}/auth.json`);
  writeFileSync(`${home}/auth.json`, 'own');
  const again = await prepared();
  expect(again.ok && again.notices).toEqual([
    expect.stringMatching(
      /api has a login of its own .*login api --keep mine.*login api --keep agent/,
    ),
  ]);
  expect(readFileSync(`${home}/auth.json`, 'utf8')).toBe('own');
});

it('[LA25] links what the user keeps by hand, skills one by one, and drops links to what is gone', async () => {
  const { home, userHome, prepared } = madeUser();
  for (const folder of ['skills/own', 'skills/.system', 'prompts', 'rules', 'sessions']) {
    mkdirSync(`${userHome}/${folder}`, { recursive: true });
  }
  for (const file of [
    '.credentials.json',
    'AGENTS.md',
    'work.config.toml',
    'hooks.json',
    'history.jsonl',
  ]) {
    writeFileSync(`${userHome}/${file}`, '');
  }
  await prepared();
  const links = [
    '.credentials.json',
    'AGENTS.md',
    'auth.json',
    'hooks.json',
    'prompts',
    'rules',
    'work.config.toml',
  ];
  const namesIn = (folder: string) => readdirSync(folder).sort();
  expect(namesIn(home)).toEqual([...links, 'config.toml', 'skills'].sort());
  expect(links.every((name) => readlinkSync(`${home}/${name}`) === `${userHome}/${name}`)).toBe(
    true,
  );
  expect(namesIn(`${home}/skills`)).toEqual(['own']);

  rmSync(`${userHome}/AGENTS.md`);
  rmSync(`${userHome}/skills/own`, { recursive: true });
  mkdirSync(`${home}/skills/.system`);
  await prepared();
  expect(namesIn(home)).toEqual(
    [...links.filter((name) => name !== 'AGENTS.md'), 'config.toml', 'skills'].sort(),
  );
  expect(namesIn(`${home}/skills`)).toEqual(['.system']);
});

it('[LA26] what codex wrote into the config of the agent survives every later start', async () => {
  const { home, userHome, prepared } = madeUser('model = "old"\n');
  await prepared();
  const written = '\n[notice.model_migrations]\n"gpt-5.5" = "gpt-6-sol"\n';
  writeFileSync(`${home}/config.toml`, written, { flag: 'a' });
  for (const model of ['old', 'new', 'newer']) {
    writeFileSync(`${userHome}/config.toml`, `model = "${model}"\n`);
    await prepared();
    const config = readFileSync(`${home}/config.toml`, 'utf8');
    expect(config).toContain(`model = "${model}"`);
    expect(config).toContain('"gpt-5.5" = "gpt-6-sol"');
  }
});

it('[LA27] a config that is no TOML is refused with its place, and nothing is made', async () => {
  const { folder, userHome, prepared } = madeUser('model = "a"\nsandbox = = 1\n');
  expect(problemIn(await prepared())).toMatch(
    new RegExp(`${userHome}/config.toml, line 2, column 1\\d: .+\\. Mend that line`),
  );
  expect(problemIn(await prepared('shared'))).toContain(', line 2, ');
  expect(problemIn(await prepared(`${userHome}`))).toContain(', line 2, ');
  writeFileSync(`${userHome}/config.toml`, '');
  writeFileSync(`${userHome}/work.config.toml`, '[a\n');
  expect(problemIn(await prepared('isolated', { profile: 'work' }))).toContain(
    `${userHome}/work.config.toml, line 1, `,
  );
  expect(readdirSync(folder)).toEqual(['user']);
  expect(await prepared()).toMatchObject({ ok: true });
});

it.each([
  ['', /^You are not signed in to Codex, so agents show its sign-in/],
  ['cli_auth_credentials_store = "keyring"', /in the system's keyring, .* codex-grid login/],
  ['cli_auth_credentials_store = "auto"', /in the system's keyring/],
])(
  '[HL15] an agent that finds no login says where it is and what to do: %s',
  async (config, notice) => {
    const { userHome, prepared } = madeUser(config);
    expect(await prepared()).toMatchObject({ notices: [] });
    rmSync(`${userHome}/auth.json`);
    expect(await prepared()).toMatchObject({ notices: [expect.stringMatching(notice)] });
    expect(await prepared('isolated', { words: ['--oss'] })).toMatchObject({ notices: [] });
  },
);

it('[LA28] a shared home is that of the user, and nothing is written', async () => {
  const { folder, userHome, prepared } = madeUser('model = "a"');
  expect(await prepared('shared')).toMatchObject({ ok: true, path: userHome, notices: [] });
  expect(readdirSync(folder)).toEqual(['user']);
  expect(readdirSync(userHome)).toEqual(['auth.json', 'config.toml']);
});

it('[LA29] a home given by path is used as it is, made private when there is none', async () => {
  const { folder, prepared } = madeUser('no toml');
  expect(await prepared(`${folder}/own/home`)).toMatchObject({
    ok: true,
    path: `${folder}/own/home`,
  });
  expect(statSync(`${folder}/own/home`).mode & 0o777).toBe(0o700);
  chmodSync(`${folder}/own/home`, 0o755);
  await prepared(`${folder}/own/home`);
  expect(statSync(`${folder}/own/home`).mode & 0o777).toBe(0o755);
  expect(readdirSync(`${folder}/own/home`)).toEqual([]);
});

it('[LA30] a home that cannot be made is one sentence, and nothing half-made is left', async () => {
  const { folder, agentFolder, userHome, prepared } = madeUser();
  expect(problemIn(await prepared('relative/home'))).toContain('"relative/home"');
  writeFileSync(`${folder}/file`, '');
  expect(problemIn(await prepared(`${folder}/file`))).toBe(
    `Codex's config cannot be read: ${folder}/file/config.toml: a part of its path is not a folder.`,
  );
  expect(problemIn(await prepared(`${folder}/file/below`))).toContain('cannot be read');
  writeFileSync(`${userHome}/skills`, 'no folder');
  expect(problemIn(await prepared())).toContain(`${agentFolder}/home cannot be made`);
  expect(existsSync(agentFolder)).toBe(false);
});

it('[LA35] what we noted of the last start may be lost, and a config that is a folder is named', async () => {
  const { agentFolder, userHome, prepared } = madeUser('model = "a"');
  await prepared();
  writeFileSync(`${agentFolder}/generated-config.toml`, '{"garbage');
  writeFileSync(`${userHome}/config.toml`, 'model = "b"\n');
  expect(await prepared()).toMatchObject({ ok: true, config: { model: 'b' } });
  rmSync(`${userHome}/config.toml`);
  mkdirSync(`${userHome}/config.toml`);
  expect(problemIn(await prepared())).toContain(`${userHome}/config.toml: it is a folder.`);
});
