import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { type HostRig, hostRig } from '../support/host-rig.ts';
import { newCommand, removeCommand, resumeCommand } from '../support/some-command.ts';

async function withAgents(names: readonly string[], rig: HostRig = hostRig()) {
  rig.host.start();
  const ann = rig.join();
  for (const name of names) ann.ask(newCommand(name));
  await rig.settle();
  rig.clock.passMs(100);
  const ids = rig.launched.map(({ agent }) => agent);
  const watch = (columns = 100, rows = 30) =>
    ann.say({ type: 'watch', tiles: ids.map((agent) => ({ agent, columns, rows })) });
  return {
    ...rig,
    ann,
    ids,
    watch,
    stateOf: (name: string) => ann.roster().find((agent) => agent.name === name),
  };
}

const idle = '\x1b]7501;state=idle:app=codex\x1b\\';
const working = '\x1b]7501;state=working:app=codex\x1b\\';

function input(agent: AgentId, text: string) {
  return { type: 'input', agent, bytesBase64: Buffer.from(text).toString('base64') } as const;
}

function marker(event: string, facts: Readonly<Record<string, unknown>> = {}): string {
  return `codex-grid-marker 1 ${event}\n${JSON.stringify({ session_id: '01a1c0de-0000-7000-8000-000000000001', hook_event_name: event, turn_id: 't1', transcript_path: '/r.jsonl', model: 'gpt', ...facts })}`;
}

