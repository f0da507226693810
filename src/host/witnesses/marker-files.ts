import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
} from 'node:fs';
import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
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

export type Marker = {
  readonly agent: AgentId;
  readonly text: string;
  readonly at: number;
  /** The id of the one that left it, as it stands in the name. */
  readonly process: string;
};

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

/** What waits, in the order in which it was written, and what hooks have not finished or were killed over. */
export function waitingIn(folder: string): {
  readonly whole: readonly WaitingFile[];
  readonly partial: readonly WaitingFile[];
} {
  const files = readdirSync(folder)
    .filter((name) => name !== asideFolder)
    .map((name) => waitingFile(folder, name))
    .filter((file) => file !== null);
  return {
    whole: files.filter((file) => !isPartial(file.name)).sort(byTime),
    partial: files.filter((file) => isPartial(file.name)),
  };
}

export function isPartial(name: string): boolean {
  return name.startsWith('.tmp-');
}

/** Removes what killed hooks left behind. The folder's own time is that of its last change: this needs no clock. */
export async function removeAbandoned(
  folder: string,
  partial: readonly WaitingFile[],
): Promise<void> {
  if (partial.length === 0) return;
  const changedNs = (await lstat(folder, { bigint: true })).mtimeNs;
  for (const file of partial) {
    if (changedNs - file.modifiedNs > abandonedAfterNs) {
      await rm(`${folder}/${file.name}`, { recursive: true, force: true });
    }
  }
}

function waitingFile(folder: string, name: string): WaitingFile | null {
  // A partial file got its name, or somebody removed it.
  const status = lstatSync(`${folder}/${name}`, { bigint: true, throwIfNoEntry: false });
  if (!status) return null;
  const { ino, mtimeNs } = status;
  return { name, modifiedNs: mtimeNs, key: `${name}:${ino}:${mtimeNs}` };
}

function byTime(left: WaitingFile, right: WaitingFile): number {
  if (left.modifiedNs !== right.modifiedNs) return left.modifiedNs < right.modifiedNs ? -1 : 1;
  return left.name < right.name ? -1 : 1;
}

/** Never waits for anybody and follows no link. Null when the file is gone. `ownerId` is the only user believed. */
export function readMarker(
  folder: string,
  { name }: WaitingFile,
  ownerId: number,
): MarkerRead | null {
  const named = markerNameIn(name);
  if (!named) return refused('its name is not that of a marker');
  try {
    const path = `${folder}/${name}`;
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const status = fstatSync(file);
      const { mtimeMs, size, uid } = status;
      if (!status.isFile()) return refused('it is no regular file');
      if (uid !== ownerId) return refused('it belongs to another user');
      const isLong = size > limitBytes;
      const bytes = Buffer.alloc(isLong ? headBytes : size);
      const head = bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0));
      const text = isLong ? shortenedMarker(head, named.event) : head;
      const { agent, process } = named;
      return { ok: true, agent, text, at: mtimeMs, process };
    } finally {
      closeSync(file);
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
