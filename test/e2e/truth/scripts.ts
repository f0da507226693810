import {
  answeringTurns,
  type ModelScript,
  type ModelStep,
} from '../../../src/demo/model-script.ts';

/** One response of the model. */
export type Answer = readonly ModelStep[];

export const say = (text: string): ModelStep => ({ type: 'text', text, wordDelayMs: 0 });
export const run = (command: string, yieldTimeMs?: number): ModelStep => ({
  type: 'shell',
  command,
  ...(yieldTimeMs === undefined ? {} : { yieldTimeMs }),
});
export const askLeaveFor = (command: string): ModelStep => ({
  type: 'shell',
  command,
  justification: 'May I?',
});
export const spawn = (message: string): ModelStep => ({ type: 'spawn-agent', message });
export const gate = (name: string): ModelStep => ({ type: 'gate', gate: name });
export const httpError = (status: number, body: unknown): ModelStep => ({
  type: 'http-error',
  status,
  body,
});
export const failed = (code: string, message: string): ModelStep => ({
  type: 'failed',
  code,
  message,
});
export const question: ModelStep = {
  type: 'question',
  questions: [
    {
      header: 'Colour',
      question: 'Which colour?',
      options: [
        { label: 'Red', description: 'As a rose.' },
        { label: 'Blue', description: 'As the sea.' },
      ],
    },
  ],
};

/**
 * A model that knows what it answers to each prompt: first, and then after each tool that it called. An answer that
 * calls several tools counts as many times. To other prompts it says `Fine.`
 */
export function answers(book: Readonly<Record<string, readonly Answer[]>>): ModelScript {
  return answeringTurns(({ prompt, outputs }) => {
    const mine = Object.hasOwn(book, prompt) ? book[prompt] : undefined;
    return mine?.[Math.min(outputs.length, mine.length - 1)] ?? [say('Fine.')];
  });
}

/** A model that fails as often as there are answers before the last, which it gives from then on. */
export function tries(...each: readonly Answer[]): ModelScript {
  let tried = 0;
  return answeringTurns(() => {
    const answer = each[Math.min(tried, each.length - 1)] ?? [say('Fine.')];
    tried += 1;
    return answer;
  });
}

/**
 * With `--approve-for-me` codex asks its model, in a conversation of its own, whether a request may pass. The answer
 * waits at the gate `review-allow` or `review-deny`.
 */
export function reviewing(outcome: 'allow' | 'deny', script: ModelScript): ModelScript {
  const judgement = {
    outcome,
    risk_level: outcome === 'allow' ? 'low' : 'critical',
    user_authorization: outcome === 'allow' ? 'high' : 'low',
    rationale: 'It is what it is.',
  };
  return (request) =>
    request.prompt.includes('>>> APPROVAL REQUEST START')
      ? [gate(`review-${outcome}`), say(JSON.stringify(judgement))]
      : script(request);
}
