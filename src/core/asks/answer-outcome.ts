import type { AgentRecord } from '../host/host-state.ts';
import { threadOf } from '../lifecycle/lifecycle-turns.ts';
import { cutText } from '../text/cut-text.ts';
import { plainText } from '../text/plain-text.ts';
import type { Answering } from './answering.ts';
import type { AnswerMeaning } from './pending-ask.ts';

export type AnswerOutcome = { readonly ok: boolean; readonly message: string };

type Moment = {
  readonly pressedAt: number;
  /** Since when the request does not stand there any more; null while it does. */
  readonly goneAt: number | null;
  readonly now: number;
  /** There is no more time to wait. */
  readonly isLast: boolean;
};

/**
 * A refusal ends the turn within 50 ms, and a marker, the rollout or codex itself tells it: a turn that goes on for so
 * long on a busy machine was allowed to.
 */
const goesOnMs = 500;

/** What has become of the request since its key was pressed. Null while that is not known. */
export function outcomeOf(
  answering: Answering,
  agent: AgentRecord,
  moment: Moment,
): AnswerOutcome | null {
  const { kind } = answering.standing.ask;
  const { process } = agent.lifecycle.memory;
  if (process.type === 'over') {
    return kind === 'dialog'
      ? answered(answering, agent.name)
      : failed(`${agent.name} ended before it was seen what became of the answer.`);
  }
  const known = outcomes[kind](answering, agent, moment);
  if (known !== null || !moment.isLast) return known;
  return moment.goneAt === null
    ? failed(
        `${agent.name} still shows it 2 s after the key. Nothing else was pressed: look at it.`,
      )
    : failed(`The request is gone, but by which answer was not seen. Look at ${agent.name}.`);
}

type Outcome = (answering: Answering, agent: AgentRecord, moment: Moment) => AnswerOutcome | null;

const outcomes: Readonly<Record<Answering['standing']['ask']['kind'], Outcome>> = {
  approval: (answering, agent, moment) =>
    answering.choice.means === 'deny'
      ? denied(answering, agent, moment)
      : allowed(answering, agent, moment),
  question: (answering, agent, moment) => allowed(answering, agent, moment),
  // Codex may draw the same one again, when nothing has changed of what it asks about.
  dialog: (answering, agent, { goneAt, now }) =>
    goneAt !== null && now >= goneAt + goesOnMs ? answered(answering, agent.name) : null,
};

function allowed(answering: Answering, agent: AgentRecord, moment: Moment): AnswerOutcome | null {
  if (wasInterrupted(answering, agent, moment)) {
    return failed(`The request is gone, but the turn was interrupted. Look at ${agent.name}.`);
  }
  const { goneAt, now } = moment;
  if (goneAt === null) return null;
  return goesOn(answering, agent, moment) || now >= goneAt + goesOnMs
    ? answered(answering, agent.name)
    : null;
}

function denied(answering: Answering, agent: AgentRecord, moment: Moment): AnswerOutcome | null {
  if (wasInterrupted(answering, agent, moment)) return answered(answering, agent.name);
  if (moment.goneAt === null || !goesOn(answering, agent, moment)) return null;
  return failed(`The request is gone, but the turn goes on. Look at ${agent.name}.`);
}

function wasInterrupted(
  { standing }: Answering,
  { lifecycle }: AgentRecord,
  { pressedAt }: Moment,
): boolean {
  const { outcome } = threadOf(lifecycle.memory, standing.subagentId);
  // Its turn went on when the key was pressed, if a hook told of the request; witnesses' clocks differ a little.
  const isNew = standing.isTold || (outcome?.at ?? 0) >= pressedAt;
  if (outcome?.end === 'interrupted' && isNew) return true;
  return lifecycle.name === 'interrupted' && lifecycle.since >= pressedAt;
}

/** Markers of the same turn, or its usual end. */
function goesOn(
  { standing }: Answering,
  { lifecycle }: AgentRecord,
  { pressedAt }: Moment,
): boolean {
  const { heardAt, outcome } = threadOf(lifecycle.memory, standing.subagentId);
  return outcome === null ? heardAt > pressedAt : outcome.at > pressedAt;
}

const lineLimit = 120;

function answered({ standing: { ask }, choice }: Answering, name: string): AnswerOutcome {
  const about = cutText(plainText(ask.subject ?? ask.title), lineLimit);
  const said = words[choice.means ?? 'chosen']({ name, label: plainText(choice.label) });
  return { ok: true, message: `${said}: ${about}` };
}

const words = {
  approve: ({ name }) => `Approved for ${name}`,
  session: ({ name }) => `Approved for ${name}, for the session`,
  deny: ({ name }) => `Denied to ${name}`,
  chosen: ({ name, label }) => `Answered ${name} with "${label}"`,
} as const satisfies Record<
  AnswerMeaning | 'chosen',
  (answer: { readonly name: string; readonly label: string }) => string
>;

function failed(message: string): AnswerOutcome {
  return { ok: false, message };
}
