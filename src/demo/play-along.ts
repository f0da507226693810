import { longTurn, review } from './long-turn.ts';
import type { ModelRequest, ModelStep } from './model-script.ts';
import { newFile } from './teahouse.ts';

/** What the model makes of a prompt that the user typed: some words lead to what the demo can show. */
export function playAlong(request: ModelRequest): readonly ModelStep[] {
  if (request.subagent) return review(request);
  const play = plays.find(({ words }) => words.test(request.prompt));
  return (play?.answer ?? work)(request);
}

const plays: readonly {
  readonly words: RegExp;
  readonly answer: (request: ModelRequest) => readonly ModelStep[];
}[] = [
  { words: /\b(approv|permission|commit|push|deploy|install)/i, answer: approval },
  { words: /\b(ask|question|choose|which)/i, answer: question },
  { words: /\b(fail|error|break|crash)/i, answer: failure },
  { words: /\b(long|slow|think|busy)/i, answer: longTurn },
];

const hint =
  'I am the model of a demo: I answer everything like this. Say `approve`, `ask`, `fail` or `think` to see what else can happen.';

function work({ prompt, promptNumber, outputs, threadId }: ModelRequest): readonly ModelStep[] {
  switch (outputs.length) {
    case 0:
      return [
        say('Let me see what is here.'),
        { type: 'shell', command: 'ls && git log --oneline -3' },
      ];
    case 1:
      return [
        say('I write down what you asked for.'),
        {
          type: 'patch',
          // Named by the conversation, so that it never is there already.
          patch: newFile(`notes/${threadId.slice(-6)}-${promptNumber}.md`, `# Asked\n\n${prompt}`),
        },
      ];
    default:
      return [say(`Done. ${hint}`)];
  }
}

function approval({ outputs }: ModelRequest): readonly ModelStep[] {
  return outputs.length === 0
    ? [
        say('That needs your leave.'),
        {
          type: 'shell',
          command: 'git add --all && git commit -q -m "Keep what we have" && git log --oneline -3',
          justification: 'Commit everything that has changed?',
        },
      ]
    : [say(`Thank you. ${hint}`)];
}

function question({ outputs }: ModelRequest): readonly ModelStep[] {
  return outputs.length === 0
    ? [
        {
          type: 'question',
          questions: [
            {
              header: 'Tea',
              question: 'Which tea belongs on the menu next?',
              options: [
                { label: 'Darjeeling', description: 'Light, from the hills.' },
                { label: 'Genmaicha', description: 'Green, with roasted rice.' },
              ],
            },
          ],
        },
      ]
    : [say(`A good choice. ${hint}`)];
}

/** An HTTP 500 on purpose. */
export function failure(): readonly ModelStep[] {
  return [
    {
      type: 'http-error',
      status: 500,
      body: { error: { message: 'The model server of the demo fails here on purpose.' } },
    },
  ];
}

function say(text: string): ModelStep {
  return { type: 'text', text, wordDelayMs: 45 };
}
