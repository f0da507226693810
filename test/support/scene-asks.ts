import type { AskChoice, PendingAsk } from '../../src/core/asks/pending-ask.ts';

/** The answers of codex's dialog about a command. */
export const commandChoices: readonly AskChoice[] = [
  { number: 1, label: 'Yes, proceed', means: 'approve', consequence: null },
  {
    number: 2,
    label: "Yes, and don't ask again for commands that start with `npm run`",
    means: 'session',
    consequence: null,
  },
  {
    number: 3,
    label: 'No, and tell Codex what to do differently',
    means: 'deny',
    consequence: null,
  },
];

/** An approval of a command, but for what the test says. */
export function anAsk(changed: Partial<PendingAsk> = {}): PendingAsk {
  return {
    id: 'ask-1',
    kind: 'approval',
    title: 'wants to run a command',
    subject: 'npm run migrate -- --env staging',
    reason: 'it writes outside the folder',
    subagent: null,
    since: 1_760_000_000_000,
    choices: commandChoices,
    problem: null,
    ...changed,
  };
}
