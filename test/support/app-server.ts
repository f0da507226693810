import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { realCodex } from './real-codex.ts';

/** What the real codex answers to one request when it starts with these arguments in this environment. */
export async function appServerReply(
  request: { readonly method: string; readonly params: unknown },
  options: {
    readonly words: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly cwd?: string;
  },
): Promise<unknown> {
  const child = spawn(await realCodex(), [...options.words, 'app-server'], {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const clientInfo = { name: 'test', version: '1' };
  const messages = [
    {
      id: 1,
      method: 'initialize',
      params: { clientInfo, capabilities: { experimentalApi: true } },
    },
    { method: 'initialized' },
    { id: 2, ...request },
  ];
  for (const message of messages) child.stdin.write(`${JSON.stringify(message)}\n`);
  for await (const line of createInterface(child.stdout)) {
    const message = JSON.parse(line) as { id?: number; result?: unknown; error?: unknown };
    if (message.id !== 2) continue;
    if (message.error === undefined) return message.result;
    throw new Error(JSON.stringify(message.error));
  }
  throw new Error(`codex ended without an answer: ${said}`);
}
