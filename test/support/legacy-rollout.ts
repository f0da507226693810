import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { realCodex } from './real-codex.ts';

type Message = {
  readonly id?: number;
  readonly method?: string;
  readonly result?: { readonly thread?: { readonly id: string } };
  readonly error?: unknown;
};

/** A session of the older form, which codex 0.169 still writes when a client of its app server asks for it. */
export async function playLegacySession(
  place: { readonly home: string; readonly project: string },
  prompts: readonly string[],
): Promise<void> {
  const { home, project } = place;
  const child = spawn(await realCodex(), ['app-server'], {
    cwd: project,
    env: { PATH: process.env['PATH'], HOME: home, CODEX_HOME: home },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const send = (message: unknown) => child.stdin.write(`${JSON.stringify(message)}\n`);
  const left = [...prompts];
  let threadId = '';
  const prompt = () => {
    const text = left.shift();
    if (text === undefined) return false;
    const input = [{ type: 'text', text, text_elements: [] }];
    send({ id: 3, method: 'turn/start', params: { threadId, input } });
    return true;
  };
  const clientInfo = { name: 'test', version: '1' };
  const capabilities = { experimentalApi: true };
  send({ id: 1, method: 'initialize', params: { clientInfo, capabilities } });
  send({ method: 'initialized' });
  send({ id: 2, method: 'thread/start', params: { cwd: project, historyMode: 'legacy' } });
  try {
    for await (const line of createInterface(child.stdout)) {
      const message = JSON.parse(line) as Message;
      if (message.error !== undefined) throw new Error(JSON.stringify(message.error));
      const started = message.id === 2 ? message.result?.thread?.id : undefined;
      if (started !== undefined) threadId = started;
      const isNext = started !== undefined || message.method === 'turn/completed';
      if (isNext && !prompt()) return;
    }
    throw new Error('codex ended before its turns');
  } finally {
    child.kill('SIGKILL');
  }
}
