import type { Socket } from 'node:net';
import * as v from 'valibot';
import type { ClientId } from '../core/host/host-events.ts';
import { encodeLine, lineReader } from '../wire/lines.ts';
import {
  type ClientMessage,
  clientMessageSchema,
  type HostMessage,
  protocolVersion,
} from '../wire/messages.ts';
import { protocolProblem } from '../wire/protocol-problem.ts';
import { version } from '../wire/version.ts';

export type Hello = Extract<ClientMessage, { type: 'hello' }>;
export type Said = Exclude<ClientMessage, Hello>;

/** One client that has said hello. */
export type Client = {
  readonly id: ClientId;
  readonly hello: Hello;
  /** False when its connection takes no more for now; `onDrained` tells when it does. */
  readonly write: (messages: readonly HostMessage[]) => boolean;
};

export type ClientListeners = {
  readonly onJoined: (client: Client) => void;
  readonly onSaid: (client: ClientId, message: Said) => void;
  readonly onDrained: (client: ClientId) => void;
  /** Once for each that joined. */
  readonly onLeft: (client: ClientId) => void;
};

/**
 * Frames wait for a slow client, so only answers pile up; one that reads none of so many is not
 * ours.
 */
const unreadLimitBytes = 64 * 1024 * 1024;

const strangerText =
  'The host was sent what it does not understand. Does another program use its socket?';

/** Speaks with one client until either side ends it; whatever comes, only this connection ends. */
export function serveConnection(socket: Socket, id: ClientId, listeners: ClientListeners): void {
  const reader = lineReader();
  let client: Client | null = null;

  const write = (messages: readonly HostMessage[]): boolean => {
    if (socket.destroyed) return true;
    if (socket.writableLength > unreadLimitBytes) {
      socket.destroy();
      return true;
    }
    return socket.write(messages.map(encodeLine).join(''));
  };
  const refuse = (message: string) => {
    socket.removeListener('data', onData);
    socket.resume();
    socket.end(encodeLine({ type: 'refused', message }));
  };
  const greet = (hello: Hello) => {
    const host = { protocol: protocolVersion, version };
    const problem = protocolProblem({ host, client: hello });
    if (problem) {
      refuse(problem);
      return;
    }
    write([{ type: 'welcome', ...host, pid: process.pid }]);
    client = { id, hello, write };
    listeners.onJoined(client);
  };
  const hear = (value: unknown) => {
    const { success, output } = v.safeParse(clientMessageSchema, value);
    if (!client) {
      if (success && output.type === 'hello') greet(output);
      else refuse(strangerText);
    } else if (success && output.type !== 'hello') {
      listeners.onSaid(id, output);
    } else {
      const reply = replyToUnknown(value);
      if (reply) write([reply]);
      else refuse(strangerText);
    }
  };
  const onData = (text: string) => {
    let values: readonly unknown[];
    try {
      values = reader.push(text);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      refuse(`The host could not read what it was sent: ${error.message}.`);
      return;
    }
    for (const value of values) if (socket.writable) hear(value);
  };

  socket.setEncoding('utf8');
  socket.on('data', onData);
  socket.on('drain', () => client && listeners.onDrained(id));
  // A client that was killed; `close` follows.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    if (client) listeners.onLeft(id);
    client = null;
  });
}

/** A newer client may ask for what this host cannot do; it gets an answer like any other. */
function replyToUnknown(value: unknown): HostMessage | null {
  const asked = v.safeParse(v.object({ type: v.literal('request'), request: v.number() }), value);
  if (!asked.success) return null;
  return {
    type: 'reply',
    request: asked.output.request,
    reply: {
      ok: false,
      error: {
        code: 'usage',
        message: `The running host (codex-grid ${version}) does not understand that request. Check its values; if codex-grid was updated meanwhile, run: codex-grid host stop`,
      },
    },
  };
}
