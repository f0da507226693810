import type { AgentId, Exit, Roster } from '../../src/core/agent/agent.ts';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import type { ClientId } from '../../src/core/host/host-events.ts';
import { newHostModel } from '../../src/core/host/host-state.ts';
import type { AgentStep } from '../../src/core/host/host-steps.ts';
import type { LaunchRequest } from '../../src/core/host/launch-request.ts';
import { applyPatch, type Frame } from '../../src/core/terminal/frame.ts';
import { plainRow } from '../../src/core/terminal/row-encoder.ts';
import type { PreparedLaunch } from '../../src/host/codex/codex-launch.ts';
import type { Hello, Said } from '../../src/host/connection.ts';
import { type Host, type HostSurroundings, makeHost } from '../../src/host/host.ts';
import type { Pty, PtyRequest } from '../../src/host/terminal/pty.ts';
import { type HostMessage, protocolVersion } from '../../src/wire/messages.ts';
import { type HostClock, hostClock } from './host-clock.ts';

export type FakePty = {
  readonly request: PtyRequest;
  /** What the program would read. */
  readonly typed: () => string;
  readonly says: (text: string) => void;
  readonly exits: (exit?: Partial<Exit>) => void;
  readonly signals: readonly string[];
  readonly sizes: readonly string[];
  isReading: boolean;
  /** Writing to it is a bug. */
  breaksOnWrite: boolean;
};

export type FakeClient = {
  readonly id: ClientId;
  readonly say: (message: Said) => void;
  readonly ask: (command: HostCommand) => number;
  readonly reply: (request: number) => Reply | undefined;
  readonly roster: () => Roster;
  /** The agents it was told of. */
  readonly news: () => readonly string[];
  readonly notices: () => readonly string[];
  readonly frame: (agent: AgentId) => Frame | undefined;
  readonly lines: (agent: AgentId) => readonly string[];
  readonly leave: () => void;
};

export type HostRig = {
  readonly host: Host;
  readonly clock: HostClock;
  readonly ptys: readonly FakePty[];
  readonly launched: readonly LaunchRequest[];
  readonly followed: readonly {
    readonly path: string;
    readonly say: (line: string) => void;
    closed: boolean;
  }[];
  readonly saved: readonly string[];
  /** Lines that were shown there. */
  readonly onDesktop: readonly string[];
  readonly steps: readonly AgentStep[];
  readonly logged: readonly {
    readonly event: string;
    readonly facts: Readonly<Record<string, unknown>>;
  }[];
  readonly exits: () => number;
  readonly join: (hello?: Partial<Hello>) => FakeClient;
  /** Lets promises that are settled go on, then what is due. */
  readonly settle: () => Promise<void>;
};

const noWorktrees: HostSurroundings['worktrees'] = {
  prepare: async (request) => ({
    ok: true,
    request,
    facts: {},
    setup: null,
    notices: [],
    takeBack: async () => undefined,
  }),
  workProblem: async () => null,
  remove: async () => null,
};

