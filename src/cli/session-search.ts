import { readdir, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { SessionId } from '../core/agent/agent.ts';
import { firstPromptIn, rolloutHead, rolloutName } from '../core/codex/rollout-head.ts';
import { plainText } from '../core/text/plain-text.ts';
import { clipText } from '../core/text/text-width.ts';
import { firstLines, rolloutPaths } from '../system/session-files.ts';
import { errorText, isSystemError } from '../system/system-error.ts';

/** A session on disk. `cwd` is where it began; null when its file does not say. */
export type FoundSession = {
  readonly id: SessionId;
  readonly rollout: string;
  readonly cwd: string | null;
};

type Problem = { readonly problem: string };

/** Where sessions are looked for: Codex homes, the user's own first. Absolute. */
export type SessionStores = { readonly userHome: string; readonly agents: string };

/** The session that a person means by the beginning of its id or by the path of its rollout. */
export async function findSession(
  wanted: string,
  stores: SessionStores,
  workingFolder: string,
): Promise<FoundSession | Problem> {
  const isPath = wanted.includes('/') || /\.jsonl(\.\w+)?$/.test(wanted);
  return isPath ? sessionAt(resolve(workingFolder, wanted)) : sessionOfId(wanted, stores);
}

async function sessionAt(path: string): Promise<FoundSession | Problem> {
  const name = rolloutName(basename(path));
  if (name === null) {
    return {
      problem: `${path} is not named like a rollout (rollout-TIME-ID.jsonl), and codex finds a session by that name alone.`,
    };
  }
  try {
    const head = rolloutHead((await firstLines(path, 1))[0] ?? '');
    if ('problem' in head) return { problem: `${path} ${head.problem}.` };
    if (head.isSubagent) {
      return { problem: `${path} is the session of a subagent. Adopt the one that it worked for.` };
    }
    return { id: head.id, rollout: path, cwd: head.cwd };
  } catch (error) {
    return { problem: `${path} cannot be read: ${errorText(error)}.` };
  }
}

async function sessionOfId(wanted: string, stores: SessionStores): Promise<FoundSession | Problem> {
  const prefix = wanted.toLowerCase();
  const all = await sessionsIn(stores);
  const found = all.filter(({ id }) => id.startsWith(prefix));
  const [first] = found;
  if (!first) return unknownSession(wanted, all, stores);
  if (found.every(({ id }) => id === first.id)) return sessionAt(await newestOf(found));
  const listed = await candidateLines(found);
  return {
    problem: `Several sessions begin with "${wanted}". Say more of the id:\n${listed.join('\n')}`,
  };
}

async function unknownSession(
  wanted: string,
  all: readonly Candidate[],
  { userHome }: SessionStores,
): Promise<Problem> {
  const said = `There is no session "${wanted}" in ${userHome} or in a home of codex-grid, archived ones included.`;
  const newest = all.toSorted((left, right) => (left.startedAt < right.startedAt ? 1 : -1));
  const listed = await candidateLines(newest);
  return {
    problem: listed.length === 0 ? said : `${said} The newest there are:\n${listed.join('\n')}`,
  };
}

type Candidate = {
  readonly id: SessionId;
  readonly startedAt: string;
  readonly path: string;
};

async function sessionsIn({ userHome, agents }: SessionStores): Promise<readonly Candidate[]> {
  // An id has no dot; what has one is half deleted.
  const ids = (await namesIn(agents)).filter((name) => !name.includes('.'));
  const homes = [userHome, ...ids.map((name) => `${agents}/${name}/home`)];
  const paths = (await Promise.all(homes.map(rolloutPaths))).flat();
  return paths.flatMap((path) => {
    const name = rolloutName(basename(path));
    return name === null ? [] : [{ ...name, path }];
  });
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

/** Of several copies of one session the one that went on. */
async function newestOf(copies: readonly Candidate[]): Promise<string> {
  const times = await Promise.all(
    copies.map(async ({ path }) => ({ path, at: (await stat(path)).mtimeMs })),
  );
  const [newest] = times.sort((left, right) => right.at - left.at);
  return newest?.path ?? '';
}

/** As many as one looks through; each is opened for its first lines. */
const listLimit = 10;
/** The first prompt stands in one of the first lines, behind what codex says to itself. */
const promptLines = 30;

async function candidateLines(candidates: readonly Candidate[]): Promise<readonly string[]> {
  const lines: string[] = [];
  const copies = new Set<SessionId>();
  for (const candidate of candidates) {
    if (copies.has(candidate.id)) continue;
    copies.add(candidate.id);
    if (lines.length === listLimit) return [...lines, '  and more'];
    const line = await candidateLine(candidate);
    if (line !== null) lines.push(line);
  }
  return lines;
}

/** Null for a subagent's, and for a file that tells nothing. */
async function candidateLine({ id, startedAt, path }: Candidate): Promise<string | null> {
  try {
    const begin = await sessionBegin(path);
    if (begin === null) return null;
    return `  ${id}  ${startedAt.replace('T', ' ')}  ${begin.cwd ?? ''}  ${begin.prompt}`;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** What a person knows a session by: where it began, and with which words. Null for a subagent's, and for no session. */
export async function sessionBegin(
  path: string,
): Promise<{ readonly cwd: string | null; readonly prompt: string } | null> {
  const lines = await firstLines(path, promptLines);
  const head = rolloutHead(lines[0] ?? '');
  if ('problem' in head || head.isSubagent) return null;
  const unsaid = head.forkedFrom === null ? '(no prompt yet)' : `(forked from ${head.forkedFrom})`;
  return { cwd: head.cwd, prompt: clipText(plainText(firstPromptIn(lines) ?? unsaid), 60) };
}
