import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { errorText, isErrorCode } from '../system/system-error.ts';
import type { HostPort } from '../wire/host-port.ts';
import { type ClientMessage, protocolVersion } from '../wire/messages.ts';
import { protocolProblem } from '../wire/protocol-problem.ts';
import { version } from '../wire/version.ts';
import { socketHost } from './socket-host.ts';

export type Connection =
  | {
      readonly type: 'connected';
      readonly host: HostPort;
      readonly hostPid: number;
      readonly hostVersion: string;
    }
  /** Nothing listens there. */
  | { readonly type: 'nobody' }
  /** Something does, but cannot be worked with; `message` says what to do. */
  | { readonly type: 'problem'; readonly message: string };

/** How a client presents itself; colours `#rrggbb`. */
export type Introduction = Pick<Extract<ClientMessage, { type: 'hello' }>, 'role' | 'colors'>;

/** A host answers in a few milliseconds; one that takes longer is stopped or hangs. */
const firstWordLimitMs = 5000;

/** Connects to the host that listens there, if any. */
export async function connectToHost(
  socketPath: string,
  introduction: Introduction,
): Promise<Connection> {
  const opened = await openSocket(socketPath);
  if (!('socket' in opened)) return opened;
  const { host, firstWord } = socketHost(opened.socket, {
    type: 'hello',
    protocol: protocolVersion,
    version,
    ...introduction,
  });
  const word = await Promise.race([firstWord, afterMs(firstWordLimitMs)]);
  if (word === 'too late') {
    host.close();
    return {
      type: 'problem',
      message: `The host does not answer on ${socketPath}: it is suspended or hangs. Look at its log with \`codex-grid doctor\`, or end it with \`codex-grid host stop\`.`,
    };
  }
  if (word === null) return { type: 'nobody' };
  if (word.type === 'refused') {
    host.close();
    return { type: 'problem', message: word.message };
  }
  const mismatch = protocolProblem({
    host: word,
    client: { protocol: protocolVersion, version },
  });
  if (mismatch) {
    host.close();
    return { type: 'problem', message: mismatch };
  }
  return { type: 'connected', host, hostPid: word.pid, hostVersion: word.version };
}

function openSocket(
  path: string,
): Promise<{ readonly socket: Socket } | Exclude<Connection, { type: 'connected' }>> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve({ socket });
    });
    socket.once('error', (error) => {
      // A socket file without a listener is what a killed host leaves behind.
      if (isErrorCode(error, 'ENOENT', 'ECONNREFUSED', 'ENOTDIR')) {
        return resolve({ type: 'nobody' });
      }
      resolve({
        type: 'problem',
        message: `The host's socket ${path} cannot be opened: ${errorText(error)}.`,
      });
    });
  });
}

function afterMs(delayMs: number): Promise<'too late'> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('too late'), delayMs).unref();
  });
}
