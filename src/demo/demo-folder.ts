import { execFile } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  rmdir,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeFolder } from '../system/make-folder.ts';
import type { Environment } from '../wire/places.ts';
import { codexConfig } from './codex-config.ts';
import { scenes } from './scenes.ts';
import { teahouse } from './teahouse.ts';

/** One demo's own files: removed when it ends, or by the next demo. Paths are absolute. */
export type DemoFolder = {
  readonly path: string;
  readonly stateFolder: string;
  readonly codexHome: string;
};

const run = promisify(execFile);

/** `owner` names the run of the process that will remove it. */
export async function makeDemoFolder(parent: string, owner: string): Promise<DemoFolder> {
  makeFolder(parent);
  // Codex compares real paths when it looks whether a folder is trusted.
  const path = await realpath(await mkdtemp(join(parent, 'demo-')));
  await writeFile(join(path, 'owner'), owner);
  const folder = foldersIn(path);
  await mkdir(folder.stateFolder, { mode: 0o700 });
  await mkdir(folder.codexHome, { mode: 0o700 });
  return folder;
}

/** Folders that demos left whose process is gone; `isAlive` knows the runs of processes by their names. */
export async function leftDemoFolders(
  parent: string,
  isAlive: (owner: string) => boolean,
): Promise<readonly DemoFolder[]> {
  const left: DemoFolder[] = [];
  for (const name of await namesIn(parent)) {
    if (!name.startsWith('demo-')) continue;
    const path = join(parent, name);
    const owner = await textIfAny(join(path, 'owner'));
    // Without an owner it is being made at this moment, or removed by another.
    if (owner !== null && !isAlive(owner)) left.push(foldersIn(path));
  }
  return left;
}

export async function removeDemoFolder(parent: string, { path }: DemoFolder): Promise<void> {
  // Retried because a process that was just killed may have a write on its way.
  await rm(path, { recursive: true, force: true, maxRetries: 10 });
  try {
    await rmdir(parent);
  } catch (error) {
    // Another demo runs.
    if (!hasCode(error, 'ENOTEMPTY') && !hasCode(error, 'ENOENT')) throw error;
  }
}

/** Writes the user's Codex home, and the teahouse with a worktree for each scene. Without git, plain copies. */
export async function furnish(
  folder: DemoFolder,
  options: { readonly modelUrl: string; readonly env: Environment },
): Promise<void> {
  const main = join(folder.path, 'teahouse');
  await writeTeahouse(main);
  const git = async (...words: readonly string[]) =>
    run('git', ['-C', main, ...words], { env: gitEnvironment(options.env) });
  try {
    await git('init', '--quiet', '--initial-branch=main');
    await git('config', 'user.name', 'Demo');
    await git('config', 'user.email', 'demo@localhost');
    await git('config', 'commit.gpgSign', 'false');
    await git('add', '--all');
    await git('commit', '--quiet', '--no-verify', '--message', 'Sell tea');
    for (const { branch } of scenes) {
      await git('worktree', 'add', '--quiet', '-b', branch, workFolder(folder, branch));
    }
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    for (const { branch } of scenes) await writeTeahouse(workFolder(folder, branch));
  }
  const trustedFolders = [main, ...scenes.map(({ branch }) => workFolder(folder, branch))];
  await writeFile(
    join(folder.codexHome, 'config.toml'),
    codexConfig({ modelUrl: options.modelUrl, trustedFolders }),
  );
}

export function workFolder(folder: DemoFolder, branch: string): string {
  return join(folder.path, branch);
}

function foldersIn(path: string): DemoFolder {
  return { path, stateFolder: join(path, 'state'), codexHome: join(path, 'codex-home') };
}

async function writeTeahouse(folder: string): Promise<void> {
  await mkdir(folder);
  for (const [name, text] of Object.entries(teahouse)) await writeFile(join(folder, name), text);
}

/** The user's own git settings, templates and hooks have no say in a made-up repository. */
function gitEnvironment(env: Environment): NodeJS.ProcessEnv {
  const ours = Object.entries(env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(ours), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
    throw error;
  }
}

async function textIfAny(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
