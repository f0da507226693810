import { chmod, realpath, rm } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { parse, stringify, TomlError, type TomlTable } from 'smol-toml';
import { generatedConfig, nextConfig } from '../core/agent-config.ts';
import { makeFolder } from '../system/make-folder.ts';
import { isErrorCode, isSystemError } from '../system/system-error.ts';
import { linkCredentials, linkUserFiles } from './linked-files.ts';
import { textIfAny, writeWhole } from './whole-file.ts';

export type HomeRequest = {
  /** `isolated`, `shared`, or an absolute path (LaunchRequest). */
  readonly home: string;
  /** This agent's own folder in the state folder. */
  readonly agentFolder: string;
  /** The user's own Codex home. */
  readonly userHome: string;
};

export type PreparedHome =
  | {
      readonly ok: true;
      readonly path: string;
      /** Sentences that the person at the screen should read once. */
      readonly notices: readonly string[];
    }
  | { readonly ok: false; readonly problem: string };

/** Makes the CODEX_HOME that an agent is to be started in. When it cannot, nothing new is left behind. */
export async function prepareHome(request: HomeRequest): Promise<PreparedHome> {
  const { home, agentFolder, userHome } = request;
  if (home === 'shared') return { ok: true, path: userHome, notices: [] };
  if (home !== 'isolated' && !isAbsolute(home)) {
    return refused(`"${home}" is no home for codex. Say isolated, shared, or an absolute path.`);
  }
  try {
    if (home === 'isolated') return await isolatedHome(agentFolder, userHome);
    makeFolder(home);
    return { ok: true, path: resolve(home), notices: [] };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const path = home === 'isolated' ? `${agentFolder}/home` : home;
    return refused(
      `The Codex home ${path} cannot be made: ${error.message}. Make room or rights there, or start the agent with another home.`,
    );
  }
}

async function isolatedHome(agentFolder: string, userHome: string): Promise<PreparedHome> {
  const path = `${agentFolder}/home`;
  const generatedPath = `${agentFolder}/generated-config.toml`;
  // All are read before anything is made.
  const user = await tableIn(`${userHome}/config.toml`);
  if ('problem' in user) return refused(user.problem);
  const current = await tableIn(`${path}/config.toml`);
  if ('problem' in current) return refused(current.problem);
  const last = await tableIn(generatedPath);
  if ('problem' in last) return refused(last.problem);
  const firstMade = makeFolder(path);
  try {
    await chmod(path, 0o700);
    const homes = { user: await realPath(userHome), agent: await realpath(path) };
    const generated = generatedConfig(user.table ?? {}, homes);
    const config = current.table
      ? nextConfig(generated, { generated: last.table ?? generated, current: current.table })
      : generated;
    await linkUserFiles(userHome, path);
    const notice = await linkCredentials(userHome, path);
    await writeWhole(`${path}/config.toml`, stringify(config));
    await writeWhole(generatedPath, stringify(generated));
    return { ok: true, path, notices: notice ? [notice] : [] };
  } catch (error) {
    const isNewAgent = firstMade !== null && agentFolder.startsWith(firstMade);
    if (firstMade !== null)
      await rm(isNewAgent ? agentFolder : path, { recursive: true, force: true });
    throw error;
  }
}

type ReadTable = { readonly table: TomlTable | null } | { readonly problem: string };

/** A null table when there is no such file. */
async function tableIn(path: string): Promise<ReadTable> {
  const text = await textIfAny(path);
  if (text === null) return { table: null };
  try {
    return { table: parse(text, { integersAsBigInt: 'asNeeded' }) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split('\n', 1).join('').replace('Invalid TOML document: ', '');
    return {
      problem: `Codex's config cannot be read: ${path}, line ${error.line}, column ${error.column}: ${reason}. Mend that line, then start the agent again.`,
    };
  }
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
