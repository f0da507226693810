import { chmod, lstat, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClientId } from '../../src/core/host/host-events.ts';
import type { Client, Said } from '../../src/host/connection.ts';
import { listen, type SocketServer } from '../../src/host/socket-server.ts';
import { encodeLine } from '../../src/wire/lines.ts';
import { lineLimitBytes, protocolVersion } from '../../src/wire/messages.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const userId = process.getuid?.() ?? 0;
const hello = {
  type: 'hello',
  protocol: protocolVersion,
  version: 'test',
  role: 'screen',
  colors: null,
};
const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function rig() {
  const folder = scratchFolder();
  await chmod(folder, 0o700);
  const places = { socketFolder: folder, socket: join(folder, 's') };
  const clients: Client[] = [];
  const said: Said[] = [];
  const left: ClientId[] = [];
  const drained: ClientId[] = [];
  const start = () =>
    listen(places, userId, {
      onJoined: (client) => clients.push(client),
      onSaid: (_, message) => said.push(message),
      onDrained: (id) => drained.push(id),
      onLeft: (id) => left.push(id),
    });
  const server = await start();
  if (typeof server === 'string') throw new Error(server);
  cleanups.push(server.close);
  return { places, clients, said, left, drained, start, server };
}

/** A program on the other end of the socket. */
function caller(path: string) {
  const socket = connect(path);
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (data) => {
    text += data;
  });
  socket.on('error', () => {});
  cleanups.push(() => socket.destroy());
  return {
    socket,
    say: (...values: readonly unknown[]) => socket.write(values.map(encodeLine).join('')),
    heard: () =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line): unknown => JSON.parse(line)),
    ended: new Promise<void>((resolve) => socket.once('close', () => resolve())),
  };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('socket server', () => {
  it('[HO1] welcomes a client that speaks its protocol and hands on what it says', async () => {
    const { places, clients, said, left } = await rig();
    const { say, heard, socket } = caller(places.socket);
    say(hello, { type: 'seen', agent: 'a' });
    await until(() => said.length === 1 && heard().length === 1);
    expect(heard()).toMatchObject([
      { type: 'welcome', protocol: protocolVersion, pid: process.pid },
    ]);
    expect(clients).toMatchObject([{ hello: { role: 'screen' } }]);
    socket.end();
    await until(() => left.length === 1);
    expect(left).toEqual([clients[0]?.id]);
  });

  it('[HO1] refuses another protocol with words', async () => {
    const { places, clients } = await rig();
    const { say, heard, ended } = caller(places.socket);
    say({ ...hello, protocol: protocolVersion + 1 });
    await ended;
    expect(heard()).toMatchObject([{ type: 'refused', message: expect.stringContaining('older') }]);
    expect(clients).toEqual([]);
  });

  const nonsense: Readonly<Record<string, (socket: Socket) => void>> = {
    'no JSON': (socket) => socket.write('GET / HTTP/1.1\r\n\r\n'),
    'binary bytes': (socket) => socket.write(Buffer.from([0xff, 0xfe, 0x00, 0x0a])),
    'a number': (socket) => socket.write('42\n'),
    'a deep array': (socket) => socket.write(`${'['.repeat(50_000)}\n`),
    'an unknown message': (socket) => socket.write(encodeLine({ type: 'dance' })),
    'a request before hello': (socket) =>
      socket.write(encodeLine({ type: 'request', request: 1, command: { type: 'list' } })),
    'nonsense after hello': (socket) => socket.write(`${encodeLine(hello)}"x"\n`),
    'a watch of impossible size': (socket) =>
      socket.write(
        encodeLine(hello) +
          encodeLine({ type: 'watch', tiles: [{ agent: 'a', columns: 1e9, rows: 1 }] }),
      ),
    'a line without end': (socket) => {
      socket.write(encodeLine(hello));
      for (let sent = 0; sent <= lineLimitBytes; sent += 1024 * 1024)
        socket.write('x'.repeat(1024 * 1024));
    },
  };
  for (const [name, send] of Object.entries(nonsense)) {
    it(`[HO2] ${name} ends that connection with words, and the host goes on`, async () => {
      const { places, clients } = await rig();
      const stranger = caller(places.socket);
      send(stranger.socket);
      await stranger.ended;
      expect(stranger.heard().at(-1)).toMatchObject({
        type: 'refused',
        message: expect.any(String),
      });
      const other = caller(places.socket);
      other.say(hello);
      await until(() => other.heard().length === 1);
      expect(clients.length).toBeGreaterThan(0);
    });
  }

  it('[HO2] a request that this host does not know is answered, not refused', async () => {
    const { places } = await rig();
    const { say, heard } = caller(places.socket);
    say(hello, { type: 'request', request: 7, command: { type: 'fly' } });
    await until(() => heard().length === 2);
    expect(heard()[1]).toMatchObject({ type: 'reply', request: 7, reply: { ok: false } });
  });

  it('[HO3] tells when a client that does not read takes no more, and when it does again', async () => {
    const { places, clients, drained } = await rig();
    const slow = caller(places.socket);
    slow.say(hello);
    await until(() => clients.length === 1);
    slow.socket.pause();
    const message = { type: 'notice', message: 'x'.repeat(1024 * 1024) } as const;
    expect(clients[0]?.write([message, message])).toBe(false);
    slow.socket.resume();
    await until(() => drained.length === 1);
  });

  it('[HO4] does not take the socket of a host that answers', async () => {
    const { places, start, clients } = await rig();
    expect(await start()).toContain('Another host answers');
    const client = caller(places.socket);
    client.say(hello);
    await until(() => clients.length === 1);
  });

  it('[HO4] takes the place of a socket that nobody answers on', async () => {
    const { places, start, server } = await rig();
    server.close();
    await writeFile(places.socket, '');
    const again = await start();
    expect(again).not.toBeTypeOf('string');
    if (typeof again !== 'string') again.close();
  });

  it('[HO5] takes its socket away when it closes', async () => {
    const { places, server }: { places: { socket: string }; server: SocketServer } = await rig();
    expect((await lstat(places.socket)).mode & 0o777).toBe(0o600);
    server.close();
    await expect(lstat(places.socket)).rejects.toThrow('ENOENT');
  });

  it('[HO5] refuses a folder that others may enter, a link, and no folder', async () => {
    const folder = scratchFolder();
    const none = { onJoined() {}, onSaid() {}, onDrained() {}, onLeft() {} };
    const tryIn = (socketFolder: string) =>
      listen({ socketFolder, socket: join(socketFolder, 's') }, userId, none);
    await mkdir(join(folder, 'open'));
    await chmod(join(folder, 'open'), 0o755);
    expect(await tryIn(join(folder, 'open'))).toContain('chmod 700');
    await mkdir(join(folder, 'own'), { mode: 0o700 });
    await symlink(join(folder, 'own'), join(folder, 'link'));
    expect(await tryIn(join(folder, 'link'))).toContain('symbolic link');
    await mkdir(join(folder, 'theirs'), { mode: 0o700 });
    expect(
      await listen(
        { socketFolder: join(folder, 'theirs'), socket: join(folder, 'theirs/s') },
        userId + 1,
        none,
      ),
    ).toContain('another user');
  });

  it('[BR1] makes a socket that was taken away again, and those who are connected stay', async () => {
    const { places, said, server } = await rig();
    const earlier = caller(places.socket);
    earlier.say(hello);
    await until(() => earlier.heard().length === 1);
    await rm(places.socketFolder, { recursive: true });
    await Promise.all([server.listenAgain(), server.listenAgain()]);
    const later = caller(places.socket);
    later.say(hello);
    await until(() => later.heard().length === 1);
    expect((await lstat(places.socket)).mode & 0o777).toBe(0o600);
    earlier.say({ type: 'seen', agent: 'a' });
    await until(() => said.length === 1);
  });

  it('[BR1] leaves a socket that is there alone, and makes none once it is closed', async () => {
    const { places, server } = await rig();
    const { ino } = await lstat(places.socket);
    await server.listenAgain();
    expect((await lstat(places.socket)).ino).toBe(ino);
    server.close();
    await server.listenAgain();
    await expect(lstat(places.socket)).rejects.toThrow('ENOENT');
  });
});
