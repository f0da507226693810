import {
  type Answering,
  answerFurther,
  isMeant,
  isTypedInto,
  newAnswering,
  stableFrom,
} from '../asks/answering.ts';
import type { AskChoice, PendingAsk } from '../asks/pending-ask.ts';
import { standingAsk } from '../asks/standing-ask.ts';
import { type Answer, refused, withReferred } from './host-answers.ts';
import type { HostCommand } from './host-commands.ts';
import type { ClientId, HostEffect, HostEvent } from './host-events.ts';
import { answerHeld } from './host-held-asks.ts';
import { type AgentRecord, isLive, type Step, withAgent } from './host-state.ts';

/** Whom to tell what has become of an answer. */
export type AnswerFor = Answering & { readonly client: ClientId; readonly request: number };

/** One key into what the agent waits with, and the word that it was taken; both come later. */
export const giveAnswer: Answer<'answer'> = (model, command, context) =>
  withReferred(model, command.agent, context, (agent) => {
    const held = answerHeld(model, agent, { ...context, command });
    if (held !== null) return held;
    const { client, request, now } = context;
    const begun = begin(agent, command, now);
    if (typeof begun === 'string') return refused(model, context, 'failed', begun);
    const answering = { ...begun, client, request };
    return { model: withAgent(model, { ...agent, answering }), effects: [] };
  });

type AnswerCommand = Extract<HostCommand, { type: 'answer' }>;

/** A sentence that says why not, or the answer as it sets out. */
function begin(agent: AgentRecord, command: AnswerCommand, now: number): Answering | string {
  const { name } = agent;
  const standing = isLive(agent) ? standingAsk(agent) : null;
  if (standing === null) return `${name} waits for no answer.`;
  const { ask } = standing;
  if (agent.answering !== null) return `${name} is being answered already.`;
  if (agent.stopping !== null) return `${name} is being stopped.`;
  if (isTypedInto(standing, agent, now))
    return `Nothing was pressed: somebody is typing into ${name}.`;
  if (command.ask !== null && command.ask !== ask.id) {
    return `Nothing was pressed: that request is gone, and ${name} waits with another one.`;
  }
  if (ask.problem !== null) return `${name} cannot be answered from here: ${ask.problem}.`;
  // Who names no request means what they have seen.
  if (command.ask === null ? now < stableFrom(standing) : !isMeant(standing, now)) {
    return `What ${name} waits with has only just come up. Look at it, and answer again.`;
  }
  const choice = chosen(ask, command.choice);
  return choice === null ? noSuchChoice(name, ask) : newAnswering(standing, choice, now);
}

function chosen({ choices }: PendingAsk, choice: AnswerCommand['choice']): AskChoice | null {
  const fits = ({ number, means }: AskChoice) => number === choice || means === choice;
  return choices.find(fits) ?? null;
}

function noSuchChoice(name: string, { choices }: PendingAsk): string {
  const offered = choices.map(({ number, means, label }) => `${means ?? number} (${label})`);
  return `${name} can be answered with ${offered.join(', ')}.`;
}

/** The answers on their way, after an event. */
export function answersFurther({ model, effects }: Step, event: HostEvent, now: number): Step {
  let current = model;
  const orders: HostEffect[] = [];
  for (const agent of model.agents) {
    const { answering } = agent;
    if (answering === null) continue;
    const { agent: changed, effects: more } = further({ ...agent, answering }, event, now);
    current = withAgent(current, changed);
    orders.push(...more);
  }
  return { model: current, effects: [...effects, ...orders] };
}

function further(
  agent: AgentRecord & { readonly answering: AnswerFor },
  event: HostEvent,
  now: number,
): { readonly agent: AgentRecord; readonly effects: readonly HostEffect[] } {
  const { answering } = agent;
  const { client, request } = answering;
  const answered = answerFurther(answering, agent, { ...newsOf(event, agent), now });
  switch (answered.type) {
    case 'waits': {
      const { phase } = answered.answering;
      const pressedAt = phase.type === 'confirming' ? phase.pressedAt : agent.pressedAt;
      return {
        agent: { ...agent, pressedAt, answering: { ...answered.answering, client, request } },
        effects: [],
      };
    }
    case 'presses': {
      const { key } = answered;
      const on = agent.screen?.facts;
      if (!on) return { agent, effects: [] };
      return {
        agent: { ...agent, answering: { ...answered.answering, client, request } },
        effects: [{ type: 'press', agent: agent.id, purpose: purposeOf(answering), key, on }],
      };
    }
    case 'over': {
      const { ok, message } = answered;
      const reply = ok
        ? ({ ok, value: message } as const)
        : ({ ok, error: { code: 'failed', message } } as const);
      return {
        agent: { ...agent, answering: null },
        effects: [{ type: 'reply', client, request, reply }],
      };
    }
    default:
      return answered satisfies never;
  }
}

function purposeOf({ request, client }: AnswerFor): string {
  return `answer ${client}.${request}`;
}

function newsOf(event: HostEvent, agent: AgentRecord & { readonly answering: AnswerFor }) {
  if (event.type === 'woke') return { type: 'woke' } as const;
  const isOurs =
    event.type === 'put' &&
    event.agent === agent.id &&
    event.purpose === purposeOf(agent.answering);
  return isOurs ? ({ type: 'put', done: event.done } as const) : ({ type: 'other' } as const);
}
