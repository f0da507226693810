import { chmod, realpath, rm } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import type { TomlTable } from 'smol-toml';
import { generatedConfig, type Homes, withSettings } from '../../core/codex/agent-config.ts';
import { keyringNotice, linkNotice } from '../../core/codex/link-health.ts';
import { loginStore, needsLogin } from '../../core/codex/sign-in.ts';
import { mergedTables } from '../../core/codex/toml-tables.ts';
import { configIn } from '../../system/codex-config.ts';
import { linkHealthIn } from '../../system/login-files.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { errorText, isErrorCode, isSystemError } from '../../system/system-error.ts';
import { type GeneratedFile, generatedFile, writeGenerated } from './config-files.ts';
import { linkCredentials, linkUserFiles } from './linked-files.ts';

export type HomeRequest = {
  /** The agent's. */
  readonly name: string;
  /** `isolated`, `shared`, or an absolute path (LaunchRequest). */
  readonly home: string;
  /** This agent's own folder in the state folder. */
  readonly agentFolder: string;
  /** The user's own Codex home. */
  readonly userHome: string;
  /** What codex is to be told for this agent, in the words of its config. */
  readonly settings: TomlTable;
  readonly profile: string | null;
  /** What is passed to codex as it is. */
  readonly words: readonly string[];
};

export type PreparedHome =
  | {
      readonly ok: true;
      readonly path: string;
      /** What codex's own files and `settings` amount to. */
      readonly config: TomlTable;
      /** Sentences that the person at the screen should read once. */
      readonly notices: readonly string[];
    }
  | { readonly ok: false; readonly problem: string };

/** Makes the CODEX_HOME that an agent is to be started in. When it cannot, nothing new is left behind. */
export async function prepareHome(request: HomeRequest): Promise<PreparedHome> {
  const { home, agentFolder, userHome } = request;
  if (home !== 'isolated' && home !== 'shared' && !isAbsolute(home)) {
    return refused(`"${home}" is no home for codex. Say isolated, shared, or an absolute path.`);
  }
  const path = pathOf(request);
  try {
    const profileProblem = await problemOfProfile(request);
    if (profileProblem !== null) return refused(profileProblem);
    if (home === 'isolated') return await isolatedHome(request, path);
    const told = await usersOwn(path, request);
    if (told.ok && home !== 'shared') makeFolder(path);
    return told;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const place = home === 'isolated' ? `${agentFolder}/home` : home === 'shared' ? userHome : home;
    return refused(
      `The Codex home ${place} cannot be made: ${errorText(error)}. Make room or rights there, or start the agent with another home.`,
    );
  }
}

function pathOf({ home, agentFolder, userHome }: HomeRequest): string {
  if (home === 'shared') return userHome;
  return home === 'isolated' ? `${agentFolder}/home` : resolve(home);
}

/** Codex itself says nothing when a profile has no file. */
async function problemOfProfile(request: HomeRequest): Promise<string | null> {
  const { profile, home, userHome } = request;
  if (profile === null) return null;
  if (!/^[\w-]+$/.test(profile)) {
    return `"${profile}" is no name of a profile: it takes letters, digits, dashes and underscores.`;
  }
  const path = `${home === 'isolated' ? userHome : pathOf(request)}/${profile}.config.toml`;
  const file = await configIn(path);
  if ('problem' in file) return file.problem;
  return file.table === null
    ? `There is no profile ${profile}: ${path} does not exist. Write its settings there, or start the agent without it.`
    : null;
}

/** A home that is used as it is: nothing in it is written. */
async function usersOwn(path: string, { settings, profile }: HomeRequest): Promise<PreparedHome> {
  const names = ['config.toml', ...(profile === null ? [] : [`${profile}.config.toml`])];
  let config: TomlTable = {};
  for (const name of names) {
    const file = await configIn(`${path}/${name}`);
    if ('problem' in file) return refused(file.problem);
    config = mergedTables(config, file.table ?? {});
  }
  return { ok: true, path, config: withSettings(config, settings), notices: [] };
}

async function isolatedHome(request: HomeRequest, path: string): Promise<PreparedHome> {
  const { agentFolder, userHome, profile } = request;
  // All are read before anything is made.
  const files = await generatedFiles(request, path);
  if ('problem' in files) return refused(files.problem);
  const firstMade = makeFolder(path);
  try {
    await chmod(path, 0o700);
    const homes = { user: await realPath(userHome), agent: await realpath(path) };
    const except = profile === null ? [] : [`${profile}.config.toml`];
    await linkUserFiles(userHome, path, { except });
    await linkCredentials(userHome, path);
    const config = await writeFiles(files, request, homes);
    return { ok: true, path, config, notices: await loginNotices(request, path, config) };
  } catch (error) {
    const isNewAgent = firstMade !== null && agentFolder.startsWith(firstMade);
    if (firstMade !== null)
      await rm(isNewAgent ? agentFolder : path, { recursive: true, force: true });
    throw error;
  }
}

async function generatedFiles(
  { agentFolder, userHome, profile }: HomeRequest,
  path: string,
): Promise<readonly GeneratedFile[] | { readonly problem: string }> {
  const folders = { user: userHome, agent: agentFolder, home: path };
  const base = await generatedFile('config.toml', folders);
  if ('problem' in base) return base;
  if (profile === null) return [base];
  const over = await generatedFile(`${profile}.config.toml`, folders);
  return 'problem' in over ? over : [base, over];
}

/** The agent's settings go into the profile as well: it lies over config.toml. */
async function writeFiles(
  files: readonly GeneratedFile[],
  { settings }: HomeRequest,
  homes: Homes,
): Promise<TomlTable> {
  let config: TomlTable = {};
  for (const file of files) {
    const written = await writeGenerated(file, generatedConfig(file.user, homes, settings));
    config = mergedTables(config, written);
  }
  return config;
}

async function loginNotices(
  { name, userHome, words }: HomeRequest,
  path: string,
  config: TomlTable,
): Promise<readonly string[]> {
  const health = await linkHealthIn(userHome, path);
  const asks = needsLogin(config, words);
  const user = await configIn(`${userHome}/config.toml`);
  const store = 'problem' in user ? 'file' : loginStore(user.table ?? {});
  const isSignedOut = health.type === 'linked' && health.login === 'missing';
  if (asks && isSignedOut && store !== 'file') return [keyringNotice(name, store)];
  const notice = linkNotice(health, {
    name,
    agentsFile: `${path}/auth.json`,
    usersFile: `${userHome}/auth.json`,
    needsLogin: asks,
  });
  return notice === null ? [] : [notice];
}

/** Codex names files by their real path, also those in a home that is not there yet. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return resolve(path);
    throw error;
  }
}

function refused(problem: string): PreparedHome {
  return { ok: false, problem };
}
