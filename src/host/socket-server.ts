import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { ClientId } from '../core/host/host-events.ts';
import { makeFolder } from '../system/make-folder.ts';
import { onceAtATime } from '../system/once-at-a-time.ts';
import { isErrorCode } from '../system/system-error.ts';
import type { Places } from '../wire/places.ts';
import { type ClientListeners, serveConnection } from './connection.ts';

export type SocketServer = {
  /**
   * Makes the socket again where it was taken away: at logout systemd removes the folder it is in. Rejects with what the
   * system refuses.
   */
  readonly listenAgain: () => Promise<void>;
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
  let lastId = 0;
  let isClosed = false;
  const sockets = new Set<Socket>();
  const newServer = () =>
    createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      lastId += 1;
      serveConnection(socket, lastId as ClientId, listeners);
    });
  const open = async () => {
    rmSync(places.socket, { force: true });
    const opened = newServer();
    await listening(opened, places.socket);
    return opened;
  };
  let server = await open();
  return {
    listenAgain: onceAtATime(async () => {
      if (isClosed || (await someoneAnswers(places.socket))) return;
      // Closing takes away whatever stands under its path: before the new one stands there.
      server.close();
      makeFolder(places.socketFolder);
      server = await open();
      if (isClosed) closeServer(server, places.socket);
    }),
    close() {
      isClosed = true;
      closeServer(server, places.socket);
      // What has been written is still sent.
      for (const socket of sockets) socket.destroySoon();
    },
  };
}

function closeServer(server: Server, path: string): void {
  server.close();
  rmSync(path, { force: true });
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
