import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import type { AgentId } from '../../core/agent/agent.ts';
import { markerNameIn, shortenedMarker } from '../../core/lifecycle/marker-file.ts';
import { isErrorCode } from '../../system/system-error.ts';

/** Something that waits in the markers folder. */
export type WaitingFile = {
  readonly name: string;
  readonly modifiedNs: bigint;
  /** Names this very file, whatever may get the same name later. */
  readonly key: string;
};

export type Marker = { readonly agent: AgentId; readonly text: string; readonly at: number };

export type MarkerRead =
  | ({ readonly ok: true } & Marker)
  | { readonly ok: false; readonly reason: string };

/** A patch or a tool's output can be long; of a longer payload only the short fields are taken. */
const limitBytes = 4 * 1024 * 1024;
/** Codex writes the short fields first. */
const headBytes = 64 * 1024;
const keptAsideLimit = 100;
const abandonedAfterNs = 3_600_000_000_000n;
const asideFolder = 'malformed';

/** What waits, in the order in which it was written. Removes what killed hooks left behind. */
export async function waitingIn(folder: string): Promise<readonly WaitingFile[]> {
  const names = (await readdir(folder)).filter((name) => name !== asideFolder);
  const files = await Promise.all(names.map((name) => waitingFile(folder, name)));
  const present = files.filter((file) => file !== null);
  const partial = present.filter((file) => isPartial(file.name));
  if (partial.length > 0) await removeAbandoned(folder, partial);
  return present.filter((file) => !isPartial(file.name)).sort(byTime);
}

export function isPartial(name: string): boolean {
  return name.startsWith('.tmp-');
}

/** The folder's own time is that of its last change, so this needs no clock. */
async function removeAbandoned(folder: string, files: readonly WaitingFile[]): Promise<void> {
  const changedNs = (await lstat(folder, { bigint: true })).mtimeNs;
  for (const file of files) {
    if (changedNs - file.modifiedNs > abandonedAfterNs) {
      await rm(`${folder}/${file.name}`, { recursive: true, force: true });
    }
  }
}

async function waitingFile(folder: string, name: string): Promise<WaitingFile | null> {
  try {
    const { ino, mtimeNs } = await lstat(`${folder}/${name}`, { bigint: true });
    return { name, modifiedNs: mtimeNs, key: `${name}:${ino}:${mtimeNs}` };
  } catch (error) {
    // A partial file got its name, or somebody removed it.
    if (isErrorCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function byTime(left: WaitingFile, right: WaitingFile): number {
  if (left.modifiedNs !== right.modifiedNs) return left.modifiedNs < right.modifiedNs ? -1 : 1;
  return left.name < right.name ? -1 : 1;
}

/** Never waits for anybody and follows no link. Null when the file is gone. `ownerId` is the only user believed. */
export async function readMarker(
  folder: string,
  { name }: WaitingFile,
  ownerId: number,
): Promise<MarkerRead | null> {
  const named = markerNameIn(name);
  if (!named) return refused('its name is not that of a marker');
  try {
    const path = `${folder}/${name}`;
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const status = await file.stat();
      if (!status.isFile()) return refused('it is no regular file');
      if (status.uid !== ownerId) return refused('it belongs to another user');
      const at = status.mtimeMs;
      if (status.size > limitBytes) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
        const text = shortenedMarker(buffer.toString('utf8', 0, bytesRead), named.event);
        return { ok: true, agent: named.agent, text, at };
      }
      return { ok: true, agent: named.agent, text: await file.readFile('utf8'), at };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return null;
    return refused(error instanceof Error ? error.message : String(error));
  }
}

function refused(reason: string): MarkerRead {
  return { ok: false, reason };
}

/** Out of the way, and kept while there are few of them, for whoever looks into it. */
export async function putAside(folder: string, { name }: WaitingFile): Promise<void> {
  const aside = `${folder}/${asideFolder}`;
  await mkdir(aside, { recursive: true, mode: 0o700 });
  if ((await readdir(aside)).length >= keptAsideLimit) {
    await rm(`${folder}/${name}`, { recursive: true, force: true });
  } else {
    await rename(`${folder}/${name}`, `${aside}/${name}`);
  }
}
