import { type HeldAsk, heldAsk } from '../asks/held-ask.ts';
import type { AnswerMeaning } from '../asks/pending-ask.ts';
import { cutText } from '../text/cut-text.ts';
import { plainText } from '../text/plain-text.ts';
import { type Asker, refused } from './host-answers.ts';
import type { HostCommand } from './host-commands.ts';
import type { ClientId, HostEffect, HostEvent } from './host-events.ts';
import type { AgentRecord, HostModel, Step, StepContext } from './host-state.ts';

/** An answer on its way to a hook that waits, and whom to tell what became of it. */
export type HookAnswer = {
  readonly client: ClientId;
  readonly request: number;
  readonly wait: string;
  /** The agent's when it was given. */
  readonly name: string;
  /** What was asked, in one line. */
  readonly about: string;
};

type AnswerCommand = Extract<HostCommand, { type: 'answer' }>;

/** As for a dialog: long enough to have been seen by whoever names no request. */
const stableMs = 300;

/** One answer to a request that our hook holds up. Null when the agent has none: then it is a matter of keys. */
export function answerHeld(
  model: HostModel,
  agent: AgentRecord,
  { command, ...context }: StepContext & Asker & { readonly command: AnswerCommand },
): Step | null {
  const held = heldAsk(agent);
  if (held === null) return null;
  const { ask, wait } = held;
  const problem = problemOf(model, agent, held, { command, now: context.now });
  if (problem !== null) return refused(model, context, 'failed', problem);
  const choice = ask.choices.find(
    ({ number, means }) => number === command.choice || means === command.choice,
  );
  const answer = choice?.means && decisions[choice.means];
  if (!answer) {
    const offered = ask.choices.map(({ means, label }) => `${means} (${label})`).join(', ');
    return refused(
      model,
      context,
      'failed',
      `${agent.name} can be answered with ${offered}; for anything else, type into it.`,
    );
  }
  const { client, request } = context;
  const about = cutText(plainText(ask.subject ?? ask.title), lineLimit);
  const given: HookAnswer = { client, request, wait: wait.id, name: agent.name, about };
  return {
    model: { ...model, hookAnswers: [...model.hookAnswers, given] },
    effects: [{ type: 'answer-hook', wait: wait.id, answer }],
  };
}

const lineLimit = 120;

const decisions: Readonly<Partial<Record<AnswerMeaning, 'allow' | 'deny'>>> = {
  approve: 'allow',
  deny: 'deny',
};

function problemOf(
  { hookAnswers }: HostModel,
  { name, stopping }: AgentRecord,
  { ask, wait }: HeldAsk,
  { command, now }: { readonly command: AnswerCommand; readonly now: number },
): string | null {
  if (stopping !== null) return `${name} is being stopped.`;
  if (hookAnswers.some((one) => one.wait === wait.id)) return `${name} is being answered already.`;
  if (command.ask !== null && command.ask !== ask.id) {
    return `That request is gone: ${name} waits with another one now. Nothing was answered.`;
  }
  if (command.ask === null && now < wait.at + stableMs) {
    return `What ${name} waits with has only just come up. Look at it, and answer again.`;
  }
  return null;
}

/** Replies once a hook has told what became of an answer. */
export function withHookAnswered({ model, effects }: Step, event: HostEvent): Step {
  if (event.type !== 'evidence' || event.evidence.witness !== 'hook') return { model, effects };
  const { wait, fact } = event.evidence;
  const given = model.hookAnswers.filter((one) => one.wait === wait);
  if (fact.type === 'waits' || given.length === 0) return { model, effects };
  const replies = given.map(({ client, request, name, about }): HostEffect => {
    const reply =
      fact.type === 'answered'
        ? ({
            ok: true,
            value: `${fact.answer === 'allow' ? 'Approved' : 'Denied'}: ${about}`,
          } as const)
        : ({
            ok: false,
            error: {
              code: 'failed',
              message: `Whether ${name} took the answer is not known. Look at it: codex may ask in its dialog now.`,
            },
          } as const);
    return { type: 'reply', client, request, reply };
  });
  const hookAnswers = model.hookAnswers.filter((one) => one.wait !== wait);
  return { model: { ...model, hookAnswers }, effects: [...effects, ...replies] };
}
