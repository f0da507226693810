import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { findPlaces } from '../../src/client/places-on-disk.ts';
import { type HostStart, startHost } from '../../src/client/start-host.ts';
import type { Places } from '../../src/wire/places.ts';
import { welcome } from '../support/fake-host.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const userId = process.getuid?.() ?? 0;
const hostPids = new Set<number>();

afterEach(() => {
  for (const pid of hostPids) process.kill(pid, 'SIGKILL');
  hostPids.clear();
});

/** A host that welcomes and nothing else; each prints one line to its log. */
const welcomingHost = (places: Places) => `
import { createServer } from 'node:net';
console.log('started');
const welcome = { ...${JSON.stringify(welcome({}))}, pid: process.pid };
createServer((socket) => {
  socket.on('error', () => socket.destroy());
  socket.write(JSON.stringify(welcome) + '\\n');
}).listen(${JSON.stringify(places.socket)});
`;

async function aStart(program: (places: Places) => string): Promise<HostStart> {
  const folder = scratchFolder();
  const env = { PATH: process.env['PATH'], CODEX_GRID_STATE_DIR: `${folder}/state` };
  const places = await findPlaces({ env, homeFolder: folder, userId, workingFolder: folder });
  if ('problem' in places) throw new Error(places.problem);
  const hostEntry = `${folder}/host.mjs`;
  writeFileSync(hostEntry, program(places));
  return {
    places,
    introduction: { role: 'command', colors: null },
    nodePath: process.execPath,
    hostEntry,
    env,
    userId,
    ownPid: process.pid,
  };
}

async function pidOfHost(start: HostStart): Promise<number> {
  const connection = await startHost(start);
  if (connection.type !== 'connected') throw new Error(connection.message);
  connection.host.close();
  hostPids.add(connection.hostPid);
  return connection.hostPid;
}

const startHostModule = join(import.meta.dirname, '../../src/client/start-host.ts');

/** As a command of its own would: starts the host and prints its pid. */
async function pidFromOtherProcess(start: HostStart): Promise<number> {
  const program = `
    const { startHost } = await import(${JSON.stringify(startHostModule)});
    const start = { ...${JSON.stringify(start)}, ownPid: process.pid };
    const connection = await startHost(start);
    console.log(connection.hostPid ?? connection.message);
    connection.host?.close();
  `;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    program,
  ]);
  if (!/^\d+$/.test(stdout.trim())) throw new Error(stdout);
  return Number(stdout);
}

describe('starting', () => {
  it('[CL20] no host: one is started, and later starts find it', async () => {
    const start = await aStart(welcomingHost);
    const first = await pidOfHost(start);
    expect(await pidOfHost(start)).toBe(first);
  });

  it('[CL21] of twenty that start at once one starts a host, and all are connected to it', async () => {
    const start = await aStart(welcomingHost);
    const pids = await Promise.all(Array.from({ length: 20 }, () => pidFromOtherProcess(start)));
    for (const pid of pids) hostPids.add(pid);
    expect(hostPids.size).toBe(1);
    expect(readFileSync(start.places.hostLog, 'utf8')).toBe('started\n');
  });

  it('[CL25] a host that ends at once is reported with the end of its log', async () => {
    const start = await aStart(() => "throw new Error('the disk has a toothache')");
    expect(await startHost(start)).toMatchObject({
      type: 'problem',
      message: expect.stringMatching(/^The host ended at once\. The end of its log.*toothache/s),
    });
  });

  it('[CL31] nothing is started where the state folder cannot be used', async () => {
    const start = await aStart(welcomingHost);
    writeFileSync(start.places.stateFolder, 'a file');
    expect(await startHost(start)).toMatchObject({
      type: 'problem',
      message: expect.stringContaining('cannot be used: something that is not a folder'),
    });
  });
});
