import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { type Selection, select } from '../../src/core/selection/selector.ts';
import { selectorProblemText } from '../../src/core/selection/selector-problem.ts';
import { someAgent } from '../support/some-agent.ts';

const roster = [
  someAgent({
    number: 1,
    id: 'a1' as AgentId,
    name: 'api',
    cwd: '/home/me/src/api',
    state: 'done',
  }),
  someAgent({
    number: 2,
    id: 'a2' as AgentId,
    name: 'web',
    cwd: '/home/me/src/web/app',
    state: 'working',
    group: 'front',
    branch: 'main',
    model: 'gpt-5.5',
  }),
  someAgent({
    number: 7,
    id: 'a3' as AgentId,
    name: 'web-2',
    cwd: '/srv/a b/c+d',
    state: 'failed',
    group: 'front',
    branch: 'fix/login',
    model: 'gpt-5.5-mini',
  }),
  someAgent({
    number: 9,
    id: 'a4' as AgentId,
    name: 'all',
    cwd: '/srv/docs',
    state: 'ended',
    group: 'back',
  }),
];
const paths = { folder: '/home/me/src', homeFolder: '/home/me' };

function selected(selector: string): Selection {
  return select(selector, roster, paths);
}

function names(selector: string): string {
  const selection = selected(selector);
  if (!selection.ok) throw new Error(selection.problem.message);
  return selection.agents.map(({ name }) => name).join(' ');
}

function problem(selector: string) {
  const selection = selected(selector);
  if (selection.ok) throw new Error(`it means ${names(selector)}`);
  return selection.problem;
}

describe('what a selector means', () => {
  it.each([
    ['[SB1] a name', 'web', 'web'],
    ['[SB1] a number', '7', 'web-2'],
    ['[SB1] an id', 'a3', 'web-2'],
    ['[SB1] several, each once, in the order of the roster', ' web-2 1  api ', 'api web-2'],
    ['[SB1] several, with commas', 'web-2,api', 'api web-2'],
    ['[SB1] spaces around what joins', 'web-2 , api', 'api web-2'],
    ['[SB2] a run of letters', 'web*', 'web web-2'],
    ['[SB2] one letter', 'we?', 'web'],
    ['[SB2] nobody', 'try-*', ''],
    ['[SB3] all of them', 'all', 'api web web-2 all'],
    ['[SB3] an agent that is called all', 'name=all', 'all'],
    ['[SB3] a group', '@front', 'web web-2'],
    ['[SB3] a group by its field', 'group=front', 'web web-2'],
    ['[SB3] groups by a pattern', '@*', 'web web-2 all'],
    ['[SB3] a state', 'state=done', 'api'],
    ['[SB3] one of several states', 'state=done,failed', 'api web-2'],
    ['[SB3] a state that none is in', 'state=question', ''],
    ['[SB3] states, and an agent', 'state=done,failed web', 'api web web-2'],
    ['[SB3] names and groups in one list', 'api,@back', 'api all'],
    ['[SB3] a branch', 'branch=fix/*', 'web-2'],
    ['[SB3] any branch', 'branch=*', 'web web-2'],
    ['[SB3] a model', 'model=gpt-5.5', 'web'],
    ['[SB4] both', '@front+state=working', 'web'],
    ['[SB4] both, with an ampersand', '@front & state=failed', 'web-2'],
    ['[SB4] closer than a space', 'api @front+state=working', 'api web'],
    ['[SB4] looser than a comma', 'api,web+state=done', 'api'],
    ['[SB5] all but one', '!api', 'web web-2 all'],
    ['[SB5] all but two', '!api !web', 'web-2 all'],
    ['[SB5] all but two in a list', '!api,web', 'web-2 all'],
    ['[SB5] a group but one', '@front -web', 'web-2'],
    ['[SB5] before what it is taken from', '!web @front', 'web-2'],
    ['[SB5] within a test for both', '@front+!state=failed', 'web'],
    ['[SB5] only from its own term', 'web-2 all+!@front', 'api web-2 all'],
    ['[SB5] both are not so', 'all !@front+!state=ended', 'api'],
    ['[SB6] an absolute folder', 'cwd=/srv', 'web-2 all'],
    ['[SB6] the root', 'cwd=/', 'api web web-2 all'],
    ['[SB6] the home folder', 'cwd=~', 'api web'],
    ['[SB6] a pattern in the home folder', 'cwd=~/*/w*', 'web'],
    ['[SB6] this folder', 'cwd=.', 'api web'],
    ['[SB6] from this folder', 'cwd=../../me/src/web/', 'web'],
    ['[SB6] a folder anywhere', 'cwd=src/web', 'web'],
    ['[SB6] a whole name of a folder', 'cwd=sr', ''],
    ['[SB6] one level below the root', 'cwd=/*/docs', 'all'],
    ['[SB7] spaces and joiners', 'cwd="/srv/a b/c+d"', 'web-2'],
    ['[SB7] a reserved word', '"all"', 'all'],
    ['[SB7] wild letters', "cwd='/srv/*'", ''],
  ])('%s', (_what, selector, meant) => {
    expect(names(selector)).toBe(meant);
  });

  it('[SB11] those meant one by one are told apart', () => {
    const selection = selected('api @front 9 !web');
    expect(selection.ok && [...selection.named]).toEqual(['a1', 'a4']);
  });

  it('[SB12] a pattern with many wild letters is decided at once', () => {
    const long = someAgent({ name: 'a'.repeat(40) });
    const selection = select(`${'*a'.repeat(30)}b`, [long], paths);
    expect(selection.ok && selection.agents).toEqual([]);
  });
});

