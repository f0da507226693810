import { createServer, type Server, type Socket } from 'node:net';
import type { Agent, AgentId } from '../../src/core/agent/agent.ts';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import { encodeLine, lineReader } from '../../src/wire/lines.ts';
import { type ClientMessage, type HostMessage, protocolVersion } from '../../src/wire/messages.ts';
import { someAgent } from './some-agent.ts';

export type FakeHost = {
  /** All that clients said, in order. */
  readonly heard: readonly ClientMessage[];
  readonly say: (message: HostMessage) => void;
  readonly sayRaw: (text: string) => void;
  readonly sayBytes: (bytes: Uint8Array) => void;
  /** As when the host is killed. */
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
};

export type FakeHostOptions = {
  readonly firstWord?: HostMessage | null;
  /** Null: never answers. */
  readonly answer?: (command: HostCommand) => Reply | null;
};

/** A host as far as the wire shows one: it welcomes, records what it hears, and answers as it is told to. */
export async function fakeHost(path: string, options: FakeHostOptions = {}): Promise<FakeHost> {
  const heard: ClientMessage[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.setEncoding('utf8');
    const lines = lineReader();
    socket.on('data', (text: string) => {
      for (const message of lines.push(text) as readonly ClientMessage[]) {
        heard.push(message);
        const reply = answerTo(message, options);
        if (reply) socket.write(encodeLine(reply));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    heard,
    say: (message) => {
      for (const socket of sockets) socket.write(encodeLine(message));
    },
    sayRaw: (text) => {
      for (const socket of sockets) socket.write(text);
    },
    sayBytes: (bytes) => {
      for (const socket of sockets) socket.write(bytes);
    },
    hangUp,
    close: () => {
      hangUp();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function answerTo(message: ClientMessage, options: FakeHostOptions): HostMessage | null {
  if (message.type === 'hello') {
    return options.firstWord === undefined ? welcome({}) : options.firstWord;
  }
  if (message.type !== 'request') return null;
  const reply = options.answer?.(message.command) ?? null;
  return reply && { type: 'reply', request: message.request, reply };
}

export function welcome(
  changed: Partial<Extract<HostMessage, { type: 'welcome' }>>,
): Extract<HostMessage, { type: 'welcome' }> {
  return { type: 'welcome', protocol: protocolVersion, version: '0.1.0', pid: 4321, ...changed };
}

/** A roster entry of an agent at rest. */
export function anAgent(changed: Partial<Omit<Agent, 'id'>> & { readonly id?: string }): Agent {
  return someAgent({
    cwd: '/srv/api',
    since: 1_700_000_000_000,
    home: 'isolated',
    pid: 100,
    ...changed,
    id: (changed.id ?? 'a1') as AgentId,
  });
}
