import { constants } from 'node:fs';
import { copyFile, open, rename, stat, utimes } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { rolloutHead, rolloutName } from '../../core/codex/rollout-head.ts';
import type { SessionStart } from '../../core/host/launch-request.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { codexHomeOf, firstLines, rolloutPaths, rolloutPlace } from '../../system/session-files.ts';
import { errorText, isErrorCode } from '../../system/system-error.ts';
import { sessionWriter } from './session-writer.ts';

/** The rollouts that a launch needs in its agent's home, its own first; or why they cannot be had. */
export type FoundSession =
  | { readonly ok: true; readonly rollouts: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** What a fork or an adopted session begins with. Nothing is written. */
export async function findSession(session: SessionStart): Promise<FoundSession> {
  if (session.type === 'new' || session.type === 'resume') return { ok: true, rollouts: [] };
  const { id, rollout } = session;
  const writer = session.type === 'adopt' ? await sessionWriter(codexHomeOf(rollout), id) : null;
  return writer === null
    ? readLineage(rollout)
    : refused(`Session ${id} is open in ${writer}. Leave it there, then adopt it again.`);
}

/** A rollout, and those that it was forked from. */
export async function readLineage(rollout: string): Promise<FoundSession> {
  try {
    return await lineage(rollout);
  } catch (error) {
    return refused(`The conversation in ${rollout} cannot be read: ${errorText(error)}.`);
  }
}

/**
 * Copies rollouts into a Codex home: those they are copied from go on without us, and one that is there already
 * is never written over. The new paths, or the sentence that says why not.
 */
export async function bringRollouts(
  rollouts: readonly string[],
  home: string,
): Promise<{ readonly paths: readonly string[] } | { readonly problem: string }> {
  const paths: string[] = [];
  try {
    for (const rollout of rollouts) paths.push(await broughtTo(home, rollout));
    return { paths };
  } catch (error) {
    return { problem: `The conversation could not be copied into ${home}: ${errorText(error)}.` };
  }
}

/** A session that was forked holds only its own turns: codex reads those before from where it was forked from. */
async function lineage(rollout: string): Promise<FoundSession> {
  const rollouts: string[] = [];
  const home = codexHomeOf(rollout);
  const others = await rolloutPaths(home ?? dirname(rollout));
  for (let path: string | undefined = rollout; path !== undefined && !rollouts.includes(path); ) {
    rollouts.push(path);
    const head = rolloutHead((await firstLines(path, 1))[0] ?? '');
    if ('problem' in head) return refused(`${path} ${head.problem}.`);
    const { forkedFrom } = head;
    if (forkedFrom === null) break;
    path = others.find((other) => rolloutName(basename(other))?.id === forkedFrom);
    if (path === undefined) {
      return refused(
        `${rollout} was forked from session ${forkedFrom}, and codex needs the rollout of both. That one is not in ${home ?? dirname(rollout)}.`,
      );
    }
  }
  return { ok: true, rollouts };
}

async function broughtTo(home: string, path: string): Promise<string> {
  if (codexHomeOf(path) === home) return path;
  const place = rolloutPlace(home, path);
  if (await exists(place)) return place;
  makeFolder(dirname(place));
  // Codex overlooks a name that does not begin with `rollout-`.
  const partial = `${dirname(place)}/.${basename(place)}`;
  await copyFile(path, partial, constants.COPYFILE_FICLONE);
  const copied = await open(partial, 'r+');
  try {
    await copied.chmod(0o600);
    if (path.endsWith('.jsonl')) await cutToWholeLines(copied);
    await copied.sync();
  } finally {
    await copied.close();
  }
  // Of two copies of one session the newer is the one that went on.
  const { atime, mtime } = await stat(path);
  await utimes(partial, atime, mtime);
  await rename(partial, place);
  return place;
}

const blockBytes = 64 * 1024;

/** The copy may have been made while codex wrote a line. */
async function cutToWholeLines(file: Awaited<ReturnType<typeof open>>): Promise<void> {
  const { size } = await file.stat();
  const block = Buffer.alloc(blockBytes);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - blockBytes);
    const { bytesRead } = await file.read(block, 0, end - start, start);
    const newline = block.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (newline !== -1) {
      await file.truncate(start + newline + 1);
      return;
    }
    end = start;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function refused(problem: string): FoundSession {
  return { ok: false, problem };
}
