import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { linkTo } from './truth/link.ts';
import { answers, askLeaveFor, question, say, spawn } from './truth/scripts.ts';

const patch = {
  type: 'patch',
  patch: '*** Begin Patch\n*** Add File: ../far.txt\n+one\n+two\n*** End Patch',
} as const;

const about = (header: string) => ({
  header,
  question: `${header}?`,
  options: [1, 2].map((number) => ({ label: `${header} ${number}`, description: 'So.' })),
});

const script = answers({
  one: [[askLeaveFor('touch one')], [say('Ok.')]],
  same: [[askLeaveFor('echo same'), askLeaveFor('echo same')], [say('Ok.')]],
  two: [[askLeaveFor('echo first'), askLeaveFor('echo second')], [say('Ok.')]],
  edit: [[patch], [say('Ok.')]],
  several: [[{ type: 'question', questions: [about('Size'), about('Shape')] }], [say('Ok.')]],
  ask: [[question], [say('You chose.')]],
  long: [[askLeaveFor('sleep 30')], [say('Ok.')]],
  child: [[spawn('child task')], [say('I have sent it.')]],
  'child task': [[askLeaveFor('echo child')], [say('Child is done.')]],
});

let grid: GridFixture;
beforeAll(async () => {
  grid = await openGridFixture(script);
});
afterAll(() => grid.close());

/** An agent that waits with what the prompt makes it ask. */
async function asking(name: string, prompt: string, ...words: readonly string[]): Promise<Agent> {
  await grid.newAgent(name, ...words);
  await grid.waitForState(name, 'ready');
  await grid.prompt(name, prompt);
  return answerable(name);
}

const answerable = (name: string) =>
  grid.waitForAgent(name, 'answerable', ({ ask }) => ask !== null && ask.problem === null);

const answer = async (name: string, ...words: readonly string[]) => {
  const { exitCode, stdout, stderr } = await grid.command('answer', name, ...words);
  return exitCode === 0 ? stdout.trim() : stderr.trim();
};

/** To the request that stands there, by its id. */
const answerThis = async (name: string, choice: string) => {
  const { ask } = await answerable(name);
  return answer(name, choice, '--ask', ask?.id ?? '');
};

const outputs = () => grid.requests.flatMap((request) => request.outputs.map(({ text }) => text));

