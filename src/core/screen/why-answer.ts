import * as v from 'valibot';
import type { AgentId } from '../agent/agent.ts';
import type { Reply } from '../host/host-commands.ts';
import { type Act, type ScreenModel, unchanged, withOverlay } from './screen-state.ts';

const optionalText = v.optional(v.nullable(v.string()), null);

const transitionSchema = v.object({
  at: v.number(),
  state: v.string(),
  detail: optionalText,
  witness: v.string(),
  says: v.string(),
  rule: v.string(),
});

/** What `show` tells of an agent, as far as the screen draws it; a host of another version may leave things out. */
const shownSchema = v.object({
  why: v.array(
    v.object({
      at: v.number(),
      witness: v.string(),
      says: v.string(),
      rule: v.nullable(v.string()),
      changed: v.optional(v.boolean(), false),
    }),
  ),
  transitions: v.optional(v.array(transitionSchema), []),
  disagreements: v.optional(
    v.array(
      v.object({
        witness: v.string(),
        says: v.string(),
        since: v.number(),
        state: v.string(),
        rule: v.string(),
        end: v.nullable(transitionSchema),
      }),
    ),
    [],
  ),
  settings: v.optional(
    v.array(v.object({ key: v.string(), value: v.unknown(), origin: v.string() })),
    [],
  ),
  launch: v.optional(
    v.nullable(
      v.object({
        codexHome: optionalText,
        codexVersion: optionalText,
        model: optionalText,
        reasoningEffort: optionalText,
        sandbox: optionalText,
        approval: optionalText,
        network: v.optional(v.nullable(v.boolean()), null),
        dangerous: v.optional(v.array(v.string()), []),
        hooks: v.optional(v.object({ type: v.string(), reason: v.optional(v.string()) })),
      }),
    ),
    null,
  ),
  formerSessions: v.optional(v.array(v.string()), []),
});

export type ShownAgent = v.InferOutput<typeof shownSchema>;

/** `at` is when the answer came: its ages count from there. Epoch ms. */
export type WhyAnswer =
  | { readonly type: 'asked' }
  | { readonly type: 'answered'; readonly at: number; readonly shown: ShownAgent }
  | { readonly type: 'refused'; readonly message: string };

export function takeWhy(
  model: ScreenModel,
  { agent, reply }: { readonly agent: AgentId; readonly reply: Reply },
  now: number,
): Act {
  const { overlay } = model;
  if (overlay.type !== 'why' || overlay.agent !== agent) return unchanged(model);
  return withOverlay(model, { ...overlay, answer: answerOf(reply, now) });
}

function answerOf(reply: Reply, now: number): WhyAnswer {
  if (!reply.ok) return { type: 'refused', message: reply.error.message };
  const parsed = v.safeParse(shownSchema, reply.value);
  return parsed.success
    ? { type: 'answered', at: now, shown: parsed.output }
    : { type: 'refused', message: 'The host answered in a way this screen does not know.' };
}
