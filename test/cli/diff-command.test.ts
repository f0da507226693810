import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { patchText, statText } from '../../src/cli/diff-text.ts';
import { filesIn } from '../../src/core/diff/diff-parser.ts';
import { newFilePatch } from '../../src/core/diff/new-file-patch.ts';
import type { HostCommand } from '../../src/core/host/host-commands.ts';
import { savedRosterText } from '../../src/core/host/saved-roster.ts';
import { fakeHost } from '../support/fake-host.ts';
import { gitEnv, repositoryIn, testRepository } from '../support/git-repository.ts';
import { idOf, processExited, runningHost } from '../support/host-run.ts';
import { openOuterTerminal } from '../support/outer-terminal.ts';
import { programFile, runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { someAgent } from '../support/some-agent.ts';

function rig() {
  const folder = scratchFolder();
  const repository = testRepository(join(folder, 'project'));
  const place = join(folder, 'tree');
  mkdirSync(join(folder, 's'), { mode: 0o700 });
  const base = repository.git('rev-parse', 'HEAD');
  repository.git('worktree', 'add', '--quiet', '-b', 'grid/api', place);
  const worktree = {
    folder: place,
    branch: 'grid/api',
    repository: repository.folder,
    source: repository.folder,
    base,
    baseBranch: 'main',
    unstarted: null,
  };
  const tree = repositoryIn(place);
  tree.write('first.txt', 'one\n2\nthree\n');
  tree.commit('Second');
  const env = { HOME: folder, CODEX_GRID_STATE_DIR: join(folder, 's') };
  return {
    folder,
    place,
    repository,
    worktree,
    run: (...words: readonly string[]) => runProgram(words, { env, cwd: folder }),
  };
}

/** `api` was an agent of a host that is gone. */
function withLastHost() {
  const made = rig();
  const { folder, worktree } = made;
  const host = runningHost('api');
  const agent = idOf(host, 'api');
  host.happens(900, {
    type: 'prepared',
    agent,
    facts: { cwd: worktree.folder, worktree },
  });
  host.hear(1_000, agent, processExited(0));
  writeFileSync(join(folder, 's/roster.json'), savedRosterText(host.model()));
  return made;
}

describe('diff', () => {
  it.each([[['diff', 'api']], [['diff', 'api', '--stat']]])(
    '[NW4] %j says at a terminal that nothing is changed',
    async (words) => {
      const { folder, place, worktree } = withLastHost();
      repositoryIn(place).git('reset', '--quiet', '--hard', worktree.base.trim());
      const terminal = openOuterTerminal({
        file: process.execPath,
        arguments: [programFile, ...words],
        cwd: folder,
        env: {
          HOME: folder,
          CODEX_GRID_STATE_DIR: join(folder, 's'),
          PATH: process.env['PATH'] ?? '',
        },
      });
      onTestFinished(terminal.close);
      await terminal.waitFor('words', (text) => text.includes('Nothing is changed since main.'));
    },
  );

  it('[DF9] prints what was changed since the work in the worktree began', async () => {
    const { folder, place, repository, worktree, run } = rig();
    const answer = ({ type }: HostCommand) => ({
      ok: true as const,
      value:
        type === 'list'
          ? [someAgent({ name: 'api', cwd: place, worktree: place })]
          : [{ id: someAgent({}).id, name: 'api', cwd: place, worktree }],
    });
    const host = await fakeHost(join(folder, 's/host.sock'), { answer });
    onTestFinished(host.close);
    const { stdout, stderr, exitCode } = await run('diff', 'api');
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(filesIn(stdout)).toMatchObject([{ path: 'first.txt', added: 1, deleted: 1 }]);
    expect((await run('diff', '1', '--stat')).stdout).toBe(
      ' first.txt | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n',
    );
    writeFileSync(join(place, 'cup.png'), 'a\0b');
    const withPicture = await run('diff', 'api');
    expect(withPicture.stderr).toMatch(/cup\.png is only named in it.*--exclude=PATH/);
    const copy = join(folder, 'copy');
    repository.git('clone', '--quiet', repository.folder, copy);
    const apply = ['-C', copy, 'apply', '--exclude=cup.png'];
    execFileSync('git', apply, { env: gitEnv, input: withPicture.stdout });
    expect(readFileSync(join(copy, 'first.txt'), 'utf8')).toBe('one\n2\nthree\n');
    const unknown = await run('diff', 'web');
    expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/no agent "web"/) });
  });

  it('[DF9] knows the agents of the last host', async () => {
    const { run } = withLastHost();
    const { stdout } = await run('diff', 'api');
    expect(filesIn(stdout)).toMatchObject([{ path: 'first.txt' }]);
  });

  it('[DF30] prints files, hunks and lines as JSON', async () => {
    const { place, run } = withLastHost();
    const file = { path: 'first.txt', formerPath: null, kind: 'changed', mode: null };
    const counted = { ...file, content: 'text', added: 1, deleted: 1 };
    const told = { folder: place, against: 'main', notes: [] };
    const printed = async (...words: readonly string[]) =>
      JSON.parse((await run('diff', 'api', '--json', ...words)).stdout);
    expect(await printed('--stat')).toEqual({ ...told, files: [counted] });
    const [added] = (await printed()).files[0].hunks[0].lines.slice(2);
    expect(added).toEqual({
      type: 'added',
      text: '2',
      oldNumber: null,
      newNumber: 2,
      end: 'line-break',
    });
  });

  it('[DF10] has colours on a terminal, and shows what a terminal would obey', () => {
    const patch = newFilePatch({ path: 'a', mode: '100644', text: '\x1b[31mred\n' });
    const paper = { isTerminal: true, env: { TERM: 'xterm-256color' } };
    const text = patchText(patch, paper);
    expect(text).toContain('\x1b[32m+\\x1b[31mred\x1b[39m\n');
    expect(text).toContain('\x1b[36m@@ -0,0 +1 @@\x1b[39m\n');
    expect(statText(filesIn(patch), { ...paper, columns: 40 })).toContain(
      ' a | 1 \x1b[32m+\x1b[39m',
    );
    expect(patchText(patch, { ...paper, env: { ...paper.env, NO_COLOR: '1' } })).not.toContain(
      '\x1b',
    );
    expect(patchText(patch, { ...paper, isTerminal: false })).toBe(patch);
    expect(patchText('', paper)).toBe('');
  });
});