describe.concurrent('the real codex', () => {
  it('[AN30] an approval is told whole, and given by its id', async () => {
    const { ask } = await asking('once', 'one');
    expect(ask).toMatchObject({ kind: 'approval', subject: 'touch one', reason: 'May I?' });
    expect(await answer('once', 'approve', '--ask', 'another')).toMatch(/that request is gone/);
    expect(await answerThis('once', 'session')).toMatch(/can be answered with approve .*2 .*deny/);
    expect(await answer('once', 'approve', '--ask', ask!.id)).toBe('Approved for once: touch one');
    await grid.waitForState('once', 'done');
    expect(await answer('once', 'approve')).toMatch(/waits for no answer/);
  });

  it('[AN30] a refusal ends the turn, and an edit is allowed for the session', async () => {
    await asking('no', 'one');
    expect(await answerThis('no', 'deny')).toBe('Denied to no: touch one');
    await grid.waitForState('no', 'interrupted');
    await grid.prompt('no', 'edit');
    const { ask } = await answerable('no');
    expect(ask?.subject).toBe('add ../far.txt (+2 -0)');
    expect(await answerThis('no', 'session')).toMatch(/^Approved for no, for the session: add /);
    await grid.waitForState('no', 'done');
    expect(outputs().some((text) => text.includes('far.txt'))).toBe(true);
  });

  it('[AN31] each of two requests in a row has its own answer', async () => {
    const first = (await asking('two', 'two')).ask;
    expect(await answer('two', 'approve', '--ask', first!.id)).toBe(
      `Approved for two: ${first?.subject}`,
    );
    expect(await answer('two', 'approve', '--ask', first!.id)).toMatch(/that request is gone/);
    const second = await grid.waitForAgent('two', 'asking again', ({ ask }) =>
      Boolean(ask && ask.id !== first?.id && ask.problem === null),
    );
    expect([first?.subject, second.ask?.subject].sort()).toEqual(['echo first', 'echo second']);
    expect(await answerThis('two', 'deny')).toBe(`Denied to two: ${second.ask?.subject}`);
    await grid.waitForState('two', 'interrupted');
  });

  it('[AN32] the answer to one request is never one to the next that looks the same', async ({
    onTestFinished,
  }) => {
    const first = (await asking('same', 'same')).ask;
    const { host } = await linkTo(grid);
    onTestFinished(host.close);
    host.request({ type: 'keys', agent: 'same', keys: ['y'], literal: false });
    const approve = { type: 'answer', agent: 'same', ask: first!.id, choice: 'approve' } as const;
    expect(await host.request(approve)).toMatchObject({ ok: false });
    const second = await grid.waitForAgent('same', 'asking again', ({ ask }) =>
      Boolean(ask && ask.id !== first?.id),
    );
    expect(second.ask?.subject).toBe('echo same');
    expect(await answer('same', 'approve', '--ask', first!.id)).toMatch(/typing|gone/);
  });

  it("[AN33] a subagent's request is answered as that subagent's", async () => {
    const { ask } = await asking('parent', 'child');
    expect(ask?.subagent).toMatch(/^Agent \([\da-f]+\)$/);
    expect(await answerThis('parent', 'deny')).toBe('Denied to parent: echo child');
    await grid.waitForState('parent', 'done');
    await grid.prompt('parent', 'child');
    await answerable('parent');
    expect(await answerThis('parent', 'approve')).toBe('Approved for parent: echo child');
    await grid.waitForAgent(
      'parent',
      'done again',
      ({ state, subagents }) => state === 'done' && subagents === 0,
    );
  });

  it('[AN34] a question is answered by the number of an option', async () => {
    const settings = ['--', '--enable', 'default_mode_request_user_input'];
    const { ask } = await asking('asks', 'ask', ...settings);
    expect(ask).toMatchObject({ kind: 'question', title: 'Which colour?' });
    expect(await answerThis('asks', '7')).toMatch(/can be answered with 1 \(Red\), 2 \(Blue\), 3/);
    expect(await answerThis('asks', '2')).toBe('Answered asks with "Blue": Which colour?');
    await grid.waitForState('asks', 'done');
    expect(outputs()).toContain('{"answers":{"question_1":{"answers":["Blue"]}}}');
  });

  it('[AN34] several questions are answered one by one', async () => {
    await asking('asks-on', 'several', '--', '--enable', 'default_mode_request_user_input');
    for (const [title, choice] of [
      ['1/2 Size?', '2'],
      ['2/2 Shape?', '1'],
    ] as const) {
      await grid.waitForAgent('asks-on', title, ({ ask }) => ask?.title === title);
      expect(await answerThis('asks-on', choice)).toContain(title);
    }
    await grid.waitForState('asks-on', 'done');
    expect(outputs().join()).toContain('{"answers":["Size 2"]}');
  });

  it('[AN39] an approval is answered in the smallest terminal, where its list is cut', async ({
    onTestFinished,
  }) => {
    for (const [name, choice] of [
      ['small', 'approve'],
      ['smaller', 'deny'],
    ] as const) {
      await grid.newAgent(name);
      const { id } = await grid.agent(name);
      const { host } = await linkTo(grid);
      onTestFinished(host.close);
      host.send({ type: 'watch', tiles: [{ agent: id, columns: 48, rows: 12 }] });
      await grid.waitForState(name, 'ready');
      await grid.prompt(name, 'one');
      await answerable(name);
      expect((await grid.command('screen', name)).stdout).not.toMatch(/ 3\. /);
      expect(await answerThis(name, choice)).toMatch(/^(?:Approved for|Denied to) small(?:er)?: /);
      await grid.waitForState(name, choice === 'approve' ? 'done' : 'interrupted');
    }
  });

  it('[AN35] while its user types, and without hooks, nothing is pressed by guess', async ({
    onTestFinished,
  }) => {
    const { ask } = await asking('unhooked', 'one', '--', '-c', 'features.hooks=false');
    expect(ask).toMatchObject({ subject: 'touch one' });
    const { host } = await linkTo(grid);
    onTestFinished(host.close);
    host.request({ type: 'keys', agent: 'unhooked', keys: ['Down'], literal: false });
    const approve = { type: 'answer', agent: 'unhooked', ask: null, choice: 'approve' } as const;
    const refusal = { error: { message: expect.stringContaining('typing into unhooked') } };
    expect(await host.request(approve)).toMatchObject(refusal);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await answer('unhooked', 'approve')).toBe('Approved for unhooked: touch one');
  });

  it('[AN36] an agent that dies under the key is told of as such', async () => {
    const { pid } = await asking('dies', 'long');
    const answered = answer('dies', 'approve');
    process.kill(pid!, 'SIGSTOP');
    setTimeout(() => process.kill(pid!, 'SIGKILL'), 1_000);
    expect(await answered).toMatch(/dies (?:ended before|waits for no)|Nothing was pressed/);
  });
});
