import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { FolderFacts, OwnSettings } from '../../core/codex/trust.ts';
import { jsonValue } from '../../core/text/json-value.ts';
import { isSystemError } from '../../system/system-error.ts';
import { smallTextIfAny } from '../small-file.ts';
import { tableOrEmpty } from './toml-text.ts';

/**
 * What codex will find when it starts in the folder. Starts no git, which hooks or a lock could hold up: codex
 * reads the same few files. A folder that cannot be read has nothing in it.
 */
export async function folderFacts(
  cwd: string,
  options: { readonly userHome: string },
): Promise<FolderFacts> {
  const folder = await realPathOr(cwd);
  const git = await checkoutOf(folder);
  return {
    folder,
    checkout: git?.checkout ?? null,
    repository: git?.repository ?? null,
    ownSettings: await ownSettingsOf(git?.checkout ?? folder, folder, options.userHome),
  };
}

/** Those whose settings codex loads when it starts in the folder, a real path; the nearest is the last. */
export function foldersOfSettings({ folder, checkout }: FolderFacts): readonly string[] {
  return foldersBetween(checkout ?? folder, folder).toReversed();
}

type Checkout = { readonly checkout: string; readonly repository: string };

async function checkoutOf(folder: string): Promise<Checkout | null> {
  for (let at = folder; ; at = dirname(at)) {
    const git = join(at, '.git');
    const kind = await kindOf(git);
    if (kind === 'file') return { checkout: at, repository: await mainWorktreeOf(at) };
    // An empty folder of that name makes no repository.
    if (kind === 'folder' && (await kindOf(join(git, 'HEAD'))) === 'file') {
      return { checkout: at, repository: at };
    }
    if (at === dirname(at)) return null;
  }
}

/** A submodule and a worktree of a bare repository are their own to codex, as it saves its trust. */
async function mainWorktreeOf(checkout: string): Promise<string> {
  const link = await smallTextIfAny(join(checkout, '.git'));
  const gitFolder = /^gitdir: (.+)/.exec(link ?? '')?.[1]?.trim();
  if (gitFolder === undefined) return checkout;
  const worktrees = dirname(resolve(checkout, gitFolder));
  const common = dirname(worktrees);
  const isWorktree = basename(worktrees) === 'worktrees' && basename(common) === '.git';
  return isWorktree ? realPathOr(dirname(common)) : checkout;
}

/** From the top of the checkout down to the folder; outside git the folder's own alone. */
async function ownSettingsOf(top: string, folder: string, userHome: string): Promise<OwnSettings> {
  const found = await Promise.all(
    foldersBetween(top, folder).map((at) => settingsIn(join(at, '.codex'), userHome)),
  );
  const own = found.filter((settings) => settings.folder === 'own');
  return {
    folder: own.length > 0 ? 'own' : (found.find((one) => one.folder === 'users') ?? none).folder,
    hasConfig: own.some(({ hasConfig }) => hasConfig),
    hooks: own.reduce((sum, { hooks }) => sum + hooks, 0),
  };
}

function foldersBetween(top: string, folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; at !== top && at !== dirname(at); ) {
    at = dirname(at);
    folders.push(at);
  }
  return folders;
}

const none: OwnSettings = { folder: 'none', hasConfig: false, hooks: 0 };

async function settingsIn(path: string, userHome: string): Promise<OwnSettings> {
  if ((await kindOf(path)) !== 'folder') return none;
  if ((await realPathOr(path)) === (await realPathOr(userHome)))
    return { ...none, folder: 'users' };
  const [config, hooks] = await Promise.all([
    smallTextIfAny(join(path, 'config.toml')),
    smallTextIfAny(join(path, 'hooks.json')),
  ]);
  const table = config === null ? {} : tableOrEmpty(config);
  const counted = hookCount(jsonValue(hooks ?? '')) + hookCount(table);
  return { folder: 'own', hasConfig: config !== null, hooks: counted };
}

/** Of a `hooks.json` or a `config.toml`: `{hooks: {EVENT: [{hooks: [...]}]}}`; what is not so holds none. */
function hookCount(value: unknown): number {
  const groups = Object.values(field(value, 'hooks') ?? {}).flat();
  return groups.reduce((sum: number, group) => {
    const handlers = field(group, 'hooks');
    return sum + (Array.isArray(handlers) ? handlers.length : 0);
  }, 0);
}

function field(value: unknown, name: string): object | null {
  const found = new Map<string, unknown>(Object.entries(value ?? {})).get(name);
  return typeof found === 'object' ? found : null;
}

async function kindOf(path: string): Promise<'folder' | 'file' | null> {
  try {
    const status = await stat(path);
    if (status.isDirectory()) return 'folder';
    return status.isFile() ? 'file' : null;
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

export async function realPathOr(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (isSystemError(error)) return resolve(path);
    throw error;
  }
}
