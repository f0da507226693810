import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Connection, connectToHost } from '../../src/client/connect.ts';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import { blankFrame, type Frame, plainModes } from '../../src/core/terminal/frame.ts';
import { encodeLine } from '../../src/wire/lines.ts';
import { protocolVersion } from '../../src/wire/messages.ts';
import { eventually } from '../support/eventually.ts';
import { anAgent, type FakeHost, fakeHost, welcome } from '../support/fake-host.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const hosts: FakeHost[] = [];
let socketPath: string;

beforeEach(() => {
  socketPath = `${scratchFolder()}/s`;
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});

async function startFake(options?: Parameters<typeof fakeHost>[1]): Promise<FakeHost> {
  const host = await fakeHost(socketPath, options);
  hosts.push(host);
  return host;
}

async function connected() {
  const connection = await connect();
  if (connection.type !== 'connected') throw new Error(JSON.stringify(connection));
  return connection.host;
}

function connect(): Promise<Connection> {
  return connectToHost(socketPath, { role: 'command', colors: null });
}

describe('requests', () => {
  it('[CL1] a reply reaches the request it answers, whatever the order', async () => {
    const fake = await startFake();
    const host = await connected();
    const first = host.request({ type: 'list' });
    const second = host.request({ type: 'status' });
    await eventually(() => expect(fake.heard).toHaveLength(3));
    fake.say({ type: 'reply', request: 2, reply: { ok: true, value: 'second' } });
    fake.say({ type: 'reply', request: 1, reply: { ok: true, value: 'first' } });
    expect(await first).toEqual({ ok: true, value: 'first' });
    expect(await second).toEqual({ ok: true, value: 'second' });
    host.close();
  });

  it('[CL3] a lost link answers every pending and later request with words, and never throws', async () => {
    const fake = await startFake();
    const host = await connected();
    const pending = [host.request({ type: 'list' }), host.request({ type: 'status' })];
    await eventually(() => expect(fake.heard).toHaveLength(3));
    fake.hangUp();
    for (const reply of await Promise.all(pending)) expectLost(reply);
    expectLost(await host.request({ type: 'list' }));
    host.send({ type: 'seen', agent: 'a1' });
  });
});

function expectLost(reply: Reply): void {
  expect(reply).toMatchObject({
    ok: false,
    error: { code: 'failed', message: expect.stringMatching(/hung up.*Run codex-grid/) },
  });
}

describe('the end of the link', () => {
  it('[CL4] onClosed is told once, with the reason; leaving by close tells nothing', async () => {
    const fake = await startFake();
    const [stays, leaves] = [await connected(), await connected()];
    const reasons: string[] = [];
    stays.onClosed((reason) => reasons.push(`stays: ${reason}`));
    leaves.onClosed((reason) => reasons.push(`leaves: ${reason}`));
    leaves.close();
    fake.hangUp();
    await eventually(() => expect(reasons).toEqual(['stays: the host hung up']));
    stays.close();
    expect(reasons).toHaveLength(1);
  });

  it('[CL5] who listens late is told the newest roster and the reason of a lost link', async () => {
    const fake = await startFake();
    const host = await connected();
    const early = vi.fn();
    host.onRoster(early);
    fake.say({ type: 'roster', roster: [anAgent({ name: 'old' })] });
    fake.say({ type: 'roster', roster: [anAgent({ name: 'new' })] });
    await eventually(() => expect(early).toHaveBeenCalledTimes(2));
    const late = vi.fn();
    host.onRoster(late);
    expect(late.mock.calls).toEqual([[[anAgent({ name: 'new' })]]]);
    const closed = vi.fn();
    host.onClosed(closed);
    fake.hangUp();
    await eventually(() => expect(closed).toHaveBeenCalledOnce());
    const lateClosed = vi.fn();
    host.onClosed(lateClosed);
    expect(lateClosed).toHaveBeenCalledWith('the host hung up');
  });

  it('[CL7] a line that is no JSON ends the link with words', async () => {
    const fake = await startFake();
    const host = await connected();
    const closed = vi.fn();
    host.onClosed(closed);
    fake.sayRaw('{"type":\n');
    await eventually(() => expect(closed).toHaveBeenCalledOnce());
    expect(closed.mock.calls[0]?.[0]).toContain('no message');
  });
});

