import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const programFile = join(import.meta.dirname, '../../dist/codex-grid.js');

export type Ran = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs the built codex-grid without a terminal until it ends. `env` is all it gets, besides PATH. */
export function runProgram(
  words: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string>>;
    readonly cwd?: string;
    readonly stdin?: string;
  },
): Promise<Ran> {
  const { env, cwd, stdin } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [programFile, ...words], {
      cwd,
      env: { PATH: process.env['PATH'], ...env },
      stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    child.stdin?.end(stdin);
    const written = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        written[name] += text;
      });
    }
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...written }));
  });
}
