import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { act } from '../../src/core/screen/screen-model.ts';
import type { ScreenEvent, ScreenModel } from '../../src/core/screen/screen-state.ts';
import { type AskName, asksInView } from '../../src/core/screen/waiting-asks.ts';
import { anAgent } from '../support/fake-host.ts';
import { runs } from '../support/property-runs.ts';
import { key, sceneNow } from '../support/scene.ts';
import { anAsk } from '../support/scene-asks.ts';
import { answered, refused, start } from '../support/screen-model.ts';

const keys = ['y', 'y', 's', 'd', 'I', 'Space', 'Up', 'Down', 'a', '1', '2', '3', 'w', 'Escape'];

type Happening =
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'wait'; readonly delayMs: number }
  | { readonly type: 'painted' }
  | { readonly type: 'replied'; readonly ok: boolean }
  /** Agent `of` comes to ask something new, asks nothing, is renamed or goes and comes. */
  | {
      readonly type: 'changed';
      readonly of: number;
      readonly to: 'new' | 'none' | 'name' | 'gone';
    };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('key'), key: fc.constantFrom(...keys) }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('wait'), delayMs: fc.constantFrom(1, 150, 299, 400) }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('painted') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('replied'), ok: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('changed'),
      of: fc.integer({ min: 0, max: 2 }),
      to: fc.constantFrom('new', 'none', 'name', 'gone'),
    }),
  },
) as fc.Arbitrary<Happening>;

type World = {
  readonly model: ScreenModel;
  readonly agents: readonly (Agent | null)[];
  readonly now: number;
  readonly count: number;
  /** By name, since when each has been painted without a break. */
  readonly seen: ReadonlyMap<string, number>;
  readonly pending: readonly AskName[];
  readonly wrongs: readonly string[];
  readonly given: number;
};

const nameOf = ({ agent, ask }: AskName) => `${agent} ${ask}`;

function asking(index: number, count: number): Agent {
  return anAgent({
    id: `id-${index}`,
    number: index + 1,
    name: `agent-${index}`,
    state: 'approval',
    ask: anAsk({ id: `ask-${count}`, subject: `make ${count}`, since: sceneNow + count }),
  });
}

function changedAgent(world: World, { of, to }: Extract<Happening, { type: 'changed' }>) {
  const agent = world.agents[of] ?? null;
  switch (to) {
    case 'new':
      return asking(of, world.count);
    case 'none':
      return agent && { ...agent, state: 'ready' as const, ask: null };
    case 'name':
      return agent && { ...agent, name: `renamed-${world.count}` };
    case 'gone':
      return null;
  }
}

function happens(world: World, one: Happening): World {
  switch (one.type) {
    case 'wait':
      return { ...world, now: world.now + one.delayMs };
    case 'key':
      return heard(world, key(one.key));
    case 'painted': {
      const asks = asksInView(world.model);
      const seen = new Map(
        asks.map((ask) => [nameOf(ask), world.seen.get(nameOf(ask)) ?? world.now]),
      );
      return heard({ ...world, seen }, { type: 'painted', asks });
    }
    case 'replied': {
      const [first, ...pending] = world.pending;
      if (!first) return world;
      const purpose = { type: 'answer', ...first } as const;
      const reply = one.ok
        ? answered(purpose, 'Approved.')
        : refused(purpose, { code: 'failed', message: 'Look at it.' });
      return heard({ ...world, pending }, reply);
    }
    case 'changed': {
      const agents = world.agents.with(one.of, changedAgent(world, one));
      const roster = agents.filter((agent) => agent !== null);
      return heard({ ...world, agents, count: world.count + 1 }, { type: 'roster', roster });
    }
  }
}

function heard(world: World, event: ScreenEvent): World {
  const { overlay } = world.model;
  const confirmed = overlay.type === 'inbox' ? (overlay.inbox.confirm?.asked ?? []) : [];
  const { model, effects } = act(world.model, event, world.now);
  const answers = effects.flatMap((effect) =>
    effect.type === 'request' && effect.purpose.type === 'answer' ? [effect.purpose] : [],
  );
  const wrongs = answers.flatMap((name): readonly string[] => {
    const stands = world.agents.some(
      (agent) => agent?.id === name.agent && agent.ask?.id === name.ask,
    );
    const isConfirmed = confirmed.some(
      ({ agent, ask }) => agent.id === name.agent && ask.id === name.ask,
    );
    const since = world.seen.get(nameOf(name)) ?? world.now;
    return [
      ...(stands ? [] : [`${nameOf(name)} is not asked`]),
      ...(isConfirmed || world.now - since >= 300 ? [] : [`${nameOf(name)} was not read`]),
      ...(world.pending.some((one) => nameOf(one) === nameOf(name))
        ? [`${nameOf(name)} was answered twice`]
        : []),
    ];
  });
  return {
    ...world,
    model,
    pending: [...world.pending, ...answers],
    wrongs: [...world.wrongs, ...wrongs],
    given: world.given + answers.length,
  };
}

function played(happenings: readonly Happening[]): World {
  const agents = [0, 1, 2].map((index) => asking(index, index));
  const first: World = {
    model: start(agents).model,
    agents,
    now: sceneNow,
    count: 3,
    seen: new Map(),
    pending: [],
    wrongs: [],
    given: 0,
  };
  return happenings.reduce(happens, first);
}

it('[IB23] whatever comes in between, only what is asked and was read is answered, and once', () => {
  let given = 0;
  fc.assert(
    fc.property(
      fc.array(happening, { minLength: 60, maxLength: 160, size: 'max' }),
      (happenings) => {
        const world = played(happenings);
        given += world.given;
        expect(world.wrongs).toEqual([]);
      },
    ),
    runs(300),
  );
  // Else nothing was tried.
  expect(given).toBeGreaterThan(500);
});
