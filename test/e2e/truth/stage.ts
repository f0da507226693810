import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AgentId } from '../../../src/core/agent/agent.ts';
import type { Why } from '../../../src/core/host/host-commands.ts';
import type { ModelScript } from '../../../src/demo/model-script.ts';
import { type GridFixture, openGridFixture } from '../../support/grid-fixture.ts';
import { newCommand } from '../../support/some-command.ts';
import { toldScript } from '../../support/told-script.ts';
import { type Link, linkTo, type SeenState, type WatchedAgent } from './link.ts';
import type { By, Move, Scenario } from './scenario.ts';

export type Performance = {
  readonly agent: AgentId;
  readonly states: readonly SeenState[];
  /** When keys were sent, the model's bytes left and signals were given. */
  readonly causes: readonly { readonly by: By; readonly at: number }[];
  /** The host's own account of its last states. */
  readonly why: Why;
};

export type Stage = {
  readonly fixture: GridFixture;
  /** Rejects, with what the tile and the screen show, when something does not come that is waited for. */
  readonly perform: (scenario: Scenario) => Promise<Performance>;
  readonly close: () => Promise<void>;
};

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
      const { id } = agent.now();
      return { agent: id, states: agent.states(), causes, why: await link.why(id) };
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
  const paste = async (text: string) => {
    await press([`\x1b[200~${text}\x1b[201~`], true);
    await agent.shows(`› ${text.split('\n', 1).join('')}`);
  };
  switch (move.do) {
    case 'prompt':
      await paste(move.text);
      return press(['Enter'], false);
    case 'paste':
      return paste(move.text);
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
