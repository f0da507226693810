import { lstat, mkdir, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { isErrorCode } from '../system/system-error.ts';

/** What a user keeps in the Codex home by hand; the rest is codex's own. */
const shared = [
  'AGENTS.md',
  'AGENTS.override.md',
  'agents',
  'hooks.json',
  'prompts',
  'rules',
  'themes',
];

/** Links the user's own files into the agent's home and takes away links to what is gone. */
export async function linkUserFiles(userHome: string, agentHome: string): Promise<void> {
  const userFiles = await namesIn(userHome);
  const profiles = userFiles.filter((name) => name.endsWith('.config.toml'));
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
 * then writes a login made in any agent to the user's own file. Returns a notice when the agent has a login
 * of its own, which codex leaves behind after a logout and a login.
 */
export async function linkCredentials(userHome: string, agentHome: string): Promise<string | null> {
  const path = `${agentHome}/auth.json`;
  const isLinked = await link(`${userHome}/auth.json`, path);
  return isLinked
    ? null
    : `This agent has a login of its own in ${path}. Remove that file to use the one in ${userHome} again.`;
}

/** False when something that is no link stands there; it is left alone. */
async function link(target: string, path: string): Promise<boolean> {
  try {
    await symlink(target, path);
    return true;
  } catch (error) {
    if (!isErrorCode(error, 'EEXIST')) throw error;
  }
  if (!(await lstat(path)).isSymbolicLink()) return false;
  if ((await readlink(path)) === target) return true;
  await rm(`${path}.new`, { force: true });
  await symlink(target, `${path}.new`);
  await rename(`${path}.new`, path);
  return true;
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
