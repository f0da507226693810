import { readdir, readlink, symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type SourceFolder, worktreesFolderName } from './git-repository.ts';
import { makeFolder } from './make-folder.ts';
import { isErrorCode } from './system-error.ts';

/** In the folder of worktrees: a link for each repository that was given some, so that what is left of them is found. */
const indexName = '.repositories';

/** `folder` is where worktrees are kept unless the settings say otherwise. */
export async function rememberRepository(
  folder: string,
  source: Pick<SourceFolder, 'repository' | 'gitFolder'>,
): Promise<void> {
  makeFolder(join(folder, indexName));
  try {
    await symlink(source.repository, join(folder, indexName, worktreesFolderName(source)));
  } catch (error) {
    if (!isErrorCode(error, 'EEXIST')) throw error;
  }
}

export type KnownRepository = {
  /** Of the folder that holds its worktrees, wherever that lies. */
  readonly folderName: string;
  readonly repository: string;
};

export async function knownRepositories(folder: string): Promise<readonly KnownRepository[]> {
  const names = await namesIn(join(folder, indexName));
  return Promise.all(
    names.map(async (folderName) => ({
      folderName,
      repository: await readlink(join(folder, indexName, folderName)),
    })),
  );
}

/** `left` is all that there is of ours. */
export async function forgetEmptyRepositories(
  folder: string,
  left: readonly { readonly repository: string }[],
): Promise<void> {
  for (const { folderName, repository } of await knownRepositories(folder)) {
    if (left.some((one) => one.repository === repository)) continue;
    await unlink(join(folder, indexName, folderName));
  }
}

/** Empty when there is no such folder. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (!isErrorCode(error, 'ENOENT', 'ENOTDIR')) throw error;
    return [];
  }
}