describe('host', () => {
  it('[TS21] what hooks have left is heard before the report, or the silence, that comes after it', async () => {
    const left: (readonly [event: string, facts?: Readonly<Record<string, unknown>>])[] = [];
    const rig = hostRig({
      takeMarkers() {
        const agent = rig.launched[0]?.agent;
        for (const [event, facts] of left.splice(0)) {
          if (agent) rig.host.markers.onMarker(agent, marker(event, facts), rig.clock.now());
        }
      },
    });
    const { ptys, settle, steps, clock } = await withAgents(['api'], rig);
    ptys[0]?.says(idle + working);
    await settle();
    left.push(['SessionStart'], ['UserPromptSubmit'], ['SubagentStart', { agent_id: 's1' }]);
    ptys[0]?.says('\x1b]7501;state=done:app=codex\x1b\\');
    await settle();
    const states = () => steps.map(({ after }) => after.name);
    expect(states()).not.toContain('done');
    expect(states().at(-1)).toBe('working');
    left.push(['SubagentStop', { agent_id: 's1' }], ['Stop']);
    ptys[0]?.says(`${working}\x1b]7501;state=idle:app=codex\x1b\\`);
    await settle();
    clock.passMs(1_000);
    expect(states()).not.toContain('interrupted');
    expect(states().at(-1)).toBe('done');
  });

  it('[HO9] starts an agent, answers with its entry, publishes and saves the roster', async () => {
    const { ann, launched, saved, stateOf } = await withAgents(['api']);
    expect(launched).toMatchObject([
      { cwd: '/work/api', home: 'isolated', session: { type: 'new' } },
    ]);
    expect(ann.reply(1)).toMatchObject({ ok: true, value: [{ name: 'api', pid: 1000 }] });
    expect(stateOf('api')).toMatchObject({ state: 'starting', pid: 1000, branch: 'main' });
    expect(saved.at(-1)).toContain('"api"');
  });

  it('[HO9] a launch that fails is answered with its reason, and nothing half made is left', async () => {
    const rig = hostRig({
      prepareLaunch: async () => ({ ok: false, problem: 'codex was not found.' }),
    });
    const { ann } = await withAgents(['api'], rig);
    expect(ann.reply(1)).toMatchObject({ ok: false, error: { message: 'codex was not found.' } });
    expect(ann.roster()).toEqual([]);
  });

  it('[HO9] a launch that throws is answered as well', async () => {
    const rig = hostRig({ prepareLaunch: () => Promise.reject(new Error('out of luck')) });
    const { ann } = await withAgents(['api'], rig);
    expect(ann.reply(1)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('out of luck') },
    });
  });

  it('[HO10] reports in the output, titles, markers and rollouts change the state', async () => {
    const { ptys, ids, host, settle, clock, followed, stateOf } = await withAgents(['api']);
    const [pty] = ptys;
    const [id] = ids;
    pty?.says(idle);
    await settle();
    clock.passMs(100);
    expect(stateOf('api')?.state).toBe('ready');
    pty?.says(working);
    if (id) host.markers.onMarker(id, marker('UserPromptSubmit', { prompt: 'hi' }), clock.now());
    await settle();
    clock.passMs(100);
    expect(stateOf('api')).toMatchObject({
      state: 'working',
      sessionId: '01a1c0de-0000-7000-8000-000000000001',
    });
    expect(followed.map(({ path }) => path)).toEqual(['/r.jsonl']);
    followed[0]?.say(
      JSON.stringify({
        timestamp: new Date(clock.now()).toISOString(),
        type: 'event_msg',
        payload: {
          type: 'task_complete',
          turn_id: 't1',
          last_agent_message: null,
          error: { message: 'quota' },
        },
      }),
    );
    pty?.says('\x1b]7501;state=error:app=codex\x1b\\');
    await settle();
    clock.passMs(100);
    expect(stateOf('api')).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('quota'),
    });
  });

  it('[HO11] sees a startup dialog on the screen, and that it has gone', async () => {
    const { ptys, settle, clock, stateOf } = await withAgents(['api']);
    ptys[0]?.says(
      '\x1b[2J\x1b[H  Folder access\r\n\r\n  Trust this folder?\r\n\r\n› 1. Trust and continue\r\n  2. Back\r\n\r\n  enter continue · esc back',
    );
    await settle();
    clock.passMs(100);
    expect(stateOf('api')).toMatchObject({ state: 'dialog', detail: 'folder trust' });
    ptys[0]?.says(`\x1b[2J${idle}`);
    await settle();
    clock.passMs(100);
    expect(stateOf('api')?.state).toBe('ready');
  });

  it('[HO12] keys go to the program as they are, and its echo to the screen that watches', async () => {
    const { ann, ptys, ids, watch, settle, clock } = await withAgents(['api']);
    const [id] = ids;
    if (!id) throw new Error('no agent');
    watch();
    clock.passMs(100);
    ann.say(input(id, '\x1b[A\x03é'));
    expect(ptys[0]?.typed()).toBe('\x1b[A\x03é');
    ptys[0]?.says('echo');
    await settle();
    clock.passMs(5);
    expect(ann.lines(id)[0]).toBe('echo');
  });

  it('[HO12] named keys are written as the program wants them', async () => {
    const { ann, ptys } = await withAgents(['api']);
    const request = ann.ask({ type: 'keys', agent: 'api', keys: ['C-c', 'Up'], literal: false });
    ann.ask({ type: 'keys', agent: 'api', keys: ['Enter'], literal: true });
    expect(ptys[0]?.typed()).toBe('\x03\x1b[AEnter');
    expect(ann.reply(request)).toEqual({ ok: true, value: null });
  });

  it('[HO12] what a program does not read is dropped with words', async () => {
    const { ann, ptys, ids } = await withAgents(['api']);
    const [pty] = ptys;
    if (pty) pty.isReading = false;
    ann.say(input(ids[0] as AgentId, 'abc'));
    expect(ann.notices().join()).toContain('api does not read what is typed: 8192 KB wait');
  });

  it('[HO13] an ended agent keeps its last screen and tells how it ended', async () => {
    const { ann, ptys, ids, watch, settle, clock, stateOf } = await withAgents(['api']);
    watch();
    ptys[0]?.says('last words');
    ptys[0]?.exits({ signal: 'SIGKILL' });
    await settle();
    clock.passMs(100);
    expect(stateOf('api')).toMatchObject({
      state: 'ended',
      pid: null,
      exit: { signal: 'SIGKILL' },
    });
    expect(ann.lines(ids[0] as AgentId)[0]).toBe('last words');
  });

  it('[HO13] the screen of an agent is given as text, plain or styled', async () => {
    const { ann, ptys, settle } = await withAgents(['api']);
    ptys[0]?.says('\x1b[31mred');
    await settle();
    const plain = ann.ask({ type: 'screen', agent: 'api', styled: false });
    const styled = ann.ask({ type: 'screen', agent: 'api', styled: true });
    expect(ann.reply(plain)).toMatchObject({ ok: true, value: { columns: 80, rows: 24 } });
    expect(JSON.stringify(ann.reply(plain))).toContain('"red"');
    expect(JSON.stringify(ann.reply(styled))).toContain('[31mred');
  });

  it('[HO14] stop ends the program, kills it when it does not end, and answers when it has', async () => {
    const { ann, ptys, clock, settle } = await withAgents(['api']);
    const request = ann.ask({ type: 'stop', agents: ['api'] });
    expect(ptys[0]?.signals).toEqual(['SIGTERM']);
    expect(ann.reply(request)).toBeUndefined();
    clock.passMs(5000);
    expect(ptys[0]?.signals).toEqual(['SIGTERM', 'SIGKILL']);
    ptys[0]?.exits({ signal: 'SIGKILL' });
    await settle();
    expect(ann.reply(request)).toMatchObject({
      ok: true,
      value: [{ name: 'api', state: 'ended' }],
    });
  });

  it('[HO14] stopping the host ends every agent and then asks for the exit', async () => {
    const { host, ptys, exits, settle } = await withAgents(['api', 'web']);
    host.stop();
    expect(ptys.map(({ signals }) => signals)).toEqual([['SIGTERM'], ['SIGTERM']]);
    expect(exits()).toBe(0);
    for (const pty of ptys) pty.exits();
    await settle();
    expect(exits()).toBe(1);
  });

  it('[HO15] resume starts the session again on an empty screen, and the old process says nothing more', async () => {
    const { ann, ptys, ids, host, settle, clock, launched, watch, stateOf } = await withAgents([
      'api',
    ]);
    const [id] = ids;
    if (!id) throw new Error('no agent');
    watch();
    host.markers.onMarker(id, marker('SessionStart', { source: 'startup' }), clock.now());
    ptys[0]?.says('old');
    ptys[0]?.exits();
    await settle();
    clock.passMs(100);
    ann.ask(resumeCommand('api'));
    await settle();
    clock.passMs(100);
    expect(launched.at(-1)).toMatchObject({
      session: { type: 'resume', id: '01a1c0de-0000-7000-8000-000000000001' },
    });
    expect(stateOf('api')).toMatchObject({ state: 'starting', pid: 1001 });
    ptys[0]?.says('ghost');
    ptys[0]?.exits();
    ptys[1]?.says('new');
    await settle();
    clock.passMs(100);
    expect(ann.lines(id)[0]).toBe('new');
    expect(stateOf('api')?.pid).toBe(1001);
  });

  it('[HO15] remove forgets the agent and what it followed, once it cannot be undone', async () => {
    const { ann, ptys, ids, host, settle, clock, followed } = await withAgents(['api']);
    host.markers.onMarker(
      ids[0] as AgentId,
      marker('UserPromptSubmit', { prompt: 'x' }),
      clock.now(),
    );
    ptys[0]?.exits();
    await settle();
    ann.ask(removeCommand('api'));
    clock.passMs(100);
    expect(ann.roster()).toEqual([]);
    clock.passMs(10_000);
    expect(followed.every(({ closed }) => closed)).toBe(true);
    const request = ann.ask({ type: 'screen', agent: 'api', styled: false });
    expect(ann.reply(request)).toMatchObject({ ok: false });
  });

  it('[HO16] of two screens of different sizes the one that typed last decides', async () => {
    const { ann, ids, join, ptys, watch, clock } = await withAgents(['api']);
    const [id] = ids;
    if (!id) throw new Error('no agent');
    const ben = join();
    watch(100, 30);
    clock.passMs(60);
    ben.say({ type: 'watch', tiles: [{ agent: id, columns: 60, rows: 20 }] });
    clock.passMs(60);
    ann.say(input(id, 'x'));
    clock.passMs(80);
    expect(ptys[0]?.sizes).toEqual(['100x30', '60x20', '100x30']);
    expect(ben.frame(id)).toMatchObject({ columns: 100, rows: 30 });
  });

  it('[HO17] a bug in one agent makes that agent failed, with the message, and the others go on', async () => {
    const rig = hostRig({
      followRollout: () => {
        throw new Error('the disk is on fire');
      },
    });
    const { host, ids, ptys, settle, clock, logged, stateOf } = await withAgents(
      ['api', 'web'],
      rig,
    );
    ptys[0]?.says(working);
    await settle();
    host.markers.onMarker(
      ids[0] as AgentId,
      marker('UserPromptSubmit', { prompt: 'x' }),
      clock.now(),
    );
    ptys[1]?.says(idle);
    await settle();
    clock.passMs(100);
    expect(stateOf('api')).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('the disk is on fire'),
    });
    expect(stateOf('web')?.state).toBe('ready');
    expect(logged.map(({ event }) => event)).toContain('bug');
  });

  it('[EM28] an emulator that breaks is made anew, told of, and the others go on', async () => {
    const { ann, ids, ptys, settle, clock, watch, logged } = await withAgents(['api', 'web']);
    watch();
    clock.passMs(60);
    const [broken] = ptys;
    if (broken) broken.breaksOnWrite = true;
    ptys[0]?.says('\x1b[c');
    ptys[1]?.says('fine');
    await settle();
    clock.passMs(100);
    expect(ann.notices().join()).toContain('The screen of api was reset');
    expect(logged.map(({ event }) => event)).toContain('emulator-reset');
    expect(ptys[0]?.sizes).toEqual(['100x30', '100x29', '100x30']);
    expect(ann.lines(ids[1] as AgentId)[0]).toBe('fine');
    ptys[0]?.says('drawn again');
    await settle();
    clock.passMs(100);
    expect(ann.lines(ids[0] as AgentId)[0]).toBe('drawn again');
  });

  it('[HO18] answers a program with the colours of the first screen', async () => {
    const rig = hostRig();
    rig.host.start();
    rig.join({ colors: { foreground: 'junk', background: '#000000' } });
    rig.join({ colors: { foreground: '#102030', background: '#405060' } });
    rig.join({ colors: { foreground: '#ffffff', background: '#ffffff' } });
    const { ptys, settle } = await withAgents(['api'], rig);
    ptys[0]?.says('\x1b]11;?\x1b\\');
    await settle();
    expect(ptys[0]?.typed()).toBe('\x1b]11;rgb:4040/5050/6060\x1b\\');
  });

  it('[HO19] a host that nobody comes to ends after a minute, one with a client or an agent does not', async () => {
    const lonely = hostRig();
    lonely.host.start();
    lonely.clock.passMs(59_999);
    expect(lonely.exits()).toBe(0);
    lonely.clock.passMs(1);
    expect(lonely.exits()).toBe(1);
    const busy = await withAgents(['api']);
    busy.ann.leave();
    busy.clock.passMs(600_000);
    expect(busy.exits()).toBe(0);
  });

  it('[HO19] has no timer while agents rest', async () => {
    const { ptys, settle, clock, watch } = await withAgents(['api']);
    watch();
    ptys[0]?.says(idle);
    await settle();
    clock.passMs(60_000);
    expect(clock.planned()).toBe(0);
  });

  it('[HO20] a command hears its answers and nothing else', async () => {
    const { join, ptys, settle, clock } = await withAgents(['api']);
    const command = join({ role: 'command' });
    ptys[0]?.says(working);
    await settle();
    clock.passMs(100);
    const list = command.ask({ type: 'list' });
    const status = command.ask({ type: 'status' });
    await settle();
    expect(command.roster()).toEqual([]);
    expect(command.reply(list)).toMatchObject({ ok: true, value: [{ name: 'api' }] });
    expect(command.reply(status)).toMatchObject({ ok: true, value: { version: 'x' } });
  });

  it('[HO21] an agent that was stopped while it was being prepared ends', async () => {
    let prepare: () => void = () => {};
    const rig = hostRig({
      prepareLaunch: (request) =>
        new Promise((resolve) => {
          prepare = () =>
            resolve({
              ok: true,
              file: 'codex',
              arguments: [],
              env: {},
              cwd: request.cwd,
              facts: {},
              notices: [],
            });
        }),
    });
    rig.host.start();
    const ann = rig.join();
    ann.ask(newCommand('api'));
    ann.ask({ type: 'stop', agents: ['api'] });
    await rig.settle();
    prepare();
    await rig.settle();
    expect(rig.ptys[0]?.signals).toEqual(['SIGTERM']);
  });
});
