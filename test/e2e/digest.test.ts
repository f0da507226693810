import { mkdirSync, realpathSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { answeringTurns, type ModelScript } from '../../src/demo/model-script.ts';
import { openGridFixture } from '../support/grid-fixture.ts';

const script: ModelScript = answeringTurns(({ prompt, outputs }) => {
  if (!prompt.startsWith('Mend'))
    return [{ type: 'text', text: `Heard: ${prompt}`, wordDelayMs: 0 }];
  if (outputs.length > 0) {
    const text = 'The spout is whole again.\n\n- **One** leaf is left';
    return [{ type: 'text', text, wordDelayMs: 0 }];
  }
  return [
    {
      type: 'plan',
      steps: [
        { step: 'Look at the spout', status: 'completed' },
        { step: 'Glue the spout', status: 'in_progress' },
        { step: 'Pour', status: 'pending' },
      ],
    },
    { type: 'shell', command: 'sh -c "exit 3"' },
  ];
});

it('[LK23] a digest tells of the conversation that the real codex is in', async () => {
  const grid = await openGridFixture(script);
  onTestFinished(grid.close);
  await grid.newAgent('tea');
  await grid.waitForState('tea', 'ready');
  await grid.prompt('tea', 'Mend the teapot');
  const { digest } = await grid.waitForAgent('tea', 'told of', ({ state, digest: { said } }) => {
    return state === 'done' && said !== null;
  });
  expect(digest).toEqual({
    prompt: 'Mend the teapot',
    action: { text: 'sh -c "exit 3"', outcome: 'failed', exitCode: 3 },
    plan: { step: 'Glue the spout', number: 2, steps: 3 },
    said: 'One leaf is left',
  });

  const screen = grid.openScreen({ columns: 120, rows: 40 });
  await screen.waitFor('the tile', (text) => text.includes('Mend the teapot'));
  screen.type('m');
  await screen.waitFor('its digest', (text) =>
    [
      '› Mend the teapot',
      '≡ 2/3 Glue the spout',
      '✗ exit 3: sh -c "exit 3"',
      '• One leaf is left',
      'tokens',
    ].every((line) => text.includes(line)),
  );
  expect(screen.text()).toMatch(/1 ✔ tea • {2}done (now|\d+s) ━/);

  const isBlank = (text: string) => !text.includes('teapot') && !text.includes('leaf');
  const typed = async (command: string) => {
    await grid.command('keys', 'tea', '-l', command);
    await expect
      .poll(async () => (await grid.command('screen', 'tea')).stdout)
      .toContain(`› ${command}`);
    await grid.command('keys', 'tea', 'Enter');
  };
  await typed('/clear');
  await screen.waitFor(
    'nothing of before',
    (text) => isBlank(text) && text.includes('nothing was'),
  );
  await grid.prompt('tea', 'Sit down');
  await screen.waitFor('what was said since', (text) => text.includes('• Heard: Sit down'));
  expect(isBlank(screen.text())).toBe(true);

  await typed('/new');
  await screen.waitFor('what still holds', (text) => text.includes('• Heard: Sit down'));
  await expect
    .poll(async () => (await grid.command('screen', 'tea')).stdout)
    .toContain('Where should the new conversation run?');
  expect((await grid.agent('tea')).digest.prompt).toBe('Sit down');
  await grid.command('keys', 'tea', 'Enter');
  await screen.waitFor('nothing of before', (text) => !text.includes('Sit down'));
});

it('[GR8] agents of one repository stand together, those of a group too', async () => {
  const grid = await openGridFixture(script);
  onTestFinished(grid.close);
  const folders = [`${grid.project}/below`, `${grid.folder}/aside`];
  for (const folder of folders) mkdirSync(folder);
  const [below = '', aside = ''] = folders;
  await grid.newAgent('top', '--group', 'kettles');
  await grid.newAgent('other', '--cd', aside);
  await grid.newAgent('deep', '--cd', below, '--group', 'kettles');
  const { repository } = await grid.waitForAgent('deep', 'placed', (agent) => {
    return agent.repository !== null;
  });
  expect(repository).toBe(realpathSync(grid.project));
  expect((await grid.ls()).map((agent) => agent.group)).toEqual(['kettles', null, 'kettles']);

  const screen = grid.openScreen({ columns: 120, rows: 40 });
  await screen.waitFor('the tiles', (text) => text.includes(' 3 '));
  for (const [wanted, heading] of [
    ['by their groups', 'kettles  2'],
    ['by the repository', 'project  2'],
  ] as const) {
    screen.type(':');
    await screen.waitFor('the palette', (text) => text.includes('Palette'));
    screen.type(wanted);
    await screen.waitFor('the entry', (text) => text.includes('tiles together'));
    screen.type('\r');
    await screen.waitFor('the heading', (text) => {
      return text.includes(heading) && !text.includes('Palette');
    });
    expect(screen.text()).toMatch(/1 \S top .*3 \S deep /);
  }
});
