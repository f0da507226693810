import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { consentsFile } from '../../src/host/codex/consents.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

function consentsIn(path: string) {
  const problems: string[] = [];
  let now = 0;
  const consents = consentsFile({
    path,
    now() {
      now += 1;
      return now;
    },
    onProblem: (message) => problems.push(message),
  });
  return { consents, problems };
}

it('[TR80] both answers are kept for the next host, readable by nobody else', async () => {
  const path = `${scratchFolder()}/consents.json`;
  const { consents } = consentsIn(path);
  expect(await consents.all()).toEqual([]);
  expect(await consents.decide('/a b', 'trust')).toBeNull();
  await consents.decide('/no', 'decline');
  const kept = [
    { folder: '/a b', decision: 'trust', at: 1 },
    { folder: '/no', decision: 'decline', at: 2 },
  ];
  expect(await consents.all()).toEqual(kept);
  expect(await consentsIn(path).consents.all()).toEqual(kept);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(existsSync(`${path}.new`)).toBe(false);
});

it('[TR81] the newest answer counts, and one can be forgotten', async () => {
  const path = `${scratchFolder()}/consents.json`;
  const { consents } = consentsIn(path);
  // Not waited for: answers of several clients come as they like.
  await Promise.all([
    consents.decide('/a', 'decline'),
    consents.decide('/b', 'trust'),
    consents.decide('/a', 'trust'),
  ]);
  const decisions = (await consents.all()).map(({ folder, decision }) => `${folder} ${decision}`);
  expect(decisions).toEqual(['/b trust', '/a trust']);
  await consents.decide('/b', null);
  expect(await consentsIn(path).consents.all()).toMatchObject([{ folder: '/a' }]);
});

it.each(['', '{', '[]', '{"version":2,"folders":{}}', '{"version":1,"folders":{"/a":"trust"}}'])(
  '[TR82] a file that cannot be understood trusts nothing, is kept aside and told: %j',
  async (text) => {
    const path = `${scratchFolder()}/consents.json`;
    writeFileSync(path, text);
    const { consents, problems } = consentsIn(path);
    expect(await consents.all()).toEqual([]);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(text);
    expect(problems).toEqual([expect.stringContaining(`${path}.damaged`)]);
    expect(await consents.decide('/a', 'trust')).toBeNull();
    expect(await consentsIn(path).consents.all()).toHaveLength(1);
  },
);

it('[TR83] an answer that cannot be kept holds until the host ends, and that is said', async () => {
  const folder = scratchFolder();
  mkdirSync(`${folder}/consents.json.new`);
  const { consents } = consentsIn(`${folder}/consents.json`);
  expect(await consents.decide('/a', 'trust')).toContain('It holds until the host ends');
  expect(await consents.all()).toMatchObject([{ folder: '/a', decision: 'trust' }]);
  mkdirSync(`${folder}/unreadable.json`);
  const other = consentsIn(`${folder}/unreadable.json`);
  expect(await other.consents.all()).toEqual([]);
  expect(other.problems).toEqual([expect.stringContaining('You are asked again')]);
});
