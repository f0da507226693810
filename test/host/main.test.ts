import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectToHost, type Introduction } from '../../src/client/connect.ts';
import { findPlaces } from '../../src/client/places-on-disk.ts';
import { reachHost } from '../../src/client/reach-host.ts';
import type { Agent } from '../../src/core/agent/agent.ts';
import type { Frame } from '../../src/core/terminal/frame.ts';
import { plainRow } from '../../src/core/terminal/row-encoder.ts';
import { encodeLine } from '../../src/wire/lines.ts';
import { protocolVersion } from '../../src/wire/messages.ts';
import { eventually } from '../support/eventually.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { newCommand } from '../support/some-command.ts';

const program = join(import.meta.dirname, '../../dist/host.js');
const fakeCodex = join(import.meta.dirname, '../support/fake-codex.mjs');

type Process = { readonly child: ChildProcess; readonly stderr: () => string };

function startHostProcess(folder: string): Process {
  const child = spawn(process.execPath, [program], {
    cwd: '/',
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      CODEX_GRID_STATE_DIR: folder,
      CODEX_GRID_CODEX: fakeCodex,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr?.on('data', (data) => {
    stderr += data;
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, stderr: () => stderr };
}

const asCommand: Introduction = { role: 'command', colors: null };

async function placesOf(folder: string) {
  const userId = process.getuid?.() ?? 0;
  const env = { CODEX_GRID_STATE_DIR: folder };
  const places = await findPlaces({ env, homeFolder: folder, userId, workingFolder: folder });
  if ('problem' in places) throw new Error(places.problem);
  return places;
}

async function connected(folder: string) {
  for (;;) {
    const connection = await connectToHost(join(folder, 'host.sock'), {
      role: 'screen',
      colors: null,
    });
    if (connection.type === 'problem') throw new Error(connection.message);
    if (connection.type === 'nobody') {
      await delay(10);
      continue;
    }
    const { host } = connection;
    onTestFinished(host.close);
    const frames = new Map<string, Frame>();
    let roster: readonly Agent[] = [];
    let frameCount = 0;
    host.onFrame((agent, frame) => {
      frameCount += 1;
      frames.set(agent, frame);
    });
    host.onRoster((newest) => {
      roster = newest;
    });
    const start = async (name: string) => {
      const reply = await host.request(newCommand(name, { cwd: folder }));
      if (!reply.ok) throw new Error(reply.error.message);
      const [agent] = reply.value as readonly Agent[];
      if (!agent) throw new Error('no agent');
      return agent;
    };
    const type = (agent: string, text: string) =>
      host.send({ type: 'input', agent, bytesBase64: Buffer.from(text).toString('base64') });
    return {
      host,
      start,
      type,
      watch: (agents: readonly string[]) =>
        host.send({
          type: 'watch',
          tiles: agents.map((agent) => ({ agent, columns: 100, rows: 20 })),
        }),
      text: (agent: string) => frames.get(agent)?.lines.map(plainRow).join('\n') ?? '',
      frame: (agent: string) => frames.get(agent),
      frameCount: () => frameCount,
      roster: () => roster,
    };
  }
}

function delay(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

async function until(what: string, isSo: () => boolean, withinMs = 30_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await delay(2);
  }
}

describe('host process', () => {
  it('[HO22] listens, and a second one on the same folder ends with words', async () => {
    const folder = scratchFolder();
    startHostProcess(folder);
    await connected(folder);
    const second = startHostProcess(folder);
    await once(second.child, 'exit');
    expect(second.child.exitCode).toBe(1);
    expect(second.stderr()).toMatch(/^Another host, process \d+, serves this state folder\.\n$/);
    await connected(folder);
  });

  it('[HO23] stays when its terminal hangs up and when a debugger is asked for', async () => {
    const folder = scratchFolder();
    const { child, stderr } = startHostProcess(folder);
    const { host } = await connected(folder);
    child.kill('SIGHUP');
    child.kill('SIGUSR1');
    expect(await host.request({ type: 'list' })).toEqual({ ok: true, value: [] });
    expect(stderr()).not.toContain('Debugger');
    expect(child.exitCode).toBeNull();
  });

  it('[HO24] SIGTERM ends the agents, saves the roster and takes socket and lock away', async () => {
    const folder = scratchFolder();
    const { child } = startHostProcess(folder);
    const { start } = await connected(folder);
    const { pid } = await start('api');
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(child.exitCode).toBe(0);
    expect(existsSync(join(folder, 'host.sock'))).toBe(false);
    expect(existsSync(join(folder, 'host.lock'))).toBe(false);
    expect(readFileSync(join(folder, 'roster.json'), 'utf8')).toContain('"api"');
    expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH');
  });

  it('[HO25] after kill -9 the next host lists the agents as ended', async () => {
    const folder = scratchFolder();
    const { child } = startHostProcess(folder);
    await (await connected(folder)).start('api');
    child.kill('SIGKILL');
    await once(child, 'exit');
    startHostProcess(folder);
    const { host } = await connected(folder);
    expect(await host.request({ type: 'list' })).toMatchObject({
      ok: true,
      value: [{ name: 'api', state: 'ended', pid: null }],
    });
  });

  it('[HO26] a damaged roster is kept aside, the host starts without it and says so', async () => {
    const folder = scratchFolder();
    const { child } = startHostProcess(folder);
    await (await connected(folder)).start('api');
    child.kill('SIGKILL');
    await once(child, 'exit');
    writeFileSync(join(folder, 'roster.json'), '{"version":1,"agents":[{"name":');
    startHostProcess(folder);
    const { host } = await connected(folder);
    const notices: string[] = [];
    host.onNotice((message) => notices.push(message));
    expect(await host.request({ type: 'list' })).toEqual({ ok: true, value: [] });
    expect(notices).toContainEqual(expect.stringContaining('roster.json.damaged'));
    expect(readFileSync(join(folder, 'roster.json.damaged'), 'utf8')).toContain('"agents"');
  });

  it('[HO27] while one agent writes 50 MB, keys of another are echoed, all and in order', async () => {
    const folder = scratchFolder();
    startHostProcess(folder);
    const { start, type, watch, text } = await connected(folder);
    const flooding = await start('flooding');
    const typed = await start('typed');
    watch([flooding.id, typed.id]);
    type(flooding.id, 'flood 50000000\r');
    await until('the flood', () => text(flooding.id).includes('x'.repeat(70)));
    const latenciesMs: number[] = [];
    let sent = '';
    for (const key of 'abcdefghijklmnopqrstuvwxyz') {
      const startedAt = performance.now();
      sent += key;
      type(typed.id, key);
      await until(`the echo of ${sent}`, () => text(typed.id).includes(sent));
      latenciesMs.push(performance.now() - startedAt);
    }
    const isStillFlooding = !text(flooding.id).includes('flooded');
    await until('the end of the flood', () => text(flooding.id).includes('flooded'));
    latenciesMs.sort((left, right) => left - right);
    console.log(
      `echo beside a flood: median ${latenciesMs[13]?.toFixed(1)} ms, worst ${latenciesMs.at(-1)?.toFixed(1)} ms; the flood ${isStillFlooding ? 'went on' : 'was over'}`,
    );
    expect(text(typed.id)).toContain('abcdefghijklmnopqrstuvwxyz');
  });

  it('[HO28] a client that does not read costs neither memory nor the others anything', async () => {
    const folder = scratchFolder();
    const { child } = startHostProcess(folder);
    const reader = await connected(folder);
    const agent = await reader.start('flooding');
    reader.watch([agent.id]);
    const slow = connect(join(folder, 'host.sock'));
    onTestFinished(() => {
      slow.destroy();
    });
    slow.pause();
    slow.write(
      encodeLine({
        type: 'hello',
        protocol: protocolVersion,
        version: 'x',
        role: 'screen',
        colors: null,
      }),
    );
    slow.write(encodeLine({ type: 'watch', tiles: [{ agent: agent.id, columns: 200, rows: 60 }] }));
    const rss = () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]);
    await until('the size of the slow client', () => reader.frame(agent.id)?.columns === 200);
    const before = rss();
    reader.type(agent.id, 'flood 30000000\r');
    await until('the end of the flood', () => reader.text(agent.id).includes('flooded'));
    // A queue of all frames would be hundreds of MB; the rest is the flood's own garbage.
    expect(rss() - before).toBeLessThan(120_000);
    expect(reader.frameCount()).toBeGreaterThan(5);
  });

  it('[BR2] whoever finds no socket asks the host for another', async () => {
    const folder = scratchFolder();
    const { child } = startHostProcess(folder);
    const { host, start } = await connected(folder);
    await start('api');
    rmSync(join(folder, 'host.sock'));
    const again = await reachHost(await placesOf(folder), asCommand);
    if (again.type !== 'connected') throw new Error(again.type);
    onTestFinished(again.host.close);
    expect(again.hostPid).toBe(child.pid);
    const known = { ok: true, value: [{ name: 'api', state: 'ready' }] };
    await eventually(async () => {
      expect(await again.host.request({ type: 'list' })).toMatchObject(known);
      expect(await host.request({ type: 'list' })).toMatchObject(known);
    });
  });

  it('[BR2] a host that makes none is named, and one that is dead is nobody', async () => {
    const folder = scratchFolder();
    const { child } = startHostProcess(folder);
    await connected(folder);
    child.kill('SIGSTOP');
    rmSync(join(folder, 'host.sock'));
    const places = await placesOf(folder);
    expect(await reachHost(places, asCommand, 50)).toEqual({
      type: 'problem',
      message: expect.stringContaining(`The host, process ${child.pid}, runs, but does not listen`),
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await reachHost(places, asCommand)).toEqual({ type: 'nobody' });
  });

  it('[BR3] what the system refuses at the start is one sentence', async () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, 'roster.json'));
    const { child, stderr } = startHostProcess(folder);
    await once(child, 'exit');
    expect(child.exitCode).toBe(1);
    expect(stderr()).toMatch(/^The host cannot use [^\n]*: it is a folder\. Make room [^\n]*\n$/);
  });
});