/** A host on fakes: no process, no file, no socket, and time that stands still. */
export function hostRig(change: Partial<HostSurroundings> = {}): HostRig {
  const clock = hostClock();
  const ptys: FakePty[] = [];
  const launched: LaunchRequest[] = [];
  const followed: { path: string; say: (line: string) => void; closed: boolean }[] = [];
  const saved: string[] = [];
  const onDesktop: string[] = [];
  const steps: AgentStep[] = [];
  const logged: { event: string; facts: Readonly<Record<string, unknown>> }[] = [];
  let exits = 0;
  let ids = 0;
  const host = makeHost(newHostModel(clock.now()), {
    timers: clock,
    now: clock.now,
    newId() {
      ids += 1;
      return `id${ids}`;
    },
    makePty: (request) => {
      const fake = fakePty(request, ptys.length + 1000);
      ptys.push(fake.fake);
      return fake.pty;
    },
    prepareLaunch: async (request): Promise<PreparedLaunch> => {
      launched.push(request);
      return {
        ok: true,
        file: 'codex',
        arguments: [],
        env: {},
        cwd: request.cwd,
        facts: {},
        notices: [],
      };
    },
    slots: { folder: '/nowhere', ownerId: 0 },
    takeMarkers: () => undefined,
    followRollout(path, say) {
      const follower = { path, say, closed: false };
      followed.push(follower);
      return {
        ready: Promise.resolve(),
        close: async () => {
          follower.closed = true;
        },
      };
    },
    gitFacts: async () => ({ branch: 'main', changes: null, work: null }),
    worktrees: noWorktrees,
    deleteAgentFolder: async () => null,
    watchLinks: () => ({ follow: () => {}, forget: () => {} }),
    keepLogin: async (_keep, { name }) => ({ ok: true, text: `${name} keeps it.` }),
    trust: {
      all: async () => [],
      inspect: async (cwd) => ({
        cwd,
        trustRoot: cwd,
        trust: 'unasked',
        repository: null,
        hasConfig: false,
        hooks: 0,
      }),
      decide: async (root) => ({ root, problem: null }),
    },
    checkHooks: async () => ({ type: 'trusted' }),
    newerCodex: { find: async () => null, mentioned: async () => {} },
    tellDesktop: (text) => onDesktop.push(text),
    saveRoster: (text) => saved.push(text),
    prompts: { save: async () => undefined, find: async () => 0 },
    evidence: {
      note: (step) => steps.push(step),
      written: async () => undefined,
      forget: () => undefined,
    },
    ledger: { note: () => undefined, stats: () => [] },
    processes: { heard: () => undefined },
    leftCommands: () => [],
    status: async () => ({
      pid: 1,
      version: 'x',
      stateFolder: '/s',
      startedAt: 0,
      codex: { problem: 'none' },
      malformedMarkers: 0,
    }),
    log: (event, facts) => logged.push({ event, facts }),
    onExit: () => {
      exits += 1;
    },
    ...change,
  });
  let clients = 0;
  return {
    host,
    clock,
    ptys,
    launched,
    followed,
    saved,
    onDesktop,
    steps,
    logged,
    exits: () => exits,
    join: (hello = {}) => {
      clients += 1;
      return fakeClient(host, clients as ClientId, hello);
    },
    async settle() {
      await new Promise((resolve) => setImmediate(resolve));
      clock.settle();
      await new Promise((resolve) => setImmediate(resolve));
      clock.settle();
    },
  };
}

function fakePty(request: PtyRequest, pid: number): { readonly fake: FakePty; readonly pty: Pty } {
  const typed: Uint8Array[] = [];
  const signals: string[] = [];
  const sizes: string[] = [];
  const fake: FakePty = {
    request,
    signals,
    sizes,
    isReading: true,
    breaksOnWrite: false,
    typed: () => Buffer.concat(typed).toString(),
    says: (text) => request.onOutput(Buffer.from(text)),
    exits: (exit = {}) => request.onExit({ code: 0, signal: null, ...exit }),
  };
  const pty: Pty = {
    pid,
    write(bytes) {
      if (fake.breaksOnWrite) throw new Error('a bug');
      if (fake.isReading) typed.push(bytes);
      return fake.isReading;
    },
    waitingBytes: () => (fake.isReading ? 0 : 8 * 1024 * 1024),
    resize: (columns, rows) => sizes.push(`${columns}x${rows}`),
    pause() {},
    resume() {},
    signal: (name) => signals.push(name),
  };
  return { fake, pty };
}

function fakeClient(host: Host, id: ClientId, hello: Partial<Hello>): FakeClient {
  const messages: HostMessage[] = [];
  const frames = new Map<string, Frame>();
  let requests = 0;
  host.clients.onJoined({
    id,
    hello: {
      type: 'hello',
      protocol: protocolVersion,
      version: 'x',
      role: 'screen',
      colors: null,
      ...hello,
    },
    write(given) {
      for (const message of given) {
        messages.push(message);
        if (message.type !== 'frame') continue;
        frames.set(message.agent, applyPatch(frames.get(message.agent) ?? null, message.patch));
      }
      return true;
    },
  });
  return {
    id,
    say: (message) => host.clients.onSaid(id, message),
    ask(command) {
      requests += 1;
      host.clients.onSaid(id, { type: 'request', request: requests, command });
      return requests;
    },
    reply: (request) =>
      messages.flatMap((message) =>
        message.type === 'reply' && message.request === request ? [message.reply] : [],
      )[0],
    roster: () =>
      messages.flatMap((message) => (message.type === 'roster' ? [message.roster] : [])).at(-1) ??
      [],
    news: () =>
      messages.flatMap((message) =>
        message.type === 'news' ? message.news.map(({ name }) => name) : [],
      ),
    notices: () =>
      messages.flatMap((message) => (message.type === 'notice' ? [message.message] : [])),
    frame: (agent) => frames.get(agent),
    lines: (agent) => frames.get(agent)?.lines.map(plainRow) ?? [],
    leave: () => host.clients.onLeft(id),
  };
}
