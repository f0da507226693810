import { realpath, rename, rm, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { linkHealthIn } from '../../system/login-files.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { isErrorCode, isSystemError } from '../../system/system-error.ts';

/** `mine` is the user's login, `agent` the one that was made in the agent's own home. */
export type KeptLogin = 'mine' | 'agent';

/** What was done, or why nothing was. */
export type LoginKept =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/**
 * Ends the state of two logins: the one that is not kept is gone, and the agent is linked to the other. Files
 * are moved as they are, never read or copied.
 */
export async function keepLogin(
  keep: KeptLogin,
  about: { readonly name: string; readonly userHome: string; readonly agentHome: string },
): Promise<LoginKept> {
  const { name, userHome, agentHome } = about;
  const [usersFile, agentsFile] = [`${userHome}/auth.json`, `${agentHome}/auth.json`];
  try {
    const health = await linkHealthIn(userHome, agentHome);
    if (health.type !== 'own') {
      return problem(`${name} has no login of its own: it uses the one in ${usersFile}.`);
    }
    if (keep === 'mine' && health.users !== 'there') {
      return problem(
        `There is no login in ${usersFile} that ${name} could use. Sign in with codex-grid login, or keep the one of ${name}: codex-grid login ${name} --keep agent.`,
      );
    }
    if (keep === 'agent') {
      makeFolder(userHome);
      await rename(agentsFile, await targetOf(usersFile));
    }
    await linkOver(usersFile, agentsFile);
    return {
      ok: true,
      text:
        keep === 'mine'
          ? `${name} uses your login again; its own is gone.`
          : `The login of ${name} is yours now, for all agents.`,
    };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const reason = isErrorCode(error, 'EXDEV')
      ? `they lie on different file systems. Move it yourself: mv ${agentsFile} ${usersFile}`
      : `${error.message}. Give yourself the rights for both files`;
    return problem(`The logins ${agentsFile} and ${usersFile} cannot be put together: ${reason}.`);
  }
}

/** A user may keep the file elsewhere, behind a link. */
async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isErrorCode(error, 'ENOENT')) throw error;
    return `${await realpath(dirname(path))}/auth.json`;
  }
}

async function linkOver(target: string, path: string): Promise<void> {
  await rm(`${path}.new`, { force: true });
  await symlink(target, `${path}.new`);
  await rename(`${path}.new`, path);
}

function problem(text: string): LoginKept {
  return { ok: false, problem: text };
}
