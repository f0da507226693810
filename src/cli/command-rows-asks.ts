import { agentArgument, type CommandRow, jsonOption, refused } from './command-row.ts';

/** What agents wait for their user with. */
export const asksCommands = {
  inbox: {
    words: ['inbox'],
    arguments: [],
    options: [jsonOption],
    help: "list what agents wait for you with: approvals, questions, codex's own dialogs",
    notes: ['The longest wait comes first. Each says by which words it is answered.'],
    examples: ['codex-grid inbox', "codex-grid inbox --json | jq -r '.[].ask.subject'"],
    failure: 'the host could not be asked',
  },
  answer: {
    words: ['answer'],
    arguments: [
      agentArgument,
      {
        name: 'CHOICE',
        count: 'one',
        help: 'approve, session, deny, or the number of a choice',
      },
    ],
    options: [{ flags: '--ask ID', help: 'only if it still waits with that request of the inbox' }],
    help: 'answer what an agent waits with, by one key',
    notes: [
      'The key goes in only while hook, codex and screen have agreed on the request for 0.3 s, and then no other; it says within 2 s by which answer the request is gone.',
      'Without --ask it answers what stands there, if that has not only just come up. A sign-in is never answered.',
    ],
    examples: [
      'codex-grid answer api approve',
      'codex-grid answer api 2 --ask 78anw52v8apo',
      'codex-grid answer web deny',
    ],
    failure: refused,
  },
} as const satisfies Record<string, CommandRow>;
