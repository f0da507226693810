import type { ModelRequest, ModelStep } from './model-script.ts';
import { ordersPatch, ordersTestPatch } from './teahouse.ts';

/** More than an hour of it: a newcomer will not see the end. */
const thoughts = 240;

/**
 * Work that goes on and on: a plan, two files, a subagent, then thought after thought with the tests in between.
 * Goes by what has been done so far, so that it can be interrupted, resumed and steered.
 */
export function longTurn({ outputs }: ModelRequest): readonly ModelStep[] {
  const opening = openings[outputs.length];
  if (opening) return opening;
  const thought = outputs.length - openings.length;
  if (thought >= thoughts) return [say('I think that is all there is to say about tea.', 45)];
  const [heading, musing] = musings[thought % musings.length] ?? ['', ''];
  return [
    { type: 'reasoning', summary: `**${heading}**` },
    say(musing, 220),
    { type: 'shell', command: thought % 2 === 0 ? 'node --test' : 'git diff --stat && ls' },
  ];
}

/** What the subagent does that the long turn starts. */
export function review({ outputs }: ModelRequest): readonly ModelStep[] {
  return outputs.length === 0
    ? [
        { type: 'pause', delayMs: 4000 },
        { type: 'shell', command: 'grep -n priceOf *.js' },
      ]
    : [say('The only caller of `priceOf` is the server. Prices are whole coins everywhere.', 400)];
}

/** One tool each: the next one is found by how many have run. */
const openings: readonly (readonly ModelStep[])[] = [
  [
    { type: 'reasoning', summary: '**Reading the service**' },
    say('I will read the service before I change it.', 60),
    { type: 'shell', command: 'cat server.js menu.js' },
  ],
  [plan('in_progress', 'pending', 'pending')],
  [
    say('An order is a list of teas with a number and a total. It gets a file of its own.', 60),
    { type: 'patch', patch: ordersPatch },
  ],
  [{ type: 'spawn-agent', message: 'Find every caller of priceOf and say what it expects.' }],
  [{ type: 'patch', patch: ordersTestPatch }],
  [plan('completed', 'in_progress', 'pending')],
];

/** A heading, which codex shows as what it is busy with, and the thought. */
const musings: readonly (readonly [heading: string, musing: string])[] = [
  [
    'Thinking about double orders',
    'The tests pass. Before I touch the server I want to be sure that an order cannot be placed twice when a guest presses the button again, so I am going through what happens between the request and the answer, step by step.',
  ],
  [
    'Thinking about empty orders',
    'An empty order adds up to nothing, and it is not clear that anybody wants one. The menu does not forbid it. I would rather refuse it with a sentence that says what to send instead, as the server does for a tea it does not know.',
  ],
  [
    'Thinking about coins',
    'Prices are whole coins, so the total is exact. If prices ever get fractions, adding them up as floating point numbers would be wrong by a hair, and guests notice. A comment at the sum is enough for now.',
  ],
  [
    'Thinking about names',
    'Names of teas come from the address in one place and from a body in the other. They should be read in the same way, capitals and blanks included, or a guest who asks for Sencha gets two different answers.',
  ],
];

function plan(
  ...states: readonly ('pending' | 'in_progress' | 'completed')[]
): Extract<ModelStep, { type: 'plan' }> {
  const steps = ['Model an order', 'Test it', 'Serve it under /orders'];
  return {
    type: 'plan',
    steps: steps.map((step, index) => ({ step, status: states[index] ?? 'pending' })),
  };
}

function say(text: string, wordDelayMs: number): ModelStep {
  return { type: 'text', text, wordDelayMs };
}