describe('frames', () => {
  type Shown = readonly [agent: string, frame: Frame, changedRows: readonly number[]];

  async function watching() {
    const fake = await startFake();
    const host = await connected();
    const shown: Shown[] = [];
    host.onFrame((...frame) => shown.push(frame));
    return { fake, host, shown };
  }

  it('[CL2] frames are kept per agent: a patch changes what it names and nothing else', async () => {
    const { fake, host, shown } = await watching();
    fake.say({ type: 'frame', agent: 'a', patch: { size: [5, 2], lines: [[0, 'one']] } });
    fake.say({ type: 'frame', agent: 'b', patch: { size: [9, 1], lines: [[0, 'other']] } });
    fake.say({ type: 'frame', agent: 'a', patch: { lines: [[1, 'two']] } });
    await eventually(() => expect(shown).toHaveLength(3));
    expect(shown[2]).toEqual(['a', { ...blankFrame(5, 2), lines: ['one', 'two'] }, [1]]);
    host.close();
  });

  it('[CL10] a frame that changes size names every row as changed', async () => {
    const { fake, host, shown } = await watching();
    fake.say({ type: 'frame', agent: 'a', patch: { size: [5, 3], lines: [[2, 'low']] } });
    await eventually(() => expect(shown).toHaveLength(1));
    expect(shown[0]?.[2]).toEqual([0, 1, 2]);
    host.close();
  });

  it('[CL2] an agent that left the roster is forgotten', async () => {
    const { fake, host, shown } = await watching();
    fake.say({ type: 'frame', agent: 'a', patch: { size: [5, 1], lines: [[0, 'secret']] } });
    fake.say({ type: 'roster', roster: [] });
    fake.say({ type: 'frame', agent: 'a', patch: { modes: plainModes } });
    await eventually(() => expect(shown).toHaveLength(2));
    expect(shown[1]?.[1]).toEqual(blankFrame(0, 0));
    host.close();
  });

  it('[CL11] characters cut between two reads arrive whole', async () => {
    const { fake, host, shown } = await watching();
    const bytes = Buffer.from(
      encodeLine({ type: 'frame', agent: 'a', patch: { size: [5, 1], lines: [[0, 'é—🚀']] } }),
    );
    for (const byte of bytes) {
      fake.sayBytes(Buffer.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await eventually(() => expect(shown).toHaveLength(1));
    expect(shown[0]?.[1].lines).toEqual(['é—🚀']);
    host.close();
  });

  it('[CL6] a message of a type that is not known yet is passed over', async () => {
    const { fake, host, shown } = await watching();
    fake.sayRaw('{"type":"weather"}\n[]\n"text"\nnull\n');
    fake.say({ type: 'frame', agent: 'a', patch: { size: [5, 1] } });
    await eventually(() => expect(shown).toHaveLength(1));
    host.close();
  });
});

describe('hello', () => {
  it('[CL8] a host of another protocol is refused with a sentence that says which side is older and what to do', async () => {
    await startFake({ firstWord: welcome({ protocol: 99, version: '9.9.9' }) });
    expect(await connect()).toMatchObject({
      type: 'problem',
      message: expect.stringMatching(/is older than the running host.*codex-grid host stop/),
    });
  });

  it('[CL9] a host that refuses is quoted', async () => {
    await startFake({ firstWord: { type: 'refused', message: 'Not today.' } });
    expect(await connect()).toEqual({ type: 'problem', message: 'Not today.' });
  });

  it('[CL26] a socket file that a killed host left behind is nobody', async () => {
    expect(await connect()).toEqual({ type: 'nobody' });
    writeFileSync(socketPath, '');
    expect(await connect()).toEqual({ type: 'nobody' });
  });

  it('[CL1] the host hears who we are before anything else', async () => {
    const list: HostCommand = { type: 'list' };
    const fake = await startFake({ answer: () => ({ ok: true, value: [] }) });
    const host = await connected();
    expect(await host.request(list)).toEqual({ ok: true, value: [] });
    expect(fake.heard).toEqual([
      {
        type: 'hello',
        protocol: protocolVersion,
        version: 'development',
        role: 'command',
        colors: null,
      },
      { type: 'request', request: 1, command: list },
    ]);
    host.close();
  });
});
