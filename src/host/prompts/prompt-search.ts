import { createReadStream } from 'node:fs';
import { readdir, readlink, stat } from 'node:fs/promises';
import { holdsPrompt, promptInRollout } from '../../core/prompts/taken-prompt.ts';
import { rolloutPaths } from '../../system/session-files.ts';
import { isSystemError } from '../../system/system-error.ts';
import type { PromptSearch } from './prompt-effects.ts';

/** Of a longer rollout only the end is read: more is not written while a prompt waits to be taken. */
const tailBytes = 16 * 1024 * 1024;

/** How often codex has written down, since then, that it took the prompt. What cannot be read says nothing. */
export async function countTaken(
  search: Pick<PromptSearch, 'home' | 'pid' | 'text' | 'since' | 'rollout'>,
  { codexHome }: { readonly codexHome: string },
): Promise<number> {
  let count = 0;
  for (const path of await likelyRollouts(search, codexHome)) count += await countIn(path, search);
  return count;
}

/** The one that is known, and what has been written since: hooks that are off do not name a rollout. */
async function likelyRollouts(
  { home, pid, rollout, since }: Pick<PromptSearch, 'home' | 'pid' | 'rollout' | 'since'>,
  codexHome: string,
): Promise<readonly string[]> {
  const known = rollout === null ? [] : [rollout];
  // Others write into a shared home, too.
  const isOwn = home === 'isolated';
  if (!isOwn && rollout !== null) return known;
  const open = isOwn || pid === null ? [] : await openFiles(pid);
  const likely: string[] = [];
  for (const path of await rolloutPaths(codexHome)) {
    if (path === rollout || !(await isWrittenSince(path, since))) continue;
    if (isOwn || open.includes(path)) likely.push(path);
  }
  return [...known, ...likely];
}

async function isWrittenSince(path: string, since: number): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs >= since;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

/** Empty where there is no /proc. */
async function openFiles(pid: number): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`;
  try {
    const links = (await readdir(folder)).map((name) =>
      readlink(`${folder}/${name}`).catch(() => ''),
    );
    return await Promise.all(links);
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

async function countIn(
  path: string,
  { text, since }: Pick<PromptSearch, 'text' | 'since'>,
): Promise<number> {
  try {
    const { size } = await stat(path);
    const start = Math.max(0, size - tailBytes);
    const chunks: Buffer[] = [];
    for await (const chunk of createReadStream(path, { start })) chunks.push(chunk);
    const lines = Buffer.concat(chunks).toString().split('\n');
    return lines.filter((line) => {
      const taken = promptInRollout(line);
      return taken !== null && taken.at >= since && holdsPrompt(taken.text, text);
    }).length;
  } catch (error) {
    if (isSystemError(error)) return 0;
    throw error;
  }
}
