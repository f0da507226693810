import * as v from 'valibot';
import type { Agent, AgentId, SessionId } from './agent.ts';
import { lifecycleNames } from './lifecycle-table.ts';

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const agentSchema = v.object({
  number: count,
  id: v.pipe(
    text,
    v.transform((id) => id as AgentId),
  ),
  name: text,
  cwd: text,
  state: v.picklist(lifecycleNames),
  since: v.number(),
  detail: v.nullable(text),
  subagents: count,
  sessionId: v.nullable(
    v.pipe(
      text,
      v.transform((id) => id as SessionId),
    ),
  ),
  home: text,
  branch: v.nullable(text),
  model: v.nullable(text),
  pid: v.nullable(v.number()),
  exit: v.nullable(v.object({ code: v.number(), signal: v.nullable(text) })),
  context: v.nullable(
    v.object({ usedTokens: v.number(), windowTokens: v.number(), percentLeft: v.number() }),
  ),
  queue: count,
  unread: v.boolean(),
});

/** The text of the saved roster: `{agents: [...]}`; what a host keeps beside each agent is passed over. */
export const savedAgentsSchema = v.pipe(
  text,
  v.parseJson(),
  v.object({ agents: v.array(agentSchema) }),
  v.transform((saved): readonly Agent[] => saved.agents),
);
