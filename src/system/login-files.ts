import { constants } from 'node:fs';
import { access, lstat, readlink, stat } from 'node:fs/promises';
import {
  type LinkHealth,
  type LoginFile,
  linkHealth,
  type UsersLogin,
  usersLogin,
} from '../core/codex/link-health.ts';
import { isSystemError } from './system-error.ts';

/** Names and sizes alone: no credential is ever opened. */
export async function linkHealthIn(userHome: string, agentHome: string): Promise<LinkHealth> {
  const usersFile = `${userHome}/auth.json`;
  return linkHealth({
    agents: await agentsFile(`${agentHome}/auth.json`, usersFile),
    users: await usersFileAt(usersFile),
  });
}

export async function usersLoginIn(userHome: string): Promise<UsersLogin> {
  return usersLogin(await usersFileAt(`${userHome}/auth.json`));
}

async function agentsFile(path: string, usersFile: string): Promise<LoginFile> {
  const entry = await unlessMissing(lstat(path));
  if (entry === null) return { type: 'missing' };
  if (entry.isSymbolicLink()) {
    const leadsTo = (await readlink(path)) === usersFile ? 'users' : 'elsewhere';
    return { type: 'link', leadsTo };
  }
  return entry.isFile()
    ? { type: 'file', sizeBytes: entry.size, isReadable: await isReadable(path) }
    : { type: 'other' };
}

async function usersFileAt(path: string): Promise<LoginFile> {
  const file = await unlessMissing(stat(path));
  if (file === null) return { type: 'missing' };
  return file.isFile()
    ? { type: 'file', sizeBytes: file.size, isReadable: await isReadable(path) }
    : { type: 'other' };
}

async function isReadable(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return false;
  }
}

async function unlessMissing<Found>(found: Promise<Found>): Promise<Found | null> {
  try {
    return await found;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  }
}
