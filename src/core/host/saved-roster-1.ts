import * as v from 'valibot';

/** The first shape of the saved roster, as far as the present one differs. */
const firstSchema = v.looseObject({
  version: v.literal(1),
  agents: v.array(v.looseObject({ codexArguments: v.array(v.string()) })),
});

/** A roster of that shape in the next one; anything else as it is. */
export function inPresentShape(value: unknown): unknown {
  const first = v.safeParse(firstSchema, value);
  if (!first.success) return value;
  return {
    version: 2,
    agents: first.output.agents.map(({ codexArguments, ...agent }) => ({
      ...agent,
      settings: codexArguments.length === 0 ? {} : { args: codexArguments },
      task: { type: 'session' },
      group: null,
      fleet: null,
      worktree: null,
      origin: null,
      formerSessions: [],
    })),
    removed: [],
  };
}
