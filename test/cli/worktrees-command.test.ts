import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WorktreeEntry } from '../../src/core/git/worktree-entries.ts';
import { savedRosterText } from '../../src/core/host/saved-roster.ts';
import { makeWorktree } from '../../src/host/git/worktree-making.ts';
import { gitIn } from '../../src/system/git.ts';
import { fakeHost } from '../support/fake-host.ts';
import { gitEnv, repositoryIn, testRepository } from '../support/git-repository.ts';
import { client, idOf, processExited, runningHost } from '../support/host-run.ts';
import { openOuterTerminal } from '../support/outer-terminal.ts';
import { programFile, runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { someAgent } from '../support/some-agent.ts';
import { removeCommand } from '../support/some-command.ts';

const git = gitIn(gitEnv);

/** A repository with worktrees of these names; no host runs and none is on the saved list. */
async function rig(...names: readonly string[]) {
  const folder = scratchFolder();
  const repository = testRepository(join(folder, 'project'));
  const root = join(folder, 's/worktrees');
  const trees: Record<string, string> = {};
  for (const name of names) {
    const made = await makeWorktree(
      git,
      { name, cwd: repository.folder, branch: null, root, indexFolder: root },
      () => undefined,
    );
    if (!made.ok) throw new Error(made.problem);
    trees[name] = made.worktree.folder;
  }
  const env = { HOME: folder, CODEX_GRID_STATE_DIR: join(folder, 's') };
  const run = (...words: readonly string[]) => runProgram(words, { env, cwd: folder });
  return {
    folder,
    repository,
    root,
    env,
    run,
    tree: (name: string) => repositoryIn(trees[name] ?? ''),
    trees,
    async list(): Promise<readonly WorktreeEntry[]> {
      return JSON.parse((await run('worktrees', '--json')).stdout);
    },
  };
}

describe('worktrees', () => {
  it('[WT50] lists each with its agent, branch, lines, state and folder', async () => {
    const { folder, tree, trees, run } = await rig('api', 'web');
    tree('web').write('first.txt', 'one\n');
    const host = await fakeHost(join(folder, 's/host.sock'), {
      answer: () => ({ ok: true, value: [someAgent({ name: 'api', worktree: trees['api']! })] }),
    });
    onTestFinished(host.close);
    const { stdout } = await run('worktrees');
    expect(stdout).toMatch(/^AGENT +BRANCH +LINES +STATE +FOLDER\n/);
    expect(stdout).toMatch(/\napi +grid\/api +\+0 -0 +used by api +~\/s\/worktrees\/.*\/api\n/);
    expect(stdout).toMatch(/\n- +grid\/web +\+0 -2 \* +1 uncommitted change +~\/s\/.*\/web\n/);
  });

  it('[WT57] the worktree of a removed agent is in use for as long as it may come back', async () => {
    const { folder, repository, trees, list } = await rig('api');
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    const worktree = {
      folder: trees['api']!,
      branch: 'grid/api',
      repository: repository.folder,
      base: repository.git('rev-parse', 'HEAD').trim(),
      source: repository.folder,
      baseBranch: 'main',
      unstarted: null,
    };
    host.happens(900, { type: 'prepared', agent, facts: { worktree } });
    host.hear(1_000, agent, processExited(0));
    host.ask(2_000, removeCommand('api'));
    host.happens(2_010, {
      type: 'work-checked',
      client,
      request: 7,
      command: removeCommand('api'),
      problem: null,
    });
    expect(host.model().agents).toEqual([]);
    writeFileSync(join(folder, 's/roster.json'), savedRosterText(host.model()));
    expect(await list()).toMatchObject([{ agent: 'api', removable: false }]);
  });

  it('[WT51] lists what is left: a branch, a folder git does not know, one that is gone', async () => {
    const { repository, trees, list } = await rig('branch', 'leftover', 'gone', 'locked');
    repository.git('worktree', 'remove', trees['branch']!);
    rmSync(join(trees['leftover']!, '.git'));
    repository.git('worktree', 'prune');
    rmSync(trees['gone']!, { recursive: true });
    repository.git('worktree', 'lock', trees['locked']!);
    const told = (await list()).map(({ branch, state, removable, reason }) => [
      branch,
      state,
      removable || reason,
    ]);
    expect(told).toEqual([
      ['grid/gone', 'folder gone', true],
      ['grid/locked', 'there', 'locked'],
      ['grid/branch', 'branch alone', true],
      ['grid/leftover', 'branch alone', true],
      [null, 'leftover', expect.stringMatching(/delete it yourself/)],
    ]);
  });

  it('[WT52] prune without a terminal shows what it would remove, and asks for --yes', async () => {
    const { run, trees } = await rig('api');
    const ran = await run('worktrees', 'prune');
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/say --yes/) });
    expect(ran.stdout).toMatch(/to be removed, with branches under grid\/:\n.*\n- +grid\/api/);
    expect(existsSync(trees['api']!)).toBe(true);
  });

  it('[WT52] prune --yes removes what is clean and merged, and says what keeps the others', async () => {
    const { repository, root, run, tree, trees, list } = await rig(
      'clean',
      'dirty',
      'ahead',
      'gone',
    );
    tree('dirty').write('new.txt', 'new');
    tree('ahead').git('commit', '--quiet', '--allow-empty', '-m', 'Alone');
    rmSync(trees['gone']!, { recursive: true });
    const ran = await run('worktrees', 'prune', '--yes');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toMatch(/\nkept:\n(.|\n)*grid\/dirty(.|\n)*1 uncommitted change/);
    expect(ran.stdout).toMatch(/grid\/ahead.*1 commit in no other branch/);
    expect(ran.stdout).toMatch(/\n2 removed\n$/);
    const left = (await list()).map(({ branch }) => branch);
    expect(left.toSorted()).toEqual(['grid/ahead', 'grid/dirty']);
    repository.git('merge', '--quiet', 'grid/ahead');
    rmSync(join(trees['dirty']!, 'new.txt'));
    await run('worktrees', 'prune', '--yes');
    expect(await list()).toEqual([]);
    expect(readdirSync(join(root, '.repositories'))).toEqual([]);
    expect((await run('worktrees', 'prune')).stdout).toBe('no worktree is without an agent\n');
  });

  it('[WT52] prune asks the person at a terminal, and takes anything but yes for no', async () => {
    const { folder, env, trees } = await rig('api');
    const prune = async (answer: string) => {
      const terminal = openOuterTerminal({
        file: process.execPath,
        arguments: [programFile, 'worktrees', 'prune'],
        cwd: folder,
        env: { ...env, PATH: process.env['PATH'] ?? '' },
      });
      onTestFinished(terminal.close);
      await terminal.waitFor('the question', (text) => text.includes('Remove it? [y/N]'));
      terminal.type(answer);
      expect(await terminal.exited).toMatchObject({ code: 0 });
    };
    await prune('\r');
    await prune('\x03');
    expect(existsSync(trees['api']!)).toBe(true);
    await prune('y\r');
    expect(existsSync(trees['api']!)).toBe(false);
  });

  it('[WT53] never lists or removes a worktree that was made by others', async () => {
    const { folder, repository, run, list } = await rig('api');
    repository.git('worktree', 'add', '--quiet', '-b', 'mine', join(folder, 'mine'));
    repository.git('worktree', 'add', '--quiet', '-b', 'grid/mine', join(folder, 'other'));
    expect((await list()).map(({ branch }) => branch)).toEqual(['grid/api']);
    await run('worktrees', 'prune', '--yes');
    expect(existsSync(join(folder, 'mine'))).toBe(true);
    expect(repository.git('branch', '--list', '--format=%(refname:short)').split('\n')).toEqual([
      'grid/mine',
      'main',
      'mine',
    ]);
  });

  it('[WT54] takes nobody for gone while the list of agents cannot be read', async () => {
    const { folder, run, trees } = await rig('api');
    writeFileSync(join(folder, 's/roster.json'), 'damaged');
    const ran = await run('worktrees', 'prune', '--yes');
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/is damaged/) });
    expect(existsSync(trees['api']!)).toBe(true);
  });
});
