import { type Connection, connectToHost } from '../../../src/client/connect.ts';
import { findPlaces } from '../../../src/client/places-on-disk.ts';
import type { Agent, AgentId } from '../../../src/core/agent/agent.ts';
import type { HostCommand } from '../../../src/core/host/host-commands.ts';
import type { LifecycleName } from '../../../src/core/lifecycle/lifecycle-table.ts';
import type { Why } from '../../../src/core/lifecycle/why.ts';
import { plainRow } from '../../../src/core/terminal/row-encoder.ts';
import type { HostPort } from '../../../src/wire/host-port.ts';
import type { GridFixture } from '../../support/grid-fixture.ts';

/** What the tile said, from when on. Instants are ms of one clock for all of a performance. */
export type SeenState = {
  readonly state: LifecycleName;
  readonly at: number;
  /** Each once, in the order of their coming. */
  readonly details: readonly string[];
  /** The counts of its subagents, one after the other. */
  readonly subagents: readonly number[];
};

export type Link = Awaited<ReturnType<typeof linkTo>>;
export type WatchedAgent = Awaited<ReturnType<Link['watch']>>;

/** Longer than codex with others beside it takes for anything here. */
const patienceMs = 30_000;
const keyPatienceMs = 2_000;

/** A codex as wide as most tiles. */
const tileSize = { columns: 100, rows: 30 };

/** One connection that hears everything, with the time of each thing. */
export async function linkTo(fixture: GridFixture) {
  const host = hostOf(await connection(fixture));
  const watched: { name: string; id: AgentId | null }[] = [];
  const heard = new Map<string, SeenState[]>();
  const rows = new Map<string, Agent>();
  const screens = new Map<string, string>();
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  const watchTiles = () =>
    host.send({
      type: 'watch',
      tiles: watched.flatMap(({ id }) => (id === null ? [] : [{ agent: id, ...tileSize }])),
    });
  host.onRoster((roster) => {
    const at = performance.now();
    for (const agent of roster) {
      rows.set(agent.name, agent);
      note(heard, agent, at);
      const waits = watched.find(({ name, id }) => name === agent.name && id === null);
      if (waits) {
        waits.id = agent.id;
        watchTiles();
      }
    }
    wake();
  });
  host.onFrame((agent, frame) => {
    screens.set(agent, frame.lines.map(plainRow).join('\n'));
    wake();
  });

  /** False when it does not come true in that time. */
  const within = (limitMs: number, isTrue: () => boolean): Promise<boolean> =>
    new Promise((resolve) => {
      const settle = (isSeen: boolean) => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve(isSeen);
      };
      const look = () => isTrue() && settle(true);
      const timer = setTimeout(() => settle(false), limitMs);
      waiting.add(look);
      look();
    });

  const until = async (what: string, name: string, isTrue: () => boolean): Promise<void> => {
    if (await within(patienceMs, isTrue)) return;
    const id = rows.get(name)?.id;
    const lines = id ? whyLines(await why(id)) : [];
    throw new Error([`${name} never came to ${what}.`, ...lines, screens.get(id ?? '')].join('\n'));
  };
  const why = async (agent: AgentId): Promise<Why> => {
    const reply = await host.request({ type: 'show', agent });
    return reply.ok ? (reply.value as { readonly why: Why }).why : [];
  };

  return {
    host,
    why,
    async ask(command: HostCommand): Promise<void> {
      const reply = await host.request(command);
      if (!reply.ok) throw new Error(`${command.type}: ${reply.error.message}`);
    },
    /** The agent of that name, once it is on the roster. */
    async watch(name: string) {
      await until('be on the roster', name, () => rows.has(name));
      watched.push({ name, id: rows.get(name)?.id ?? null });
      watchTiles();
      let waitedFor = 0;
      const states = () => heard.get(name) ?? [];
      const now = () => {
        const agent = rows.get(name);
        if (!agent) throw new Error(`${name} is not on the roster`);
        return agent;
      };
      return {
        now,
        states,
        comesTo: (state: LifecycleName) =>
          until(state, name, () => {
            const at = states().findIndex(
              (seen, index) => index >= waitedFor && seen.state === state,
            );
            if (at === -1) return false;
            waitedFor = at + 1;
            return true;
          }),
        shows: (text: RegExp | string) =>
          until(`show ${text}`, name, () => {
            const screen = screens.get(now().id) ?? '';
            return typeof text === 'string' ? screen.includes(text) : text.test(screen);
          }),
        screen: () => screens.get(now().id) ?? '',
        /** Whether it comes to, as fast as codex answers a key on a busy machine. */
        showsOtherThan: (screen: string) =>
          within(keyPatienceMs, () => screens.get(now().id) !== screen),
        /** In the same time. */
        endsSoon: () => within(keyPatienceMs, () => now().state === 'ended'),
        reads: (detail: RegExp) =>
          until(`say ${detail}`, name, () => detail.test(now().detail ?? '')),
        is: (what: string, test: (agent: Agent) => boolean) => until(what, name, () => test(now())),
        /** It has come to its last state and stays there for as long as any witness may be late. */
        async rests(last: LifecycleName) {
          await until(last, name, () => states().at(-1)?.state === last);
          await new Promise((resolve) => setTimeout(resolve, lateWitnessMs));
        },
      };
    },
  };
}

/** The slowest witness, a file that is found without a hint from the system, is read within a second. */
const lateWitnessMs = 1_200;

function note(heard: Map<string, SeenState[]>, agent: Agent, at: number): void {
  const { name, state, detail, subagents } = agent;
  const states = heard.get(name) ?? [];
  heard.set(name, states);
  const last = states.at(-1);
  const details = detail === null ? [] : [detail];
  if (last?.state !== state) {
    states.push({ state, at, details, subagents: [subagents] });
    return;
  }
  states[states.length - 1] = {
    ...last,
    details: [...new Set([...last.details, ...details])],
    subagents:
      last.subagents.at(-1) === subagents ? last.subagents : [...last.subagents, subagents],
  };
}

/** A line for each thing that was heard, oldest first. */
export function whyLines(why: Why): readonly string[] {
  const from = why[0]?.at ?? 0;
  return why.map(
    ({ at, witness, says, rule, state }) =>
      `${Math.round(at - from)} ${witness}: ${says} -> ${state} (${rule})`,
  );
}

async function connection({ env, project }: GridFixture): Promise<Connection> {
  const homeFolder = env['HOME'] ?? '';
  const asker = { env, homeFolder, workingFolder: project, userId: process.getuid?.() ?? 0 };
  const places = await findPlaces(asker);
  if ('problem' in places) throw new Error(places.problem);
  return connectToHost(places.socket, { role: 'screen', colors: null });
}

function hostOf(connected: Connection): HostPort {
  if (connected.type !== 'connected') throw new Error(`no host: ${JSON.stringify(connected)}`);
  return connected.host;
}