describe('what is wrong with a selector', () => {
  it.each([
    ['', 1, 'Say which agents: names, numbers'],
    ['api +', 6, 'Here something is missing'],
    ['api,,web', 5, 'Here something is missing'],
    ['state=done,', 12, 'Say which state: state=...'],
    ['!', 2, 'Here something is missing'],
    ['@', 2, 'Say which group: @NAME.'],
    ['api (web)', 5, '"(" has no place here'],
    ['api!web', 4, 'A "!" stands before what it takes away'],
    ['api status=done', 5, 'Did you mean "state"?'],
    ['state=don', 7, 'Did you mean "done"? An agent'],
    ['state=done,api', 12, "An agent's name stands behind a space."],
    ['api cwd="/srv', 9, 'This quote has no end.'],
  ])('[SB8] %s', (selector, column, message) => {
    expect(problem(selector)).toEqual({
      type: 'unreadable',
      column,
      message: expect.stringContaining(message),
    });
  });

  it.each([
    [
      'wbb',
      1,
      'There is no agent "wbb"; there are 1 api, 2 web, 7 web-2, 9 all. Did you mean "web"?',
    ],
    ['api 3', 5, 'There is no agent "3"'],
    ['all !wbe', 6, 'There is no agent "wbe"'],
    ['name=wbe', 6, 'There is no agent "wbe"'],
    ['@frnot', 1, 'There is no group "frnot"; there are front, back. Did you mean "front"?'],
  ])('[SB9] %s', (selector, column, message) => {
    expect(problem(selector)).toEqual({
      type: 'unknown',
      column,
      message: expect.stringContaining(message),
    });
  });

  it('[SB9] where no agent is in a group, that is said', () => {
    const selection = select('@front', roster.slice(0, 1), paths);
    expect(!selection.ok && selection.problem.message).toContain('no agent is in one');
  });

  it('[SB10] the letter it is about is pointed at, behind wide letters too', () => {
    const selector = '茶 state=don';
    expect(selectorProblemText(selector, problem(selector)).split('\n').slice(1)).toEqual([
      '  茶 state=don',
      '           ^',
    ]);
  });

  it('[SB10] one name alone needs no pointing at', () => {
    expect(selectorProblemText('wbe', problem('wbe'))).not.toContain('\n');
  });
});
