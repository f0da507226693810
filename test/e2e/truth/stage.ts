import type { AgentId } from '../../../src/core/agent/agent.ts';
import type { Why } from '../../../src/core/lifecycle/why.ts';
import type { ModelScript } from '../../../src/demo/model-script.ts';
import { type GridFixture, openGridFixture } from '../../support/grid-fixture.ts';
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
};

export type Stage = {
  readonly fixture: GridFixture;
  /** Rejects, with what the tile and the screen show, when something does not come that is waited for. */
  readonly perform: (scenario: Scenario) => Promise<Performance>;
  readonly close: () => Promise<void>;
};

export type StageOptions = {
  /** Of the host, and of what it starts; makes what it needs in the fixture's folder. */
  readonly env?: (folder: string) => Readonly<Record<string, string>>;
};

/** One host, one model server, and as many agents as there are scenarios. */
export async function openStage({ env }: StageOptions = {}): Promise<Stage> {
  const scripts = new Map<string, ModelScript>();
  const sent = new Map<string, (at: number) => void>();
  const fixture = await openGridFixture(
    (request) => (scripts.get(request.cwd ?? '') ?? toldScript)(request),
    env,
    ({ cwd }) => sent.get(cwd ?? '')?.(performance.now()),
  );
  await fixture.newAgent('opener');
  const link = await linkTo(fixture);

  const begin = async (scenario: Scenario) => {
    const cwd = folderOf(fixture, scenario);
    const causes: Performance['causes'][number][] = [];
    const happened = (by: By, at = performance.now()) => causes.push({ by, at });
    if (scenario.script) scripts.set(cwd, scenario.script);
    sent.set(cwd, (at) => happened('model', at));
    const { name } = scenario;
    const settings = { ...scenario.settings, ...homeSetting(fixture, scenario) };
    await link.ask(newCommand(name, { cwd, settings }));
    const agent = await link.watch(name);
    let session: string | null = null;
    for (const move of scenario.moves) {
      session = await make(move, { agent, link, fixture, happened, cwd, settings, session });
    }
    return { agent, causes };
  };

  return {
    fixture,
    async perform(scenario) {
      if (scenario.before) await begin(scenario.before);
      const { agent, causes } = await begin(scenario);
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
