import fc from 'fast-check';

/** What a modelled codex, its model and its user do, in order. Durations in ms. */
export type Script = {
  /** Of a thousand; every delay that nobody chose is drawn from these, again and again. */
  readonly jitter: readonly number[];
  readonly startup: Startup;
  readonly acts: readonly Act[];
  readonly end: Ending;
};

export type Startup = {
  readonly hasSetup: boolean;
  /** How long each dialog before the composer stands. */
  readonly dialogsMs: readonly number[];
  readonly composerAfterMs: number;
  /** Whether codex says `working` for a moment while it prepares. */
  readonly isPreparationSeen: boolean;
};

/** `killed`: at that many ms after the start, whatever goes on. */
export type Ending =
  | { readonly type: 'open' }
  | { readonly type: 'quit' }
  | { readonly type: 'killed'; readonly afterMs: number };

/** What may happen while the composer is at rest. */
export type Act =
  | {
      readonly type: 'turn';
      readonly steps: readonly Step[];
      readonly end: TurnEnd;
      /** Prompts that wait behind it. */
      readonly queued: readonly { readonly steps: readonly Step[]; readonly end: TurnEnd }[];
    }
  | { readonly type: 'compact' }
  /** A command of the user's own, by `!`. */
  | { readonly type: 'shell'; readonly ms: number }
  | { readonly type: 'session'; readonly source: 'clear' | 'startup' | 'fork' | 'resume' }
  | { readonly type: 'mode' }
  | { readonly type: 'typing' }
  | { readonly type: 'rest'; readonly ms: number }
  /** A shell that outlived its turn runs a codex of its own. */
  | { readonly type: 'foreign'; readonly ms: number };

export type TurnEnd = 'completed' | 'failed' | 'interrupted';

export type Step =
  | { readonly type: 'thought'; readonly ms: number }
  | {
      readonly type: 'tool';
      readonly ms: number;
      /** `reviewed`: by codex itself. */
      readonly ask: 'none' | 'allowed' | 'denied' | 'reviewed';
      readonly waitMs: number;
    }
  | {
      readonly type: 'question';
      readonly end: 'answered' | 'cancelled' | 'refused';
      readonly waitMs: number;
    }
  /** What blocks codex is of a kind that we do not know. */
  | { readonly type: 'elicitation'; readonly waitMs: number }
  | { readonly type: 'steer' }
  | { readonly type: 'retry' }
  | { readonly type: 'compaction' }
  | { readonly type: 'foreign'; readonly ms: number }
  | {
      readonly type: 'spawn';
      readonly ms: number;
      readonly isAsking: boolean;
      readonly end: TurnEnd;
    };

/** From far shorter than any delay to far longer. */
const duration = fc.oneof(fc.integer({ min: 5, max: 300 }), fc.integer({ min: 300, max: 8_000 }));

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('thought' as const), ms: duration }),
  fc.record({
    type: fc.constant('tool' as const),
    ms: duration,
    ask: fc.constantFrom('none', 'allowed', 'denied', 'reviewed'),
    waitMs: duration,
  }),
  fc.record({
    type: fc.constant('question' as const),
    end: fc.constantFrom('answered', 'cancelled', 'refused'),
    waitMs: duration,
  }),
  fc.record({
    type: fc.constant('spawn' as const),
    ms: duration,
    isAsking: fc.boolean(),
    end: fc.constantFrom('completed', 'failed', 'interrupted'),
  }),
  fc.constantFrom<Step>({ type: 'steer' }, { type: 'retry' }, { type: 'compaction' }),
  fc.record({ type: fc.constant('elicitation' as const), waitMs: duration }),
  fc.record({ type: fc.constant('foreign' as const), ms: duration }),
);

const steps = fc.array(step, { maxLength: 4 });
const turnEnd = fc.constantFrom<TurnEnd>('completed', 'failed', 'interrupted');

export const turns = fc.record({
  type: fc.constant('turn' as const),
  steps,
  end: turnEnd,
  queued: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.record({ steps, end: turnEnd }), { maxLength: 2 }) },
  ),
});

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: turns },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('session' as const),
      source: fc.constantFrom('clear', 'startup', 'fork', 'resume'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Act>({ type: 'compact' }, { type: 'mode' }, { type: 'typing' }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('shell' as const), ms: duration }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('rest' as const), ms: duration }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('foreign' as const), ms: duration }) },
);

const ending: fc.Arbitrary<Ending> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Ending>({ type: 'open' }) },
  { weight: 1, arbitrary: fc.constant<Ending>({ type: 'quit' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('killed' as const),
      afterMs: fc.integer({ min: 0, max: 20_000 }),
    }),
  },
);

export const scripts: fc.Arbitrary<Script> = fc.record({
  jitter: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 24 }),
  startup: fc.record({
    hasSetup: fc.boolean(),
    dialogsMs: fc.array(duration, { maxLength: 2 }),
    composerAfterMs: fc.integer({ min: 100, max: 3_000 }),
    isPreparationSeen: fc.boolean(),
  }),
  acts: fc.array(act, { maxLength: 6 }),
  end: ending,
});

/** Nothing but its acts; codex is at its composer in 100 ms. */
export const quietScript: Script = {
  jitter: [100],
  startup: { hasSetup: false, dialogsMs: [], composerAfterMs: 100, isPreparationSeen: false },
  acts: [],
  end: { type: 'open' },
};

/** Without a codex that another program in the same folder runs. */
export function withoutForeign(script: Script): Script {
  const own = (all: readonly Step[]) => all.filter(({ type }) => type !== 'foreign');
  const acts = script.acts
    .filter(({ type }) => type !== 'foreign')
    .map((one) =>
      one.type === 'turn'
        ? {
            ...one,
            steps: own(one.steps),
            queued: one.queued.map((queued) => ({ ...queued, steps: own(queued.steps) })),
          }
        : one,
    );
  return { ...script, acts };
}

/** Runs whose last process still lives: what it does has to be told by somebody. */
export const openScripts: fc.Arbitrary<Script> = scripts.map((script) => ({
  ...script,
  end: { type: 'open' },
}));
