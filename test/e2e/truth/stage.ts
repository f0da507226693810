import type { Agent, AgentId } from '../../../src/core/agent/agent.ts';
import type { EvidenceLine } from '../../../src/core/lifecycle/evidence-line.ts';
import type { Why } from '../../../src/core/lifecycle/why.ts';
import type { AgentSettings } from '../../../src/core/settings/agent-settings.ts';
import type { ModelScript } from '../../../src/demo/model-script.ts';
import { processIdentity } from '../../../src/system/process-identity.ts';
import { evidenceLines } from '../../support/evidence-log.ts';
import { type GridFixture, openGridFixture } from '../../support/grid-fixture.ts';
import { untilTrue } from '../../support/grid-host.ts';
import { newCommand } from '../../support/some-command.ts';
import { toldScript } from '../../support/told-script.ts';
import { linkTo, type SeenState } from './link.ts';
import { make } from './moves.ts';
import { folderOf, homeSetting } from './place.ts';
import type { By, Scenario } from './scenario.ts';

export type Performance = {
  readonly agent: AgentId;
  readonly states: readonly SeenState[];
  /** When keys were sent, the model's bytes left and signals were given. */
  readonly causes: readonly { readonly by: By; readonly at: number }[];
  /** The host's own account of its last states. */
  readonly why: Why;
  /** All that the host heard, and when. */
  readonly evidence: readonly EvidenceLine[];
};

export type Stage = {
  readonly fixture: GridFixture;
  /** Rejects, with what the tile and the screen show, when something does not come that is waited for. */
  readonly perform: (scenario: Scenario) => Promise<Performance>;
  /** The agent, so that it takes nothing from those that follow. */
  readonly stop: (performance: Performance) => Promise<void>;
  /** Kills the host; then another one comes. Gives what is on the roster while there is none. */
  readonly killHost: () => Promise<readonly Agent[]>;
  /** The same with an agent that is there already. */
  readonly goOn: (scenario: Scenario) => Promise<Performance>;
  readonly close: () => Promise<void>;
};

export type StageOptions = {
  /** Of the host, and of what it starts; makes what it needs in the fixture's folder. */
  readonly env?: (folder: string) => Readonly<Record<string, string>>;
};

/** Starts the host, and does nothing else. */
const opener = 'opener';

/** One host, one model server, and as many agents as there are scenarios. */
export async function openStage({ env }: StageOptions = {}): Promise<Stage> {
  const scripts = new Map<string, ModelScript>();
  const sent = new Map<string, (at: number) => void>();
  const fixture = await openGridFixture(
    (request) => (scripts.get(request.cwd ?? '') ?? toldScript)(request),
    env,
    ({ cwd }) => sent.get(cwd ?? '')?.(performance.now()),
  );
  await fixture.newAgent(opener);
  let link = await linkTo(fixture);

  const begin = async (scenario: Scenario) => {
    const cwd = folderOf(fixture, scenario);
    const settings = { ...scenario.settings, ...homeSetting(fixture, scenario) };
    await link.ask(newCommand(scenario.name, { cwd, settings }));
    return play(scenario, { cwd, settings });
  };

  const play = async (
    scenario: Scenario,
    { cwd, settings }: { readonly cwd: string; readonly settings: AgentSettings },
  ) => {
    const causes: Performance['causes'][number][] = [];
    const happened = (by: By, at = performance.now()) => causes.push({ by, at });
    if (scenario.script) scripts.set(cwd, scenario.script);
    sent.set(cwd, (at) => happened('model', at));
    const agent = await link.watch(scenario.name);
    let session: string | null = null;
    for (const move of scenario.moves) {
      session = await make(move, { agent, link, fixture, happened, cwd, settings, session });
    }
    return { agent, causes };
  };

  const ended = async (
    { states }: Scenario,
    { agent, causes }: Awaited<ReturnType<typeof play>>,
  ): Promise<Performance> => {
    await agent.rests(states.at(-1)?.state ?? 'ready');
    const { id } = agent.now();
    const why = await link.why(id);
    const evidence = evidenceLines(fixture.stateFolder, id);
    return { agent: id, states: structuredClone(agent.states()), causes, why, evidence };
  };

  return {
    fixture,
    async perform(scenario) {
      if (scenario.before) await begin(scenario.before);
      return ended(scenario, await begin(scenario));
    },
    async goOn(scenario) {
      const { settings = {} } = scenario;
      return ended(scenario, await play(scenario, { cwd: folderOf(fixture, scenario), settings }));
    },
    async stop({ agent }) {
      await link.ask({ type: 'stop', agents: [agent] });
    },
    async killHost() {
      const pid = await fixture.hostPid();
      process.kill(pid, 'SIGKILL');
      await untilTrue('the host to be gone', async () => processIdentity(pid) === null);
      const between = await fixture.ls();
      const { exitCode, stderr } = await fixture.command('resume', opener);
      if (exitCode !== 0) throw new Error(`no host starts: ${stderr}`);
      link = await linkTo(fixture);
      return between;
    },
    async close() {
      link.host.close();
      await fixture.close();
    },
  };
}
