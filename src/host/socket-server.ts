import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { ClientId } from '../core/host/host-events.ts';
import { makeFolder } from '../system/make-folder.ts';
import { isErrorCode } from '../system/system-error.ts';
import type { Places } from '../wire/places.ts';
import { type ClientListeners, serveConnection } from './connection.ts';

export type SocketServer = {
  /** Stops listening, hangs up and takes the socket away. */
  readonly close: () => void;
};

/** Listens when the promise resolves; a string is the reason why it cannot. */
export async function listen(
  places: Pick<Places, 'socket' | 'socketFolder'>,
  userId: number,
  listeners: ClientListeners,
): Promise<SocketServer | string> {
  const unsafe = problemWithFolder(places.socketFolder, userId);
  if (unsafe) return unsafe;
  if (await someoneAnswers(places.socket)) {
    return `Another host answers on ${places.socket}.`;
  }
  rmSync(places.socket, { force: true });
  let lastId = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    lastId += 1;
    serveConnection(socket, lastId as ClientId, listeners);
  });
  await listening(server, places.socket);
  return {
    close() {
      server.close();
      // What has been written is still sent.
      for (const socket of sockets) socket.destroySoon();
      rmSync(places.socket, { force: true });
    },
  };
}

/** Whoever reaches the socket commands the agents: the folder must be ours alone. */
function problemWithFolder(folder: string, userId: number): string | null {
  makeFolder(folder);
  const found = lstatSync(folder);
  if (found.isSymbolicLink()) {
    return `${folder} is a symbolic link, and the host's socket needs a folder of its own. Remove the link.`;
  }
  if (!found.isDirectory()) return `${folder} is no folder. Remove it.`;
  if (found.uid !== userId) return `${folder} belongs to another user (uid ${found.uid}).`;
  if ((found.mode & 0o077) !== 0) {
    return `Other users may enter ${folder}. Run: chmod 700 ${folder}`;
  }
  return null;
}

function someoneAnswers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      chmodSocket(path);
      resolve();
    });
  });
}

/** The folder already keeps others out; this is for those who look at the socket alone. */
function chmodSocket(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch (error) {
    if (!isErrorCode(error, 'ENOENT')) throw error;
  }
}
