import { expect, it } from 'vitest';
import type { ModelRequest, ModelStep, ToolOutput } from '../../src/demo/model-script.ts';
import { demoScript, haveSettled, scenes, unsettledScenes } from '../../src/demo/scenes.ts';
import { someAgent } from '../support/some-agent.ts';

const script = demoScript(1_800_000_000);

const request = (prompt: string, outputs: readonly ToolOutput[] = []): ModelRequest => ({
  kind: 'turn',
  prompt,
  promptNumber: 1,
  outputs,
  subagent: false,
  cwd: '/teahouse',
  model: 'gpt-5.5',
  threadId: '01a1fc5a-a195-75e1-9600-8953d7f12653',
});

const tools: readonly ModelStep['type'][] = ['shell', 'patch', 'question', 'plan', 'spawn-agent'];

/** The tools of a whole turn, each having gone well; of at most `limit` answers. */
function toolsOf(prompt: string, limit: number): readonly (readonly ModelStep[])[] {
  const answers: (readonly ModelStep[])[] = [];
  const outputs: ToolOutput[] = [];
  while (answers.length < limit) {
    const called = script(request(prompt, outputs)).filter(({ type }) => tools.includes(type));
    answers.push(called);
    if (called.length === 0) break;
    outputs.push({ callId: `call ${outputs.length}`, tool: 'any', text: 'exited with code 0' });
  }
  return answers;
}

const prompts = [
  ...scenes.flatMap(({ turns }) => turns.map(({ prompt }) => prompt)),
  'hello',
  'commit it',
  'ask me something',
  'fail please',
  'think about it',
];

it.each(prompts)(
  '[DM6] an answer to "%s" calls one tool at most, as the next goes by their number',
  (prompt) => {
    for (const called of toolsOf(prompt, 30)) expect(called.length).toBeLessThanOrEqual(1);
  },
);

it('[DM7] the long turn is still at work after a hundred steps, the others end by themselves', () => {
  const [long, ...others] = scenes.map(({ turns }) => toolsOf(turns[0]!.prompt, 100));
  expect(long).toHaveLength(100);
  expect(long!.at(-1)).toHaveLength(1);
  for (const answers of others) {
    expect(answers.length).toBeLessThan(10);
    expect(answers.at(-1)).toEqual([]);
  }
});

it('[DM8] the agents have settled when each is where its scene leads, not before', () => {
  const roster = scenes.map(({ name, restsIn }) => someAgent({ name, state: restsIn }));
  expect(haveSettled(roster)).toBe(true);
  expect(haveSettled(roster.slice(1))).toBe(false);
  const early = roster.map((agent) =>
    agent.name === 'docs' ? { ...agent, state: 'done' as const } : agent,
  );
  expect(unsettledScenes(early)).toEqual([{ name: 'docs', state: 'done' }]);
});
