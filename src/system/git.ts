import { spawn } from 'node:child_process';
import { isErrorCode, isSystemError } from './system-error.ts';

/** What came of one git. `late`: it was ended, because its time or the room for its output was used up. */
export type GitRun =
  | { readonly type: 'done'; readonly output: string }
  | { readonly type: 'refused'; readonly code: number | null; readonly errors: string }
  | { readonly type: 'late' }
  | { readonly type: 'missing' };

export type Git = (
  folder: string,
  words: readonly string[],
  options?: { readonly purpose?: 'look' | 'change'; readonly limitMs?: number },
) => Promise<GitRun>;

/** A look that takes longer is at a repository too large to be looked at between two keys. */
const lookLimitMs = 10_000;
/** A checkout of a large repository, with its hooks and filters, takes minutes. */
const changeLimitMs = 15 * 60_000;
/** The list of a million changed files; nobody reads more. */
const outputLimitCharacters = 16 * 1024 * 1024;
/** Of what git complains about, the end says why it failed. */
const errorLimitCharacters = 4096;
const farewellMs = 3_000;
const lastOutputMs = 500;

/** The user's own choices; every other GIT_* names a repository, an index or a pager that is not meant here. */
const userChoices = new Set([
  'GIT_ASKPASS',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_SYSTEM',
  'GIT_EXEC_PATH',
  'GIT_LFS_SKIP_SMUDGE',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
]);

export function withoutGitVariables<Value>(
  env: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || userChoices.has(name)),
  );
}

/** Runs git in a folder, which need not exist. Never rejects, never asks anybody. */
export function gitIn(env: Readonly<Record<string, string | undefined>>): Git {
  const gitEnv = { ...withoutGitVariables(env), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  return (folder, words, { purpose = 'look', limitMs } = {}) =>
    purpose === 'change'
      ? run(['-C', folder, ...words], gitEnv, limitMs ?? changeLimitMs)
      : run(
          // A file system monitor would be a program of the repository's choice, and would stay.
          ['-C', folder, '--no-pager', '-c', 'core.fsmonitor=false', ...words],
          { ...gitEnv, GIT_OPTIONAL_LOCKS: '0' },
          limitMs ?? lookLimitMs,
        );
}

function run(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  limitMs: number,
): Promise<GitRun> {
  return new Promise((resolve) => {
    // A group of its own, so that its hooks and filters end with it.
    const child = spawn('git', words, {
      cwd: '/',
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const texts = { output: '', errors: '' };
    let isLate = false;
    let timer: NodeJS.Timeout;
    const finish = (result: GitRun) => {
      clearTimeout(timer);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve(isLate ? { type: 'late' } : result);
    };
    const giveUp = () => {
      isLate = true;
      clearTimeout(timer);
      // On SIGTERM git takes back what is half made.
      signalGroup(child.pid, 'SIGTERM');
      timer = setTimeout(() => {
        signalGroup(child.pid, 'SIGKILL');
        finish({ type: 'late' });
      }, farewellMs);
    };
    timer = setTimeout(giveUp, limitMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      texts.output += text;
      if (texts.output.length > outputLimitCharacters && !isLate) giveUp();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      texts.errors = `${texts.errors}${text}`.slice(-errorLimitCharacters);
    });
    child.on('error', (error) => {
      const isMissing = isErrorCode(error, 'ENOENT', 'ENOTDIR', 'EACCES');
      finish(
        isMissing ? { type: 'missing' } : { type: 'refused', code: null, errors: error.message },
      );
    });
    const ended = (code: number | null) =>
      finish(
        code === 0
          ? { type: 'done', output: texts.output }
          : { type: 'refused', code, errors: texts.errors },
      );
    child.on('close', ended);
    child.on('exit', (code) => {
      clearTimeout(timer);
      // What a hook of its has left running may hold the output open for ever.
      timer = setTimeout(() => ended(code), lastOutputMs);
    });
  });
}

function signalGroup(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch (error) {
    // ESRCH: it has ended by itself.
    if (!isSystemError(error)) throw error;
  }
}
