import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ModelScript } from '../../src/demo/model-script.ts';
import { repositoryIn } from '../support/git-repository.ts';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';

const patch = `*** Begin Patch
*** Update File: tea.ts
@@
-const minutes = 3;
+const minutes = 4;
*** Add File: notes of mine.md
+# Notes
*** End Patch
`;

const script: ModelScript = ({ prompt, outputs }) =>
  outputs.length === 0 && prompt === 'write'
    ? [{ type: 'patch', patch }]
    : [{ type: 'text', text: 'Written.', wordDelayMs: 0 }];

let grid: GridFixture;

beforeAll(async () => {
  grid = await openGridFixture(script, (folder) => {
    const editor = join(folder, 'editor');
    const words = '#!/bin/sh\necho "$@" > "$0.out"\necho "in the editor"\nread line\n';
    writeFileSync(editor, words, { mode: 0o755 });
    return { EDITOR: editor };
  });
  const project = repositoryIn(grid.project);
  project.write('tea.ts', 'const cups = 2;\nconst minutes = 3;\n');
  project.commit('First');
});

afterAll(() => grid.close());

it('[DF24] what agents changed is read, edited and commented, and told where two changed the same', async () => {
  await grid.newAgent('api', '--worktree', '--prompt', 'write');
  const { cwd } = await grid.waitForState('api', 'done');
  const stat = await grid.command('diff', 'api', '--stat');
  expect(stat.stdout).toBe(
    ' tea.ts           | 2 +-\n notes of mine.md | 1 +\n 2 files changed, 2 insertions(+), 1 deletion(-)\n',
  );

  const screen = grid.openScreen({ columns: 120, rows: 40 });
  await screen.waitFor('the grid', (text) => text.includes('api') && text.includes('done'));
  screen.type('D');
  await screen.waitFor('the diff', (text) => /since main +2 files \+2 -1/.test(text));
  expect(screen.text()).toContain('2 +const minutes = 4;');
  screen.type('/4;\r');
  await screen.waitFor('what was looked for', (text) => text.includes('"4;": 1 of 1'));
  screen.type('e');
  await screen.waitFor('the editor', (text) => text.includes('in the editor'));
  expect(readFileSync(join(grid.folder, 'editor.out'), 'utf8')).toBe(`+2 ${cwd}/tea.ts\n`);
  screen.type('\r');
  await screen.waitFor('the diff again', (text) => text.includes('"4;": 1 of 1'));
  screen.type('c');
  await screen.waitFor('the comment', (text) => text.includes('to api, about tea.ts, line 2'));
  screen.type('Why four?\r');
  const comment =
    'About your change in tea.ts, line 2:\n\n```diff\n+const minutes = 4;\n```\n\nWhy four?';
  await untilTrue('the comment to be heard', async () =>
    grid.requests.some(({ prompt }) => prompt === comment),
  );

  await grid.newAgent('web', '--worktree', '--prompt', 'write');
  await grid.waitForAgent('web', 'marked', ({ conflicts }) => conflicts.length > 0);
  const marked = await grid.ls();
  expect(marked.map(({ conflicts }) => conflicts)).toEqual([
    [{ name: 'web', path: 'notes of mine.md', count: 2 }],
    [{ name: 'api', path: 'notes of mine.md', count: 2 }],
  ]);
  screen.type('\x1b');
  await screen.waitFor('the search to end', (text) => !text.includes('"4;"'));
  screen.type('\x1b');
  await screen.waitFor('the marks', (text) => /same files as (web|api)/.test(text));
});
