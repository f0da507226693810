import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import type { OuterTerminal } from '../support/outer-terminal.ts';
import { toldScript } from '../support/told-script.ts';

const fakeCodex = resolve(import.meta.dirname, '../support/fake-composer.mjs');
const escapeKey = '\x1b';
const leaveKey = '\x11';

const shows = (screen: OuterTerminal, words: string) =>
  screen.waitFor(words, (text) => text.includes(words));

const paste = (text: string) => `\x1b[200~${text}\x1b[201~`;

describe('32 agents', () => {
  let grid: GridFixture;
  let taken: string;

  beforeAll(async () => {
    grid = await openGridFixture(toldScript, (folder) => {
      taken = `${folder}/taken`;
      mkdirSync(taken);
      return { CODEX_GRID_CODEX: fakeCodex, FAKE_CODEX_TAKEN: taken };
    });
  });

  afterAll(() => grid.close());

  const everyone = (isSeen: (agents: readonly Agent[]) => boolean) => async () =>
    isSeen(await grid.ls());

  it('[BC60] a broadcast to 32, eight busy, two at an approval and one dead, accounts for every one, and reaches each once', async () => {
    await grid.newAgent('a', '--count', '32');
    await untilTrue(
      '32 at rest',
      everyone((all) => all.every(({ state }) => state === 'ready')),
    );
    await grid.command('broadcast', '--wait', '--to', 'a-1,a-2,a-3,a-4,a-5,a-6,a-7,a-8', 'wait');
    await grid.command('broadcast', '--wait', '--to', 'a-9,a-10', 'ask');
    await grid.command('stop', 'a-11');
    const inState = (all: readonly Agent[], state: Agent['state']) =>
      all.filter((agent) => agent.state === state).length;
    await untilTrue(
      'eight busy, two at an approval, one dead',
      everyone((all) => inState(all, 'working') === 8 && inState(all, 'approval') === 2),
    );
    const screen = grid.openScreen({ columns: 200, rows: 60 });
    await shows(screen, '8 working');
    screen.type('a');
    await shows(screen, '32 marked');
    screen.type('b');
    await shows(screen, 'Broadcast · 32 agents');
    screen.type(paste('You are {name}.'));
    await shows(screen, 'never: it has ended');
    screen.type('\r');
    await shows(screen, 'Prompts · 1 refused, 21 accepted, 10 held');

    const busy = (await grid.ls()).filter(({ state }) => state === 'working');
    for (const { pid } of busy) if (pid !== null) process.kill(pid, 'SIGUSR1');
    await shows(screen, 'Prompts · 1 refused, 29 accepted, 2 held');
    screen.type('X');
    await shows(screen, 'Prompts · 2 cancelled, 1 refused, 29 accepted');
    screen.type(escapeKey);
    await shows(screen, '32 marked');

    for (const agent of await grid.ls()) expect(takenBy(agent)).toEqual(dueTo(agent));
  });

  /** What its codex took; nothing of one that is dead. */
  function takenBy({ pid }: Agent): readonly string[] {
    const file = `${taken}/${pid}`;
    if (pid === null || !existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  function dueTo({ number, name }: Agent): readonly string[] {
    if (number === 11) return [];
    const text = `You are ${name}.`;
    if (number <= 8) return ['wait', text];
    return number <= 10 ? ['ask'] : [text];
  }
});

describe('the real codex', () => {
  let grid: GridFixture;
  let screen: OuterTerminal;

  const heard = () =>
    grid.requests.flatMap(({ kind, prompt, outputs }) =>
      kind === 'turn' && outputs.length === 0 ? [prompt] : [],
    );

  beforeAll(async () => {
    grid = await openGridFixture(toldScript);
    for (const name of ['api', 'web', 'docs']) await grid.newAgent(name);
    for (const name of ['api', 'web', 'docs']) await grid.waitForState(name, 'ready');
    screen = grid.openScreen({ columns: 120, rows: 40 });
    await shows(screen, '3 ready');
  });

  afterAll(() => grid.close());

  it('[BC61] a prompt of several lines reaches who is at rest at once and who works after its turn, and can be changed until then', async () => {
    await grid.command('send', 'docs', '--wait', 'wait at noon');
    screen.type('b');
    await shows(screen, 'To nobody yet.');
    screen.type('all');
    await shows(screen, 'after its turn');
    screen.type(`\r${paste('say one\n日本 {name}')}`);
    await shows(screen, '日本 api');
    screen.type('\r');
    await shows(screen, '2 accepted, 1 held');
    screen.type('jj');
    await shows(screen, '›  3 docs');
    screen.type('e');
    await shows(screen, 'Edit the prompt for docs');
    screen.type(' changed\r');
    await shows(screen, 'docs changed');
    screen.type(escapeKey);
    await shows(screen, '1 queued');
    grid.server.release('noon');
    await untilTrue('all prompts', async () => heard().length === 4);
    expect(heard().toSorted()).toEqual(
      [
        'say one\n日本 api',
        'say one\n日本 docs changed',
        'say one\n日本 web',
        'wait at noon',
      ].toSorted(),
    );
    for (const name of ['api', 'web', 'docs']) {
      await grid.waitForAgent(
        name,
        'at rest',
        ({ state, queue }) => queue === 0 && state === 'done',
      );
    }
  });

  it('[BC53] mirrored keys reach the composers of those at rest, and never an approval', async () => {
    await grid.command('send', 'web', '--wait', 'ask leave for touch /etc/x');
    await grid.waitForState('web', 'approval');
    const before = heard().length;
    screen.type('a');
    await shows(screen, '3 marked');
    screen.type('B');
    await shows(screen, 'Keys go to api, docs, not to web (it waits for an approval)');
    for (const character of 'say yes') screen.type(character);
    await screen.waitFor(
      'the text in both composers',
      (text) => (text.match(/› say yes/g) ?? []).length === 2,
    );
    screen.type('\x03');
    await shows(screen, 'Ctrl+C is not mirrored');
    screen.type('\r');
    await untilTrue('both prompts', async () => heard().length === before + 2);
    expect(heard().slice(before)).toEqual(['say yes', 'say yes']);
    screen.type(leaveKey);
    await shows(screen, '3 marked');
    expect(await grid.agent('web')).toMatchObject({ state: 'approval' });
  });
});
