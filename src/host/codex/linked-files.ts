import { lstat, mkdir, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { isErrorCode } from '../../system/system-error.ts';

/** What a user keeps in the Codex home by hand; the rest is codex's own. */
const shared = [
  // Logins of MCP servers, where they are not in a keyring.
  '.credentials.json',
  'AGENTS.md',
  'AGENTS.override.md',
  'agents',
  'hooks.json',
  'prompts',
  'rules',
  'themes',
];

/** Links the user's own files into the agent's home and takes away links to what is gone. */
export async function linkUserFiles(
  userHome: string,
  agentHome: string,
  /** Names of files that the agent is to have of its own. */
  { except }: { readonly except: readonly string[] },
): Promise<void> {
  const userFiles = await namesIn(userHome);
  const profiles = userFiles.filter(
    (name) => name.endsWith('.config.toml') && !except.includes(name),
  );
  for (const name of [...shared, ...profiles]) {
    if (userFiles.includes(name)) await link(`${userHome}/${name}`, `${agentHome}/${name}`);
  }
  // One by one, because codex unpacks its own skills beside them.
  const skills = await namesIn(`${userHome}/skills`);
  await mkdir(`${agentHome}/skills`, { recursive: true, mode: 0o700 });
  for (const name of skills.filter((skill) => skill !== '.system')) {
    await link(`${userHome}/skills/${name}`, `${agentHome}/skills/${name}`);
  }
  await removeDeadLinks(agentHome);
  await removeDeadLinks(`${agentHome}/skills`);
}

/**
 * Credentials are linked, never read or copied. The link is made before there is anything to link to: codex
 * then writes a login made in any agent to the user's own file. A file of the agent's own stays, see
 * `linkHealthIn`.
 */
export async function linkCredentials(userHome: string, agentHome: string): Promise<void> {
  await link(`${userHome}/auth.json`, `${agentHome}/auth.json`);
}

/** What stands there and is no link is left alone. */
async function link(target: string, path: string): Promise<void> {
  try {
    await symlink(target, path);
    return;
  } catch (error) {
    if (!isErrorCode(error, 'EEXIST')) throw error;
  }
  if (!(await lstat(path)).isSymbolicLink() || (await readlink(path)) === target) return;
  await rm(`${path}.new`, { force: true });
  await symlink(target, `${path}.new`);
  await rename(`${path}.new`, path);
}

async function removeDeadLinks(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    const path = `${folder}/${name}`;
    if (name === 'auth.json' || !(await lstat(path)).isSymbolicLink()) continue;
    try {
      await stat(path);
    } catch (error) {
      if (!isErrorCode(error, 'ENOENT')) throw error;
      await rm(path);
    }
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}
