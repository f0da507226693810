import type { Agent, Roster } from '../core/agent/agent.ts';
import type { LifecycleName } from '../core/lifecycle/lifecycle-table.ts';
import { longTurn } from './long-turn.ts';
import {
  answeringTurns,
  type ModelRequest,
  type ModelScript,
  type ModelStep,
} from './model-script.ts';
import { failure, playAlong } from './play-along.ts';
import { readmePatch, startPagePatch, storePatch } from './teahouse.ts';

type Answer = (request: ModelRequest) => readonly ModelStep[];

/** One agent of the demo. Its folder is a worktree of the teahouse, named like the branch. */
export type Scene = {
  readonly name: string;
  readonly branch: string;
  /** The first prompt starts the agent, the others are typed into it, each when the turn before it is done. */
  readonly turns: readonly { readonly prompt: string; readonly answer: Answer }[];
  /** Where it stays until the user does something. */
  readonly restsIn: LifecycleName;
};

export const scenes: readonly Scene[] = [
  {
    name: 'api',
    branch: 'orders',
    turns: [{ prompt: 'Let guests order several teas at once, with tests.', answer: longTurn }],
    restsIn: 'working',
  },
  {
    name: 'web',
    branch: 'start-page',
    turns: [{ prompt: 'Give the teahouse a start page, and commit it.', answer: startPage }],
    restsIn: 'approval',
  },
  {
    name: 'db',
    branch: 'storage',
    turns: [{ prompt: 'Keep the orders when the server restarts.', answer: storage }],
    restsIn: 'question',
  },
  {
    name: 'docs',
    branch: 'readme',
    turns: [
      { prompt: 'Say in the README how to run it.', answer: readme },
      { prompt: 'Now translate it into Welsh.', answer: failure },
    ],
    restsIn: 'failed',
  },
];

/** Whether the agents have come to where they stay until the user does something. */
export function haveSettled(roster: Roster): boolean {
  return unsettledScenes(roster).length === 0;
}

/** Those that have not, with what they do instead. */
export function unsettledScenes(
  roster: Roster,
): readonly { readonly name: string; readonly state: Agent['state'] | 'absent' }[] {
  return scenes.flatMap(({ name, restsIn }) => {
    const state = roster.find((agent) => agent.name === name)?.state ?? 'absent';
    return state === restsIn ? [] : [{ name, state }];
  });
}

/** What the demo's model answers. `startedAtSeconds` is epoch seconds. */
export function demoScript(startedAtSeconds: number): ModelScript {
  const limits: ModelStep = {
    type: 'limits',
    fiveHour: { usedPercent: 42, resetsAtSeconds: startedAtSeconds + 2 * 3600 },
    weekly: { usedPercent: 17, resetsAtSeconds: startedAtSeconds + 4 * 24 * 3600 },
  };
  const turns = scenes.flatMap((scene) => scene.turns);
  return answeringTurns((request) => {
    const turn = turns.find(({ prompt }) => prompt === request.prompt.trim());
    const steps = (turn?.answer ?? playAlong)(request);
    // An HTTP error has no stream that could say more.
    return steps[0]?.type === 'http-error' ? steps : [limits, usageOf(request), ...steps];
  });
}

/** A conversation that grows as a real one does, and never so far that codex compacts it. */
function usageOf({ outputs, promptNumber }: ModelRequest): ModelStep {
  const inputTokens = Math.min(120_000, 9_000 + 1_400 * outputs.length + 6_000 * promptNumber);
  return { type: 'usage', inputTokens, outputTokens: 180 };
}

function startPage({ outputs }: ModelRequest): readonly ModelStep[] {
  switch (outputs.length) {
    case 0:
      return [
        thinking('Planning the page'),
        say('The menu comes as JSON from `/`, so the page needs no build step.'),
        { type: 'patch', patch: startPagePatch },
      ];
    case 1:
      return [
        say('The page is there. A commit writes to `.git`, outside my sandbox.'),
        {
          type: 'shell',
          command: 'git add public && git commit -qm "Show the menu on a start page" && git log -1',
          justification: 'Commit the new start page?',
        },
      ];
    default:
      return [
        say(
          outputs[1]?.text.includes('exited with code 0')
            ? 'Committed on `start-page`. Tell me if you want prices in another coin.'
            : 'Not committed; `public/index.html` is there for you to look at.',
        ),
      ];
  }
}

function storage({ outputs }: ModelRequest): readonly ModelStep[] {
  switch (outputs.length) {
    case 0:
      return [thinking('Choosing a store'), { type: 'shell', command: 'cat menu.js' }];
    case 1:
      return [
        say('Orders live in memory today. There are a few ways to keep them.'),
        {
          type: 'question',
          questions: [
            {
              header: 'Storage',
              question: 'Where shall the orders be kept?',
              options: [
                { label: 'A file (Recommended)', description: 'One line for each order.' },
                { label: 'SQLite', description: 'One database file; asks for Node 22.' },
                { label: 'Postgres', description: 'A server to run and to look after.' },
              ],
            },
          ],
        },
      ];
    case 2:
      return [
        say('Good. I start with the two functions that the rest needs.'),
        { type: 'patch', patch: storePatch },
      ];
    default:
      return [say('`store.js` keeps each order as a line of JSON and reads them back at start.')];
  }
}

function readme({ outputs }: ModelRequest): readonly ModelStep[] {
  return outputs.length === 0
    ? [
        say('The README says what the teahouse is, not how to run it.'),
        { type: 'patch', patch: readmePatch },
      ]
    : [say('Done: how to start it, how to ask for a price, and how to test it.')];
}

function say(text: string): ModelStep {
  return { type: 'text', text, wordDelayMs: 45 };
}

function thinking(heading: string): ModelStep {
  return { type: 'reasoning', summary: `**${heading}**` };
}
