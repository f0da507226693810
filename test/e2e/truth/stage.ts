import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Connection, connectToHost } from '../../../src/client/connect.ts';
import { findPlaces } from '../../../src/client/places-on-disk.ts';
import type { Agent, AgentId } from '../../../src/core/agent/agent.ts';
import type { HostCommand } from '../../../src/core/host/host-commands.ts';
import type { LifecycleName } from '../../../src/core/lifecycle/lifecycle-table.ts';
import { plainRow } from '../../../src/core/terminal/row-encoder.ts';
import type { ModelScript } from '../../../src/demo/model-script.ts';
import type { HostPort } from '../../../src/wire/host-port.ts';
import { type GridFixture, openGridFixture } from '../../support/grid-fixture.ts';
import { newCommand } from '../../support/some-command.ts';
import { toldScript } from '../../support/told-script.ts';
import type { By, Move, Scenario } from './scenario.ts';

/** What the tile said, from when on. Instants are ms of one clock for all of a performance. */
export type SeenState = {
  readonly state: LifecycleName;
  readonly at: number;
  readonly details: readonly string[];
};

export type Performance = {
  readonly agent: AgentId;
  readonly states: readonly SeenState[];
  /** When keys were sent, the model's bytes left and signals were given. */
  readonly causes: readonly { readonly by: By; readonly at: number }[];
};

export type Stage = {
  readonly fixture: GridFixture;
  /** Rejects, with what the tile and the screen show, when something does not come that is waited for. */
  readonly perform: (scenario: Scenario) => Promise<Performance>;
  readonly close: () => Promise<void>;
};

/** Longer than codex with others beside it takes for anything here. */
const patienceMs = 30_000;

/** A codex as wide as most tiles. */
const tileSize = { columns: 100, rows: 30 };

/** One host, one model server, and as many agents as there are scenarios. */
export async function openStage(): Promise<Stage> {
  const scripts = new Map<string, ModelScript>();
  const sent = new Map<string, (at: number) => void>();
  const fixture = await openGridFixture(
    (request) => (scripts.get(request.cwd ?? '') ?? toldScript)(request),
    undefined,
    ({ cwd }) => sent.get(cwd ?? '')?.(performance.now()),
  );
  await fixture.newAgent('opener');
  const link = await linkTo(fixture);
  return {
    fixture,
    async perform(scenario) {
      const cwd = folderOf(fixture, scenario);
      const causes: Performance['causes'][number][] = [];
      const happened = (by: By, at = performance.now()) => causes.push({ by, at });
      if (scenario.script) scripts.set(cwd, scenario.script);
      sent.set(cwd, (at) => happened('model', at));
      const { name, settings = {} } = scenario;
      await link.ask(newCommand(name, { cwd, settings }));
      const agent = link.watch(name);
      for (const move of scenario.moves) await make(move, { agent, link, fixture, happened });
      await agent.rests(scenario.states.at(-1)?.state ?? 'ready');
      return { agent: agent.now().id, states: agent.states(), causes };
    },
    async close() {
      link.host.close();
      await fixture.close();
    },
  };
}

function folderOf(fixture: GridFixture, { name, files = {} }: Scenario): string {
  const folder = join(fixture.project, name);
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

type Link = Awaited<ReturnType<typeof linkTo>>;
type WatchedAgent = ReturnType<Link['watch']>;

async function make(
  move: Move,
  on: {
    readonly agent: WatchedAgent;
    readonly link: Link;
    readonly fixture: GridFixture;
    readonly happened: (by: By) => void;
  },
): Promise<void> {
  const { agent, link, fixture, happened } = on;
  const { id, name } = agent.now();
  const press = async (keys: readonly string[], literal: boolean) => {
    happened('key');
    await link.ask({ type: 'keys', agent: id, keys: [...keys], literal });
  };
  if ('wait' in move) return agent.comesTo(move.wait);
  if ('see' in move) return agent.shows(move.see);
  if ('read' in move) return agent.reads(move.read);
  switch (move.do) {
    case 'prompt':
      await press([`\x1b[200~${move.text}\x1b[201~`], true);
      await agent.shows(`› ${move.text.split('\n', 1).join('')}`);
      return press(['Enter'], false);
    case 'type':
      return press([...move.text], true);
    case 'press':
      return press(move.keys, false);
    case 'release':
      return fixture.server.release(move.gate);
    case 'kill':
      happened('signal');
      process.kill(agent.now().pid ?? 0, move.signal);
      return;
    case 'command': {
      happened('key');
      const words = move.words.map((word) => (word === 'NAME' ? name : word));
      const { exitCode, stderr } = await fixture.command(...words);
      if (exitCode !== 0) throw new Error(`codex-grid ${words.join(' ')} failed: ${stderr}`);
      return;
    }
    default:
      move satisfies never;
  }
}

/** One connection that hears everything, with the time of each thing. */
async function linkTo(fixture: GridFixture) {
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

  const until = (what: string, name: string, isTrue: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (error: Error | null) => {
        clearTimeout(timer);
        waiting.delete(look);
        return error ? reject(error) : resolve();
      };
      const look = () => isTrue() && settle(null);
      const timer = setTimeout(() => {
        const states = heard
          .get(name)
          ?.map(({ state, details }) => `${state} ${details.join(' | ')}`);
        const screen = screens.get(rows.get(name)?.id ?? '');
        settle(new Error(`${name} never came to ${what}.\n${states?.join('\n')}\n${screen}`));
      }, patienceMs);
      waiting.add(look);
      look();
    });

  return {
    host,
    async ask(command: HostCommand): Promise<void> {
      const reply = await host.request(command);
      if (!reply.ok) throw new Error(`${command.type}: ${reply.error.message}`);
    },
    /** The agent of that name, which is on the roster. */
    watch(name: string) {
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
        reads: (detail: RegExp) =>
          until(`say ${detail}`, name, () => detail.test(now().detail ?? '')),
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

function note(heard: Map<string, SeenState[]>, { name, state, detail }: Agent, at: number): void {
  const states = heard.get(name) ?? [];
  heard.set(name, states);
  const last = states.at(-1);
  const details = detail === null ? [] : [detail];
  if (last?.state !== state) {
    states.push({ state, at, details });
  } else if (detail !== null && !last.details.includes(detail)) {
    states[states.length - 1] = { ...last, details: [...last.details, detail] };
  }
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
