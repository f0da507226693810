import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

function rig(fleet: string) {
  const folder = scratchFolder();
  writeFileSync(`${folder}/codex-grid.toml`, fleet);
  const env = { HOME: folder, CODEX_GRID_STATE_DIR: `${folder}/s` };
  return (...words: readonly string[]) => runProgram(words, { env, cwd: folder });
}

it('[FL45] a group that the fleet does not have is told by down', async () => {
  const run = rig('[[agent]]\nname = "api"\ngroup = "back"\n');
  expect(await run('down', '--group', 'bak')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('There is no group "bak"; the file has back.'),
  });
  expect(await run('down', '--group', 'back')).toMatchObject({ exitCode: 0 });
});

it('[FL45] a file with mistakes keeps nobody from stopping', async () => {
  const run = rig('[[agent]]\nnam = "api"\n');
  expect(await run('down')).toMatchObject({ exitCode: 0, stdout: 'no agent of it was running\n' });
});
