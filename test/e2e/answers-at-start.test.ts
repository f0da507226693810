import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codexConfig } from '../../src/demo/codex-config.ts';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { answers, say } from './truth/scripts.ts';

let grid: GridFixture;
beforeAll(async () => {
  grid = await openGridFixture(answers({ go: [[say('One.')]] }));
});
afterAll(() => grid.close());

type Files = Readonly<Record<string, string>>;

function filled(folder: string, files: Files): string {
  for (const [path, text] of Object.entries({ '.keep': '', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A Codex home of its own. */
function homeWith(name: string, files: Files, config = (usual: string) => usual): string {
  const usual = codexConfig({ modelUrl: grid.server.url, trustedFolders: [grid.project] });
  return filled(join(grid.folder, 'homes', name), { 'config.toml': config(usual), ...files });
}

/** One that nobody has trusted. */
const checkout = (name: string) =>
  filled(join(grid.project, name), { '.git/HEAD': 'ref: refs/heads/main\n' });

const hook = { type: 'command', command: '/bin/true' };
const hooks = { 'hooks.json': JSON.stringify({ hooks: { Stop: [{ hooks: [hook] }] } }) };

const asking = (name: string, title: string) =>
  grid.waitForAgent(name, title, ({ ask }) => ask?.title === title);

/** The number of the choice that is labelled so, as the inbox shows it. */
async function answerWith(name: string, title: string, label: RegExp): Promise<string> {
  const { ask } = await grid.waitForAgent(name, `answerable: ${title}`, (agent) =>
    Boolean(agent.ask?.title === title && agent.ask.problem === null),
  );
  const choice = ask?.choices.find((one) => label.test(one.label));
  expect(choice?.consequence, JSON.stringify(ask)).toBeTruthy();
  const words = ['answer', name, `${choice?.number}`, '--ask', ask?.id ?? ''];
  const { stdout, stderr } = await grid.command(...words);
  return (stdout || stderr).trim();
}

const trust = 'Trust this folder?';
const review = 'Hooks need review';

describe.concurrent('what codex asks at its start', () => {
  it('[AN37] a folder is trusted, then all its hooks', async () => {
    const home = homeWith('hooks-all', hooks);
    await grid.newAgent('trusts', '--home', home, '--cd', checkout('trusts'));
    expect(await answerWith('trusts', trust, /^Trust/)).toMatch(/^Answered trusts with "Trust and/);
    expect(await answerWith('trusts', review, /^Trust all/)).toMatch(/^Answered trusts with/);
    await grid.waitForState('trusts', 'ready');
  });

  it('[AN37] a folder is not trusted', async () => {
    await grid.newAgent('leaves', '--cd', checkout('leaves'));
    expect(await answerWith('leaves', trust, /^Back/)).toMatch(/^Answered leaves with "Back/);
  });

  it('[AN37] hooks are left, and gone through', async () => {
    await grid.newAgent('unhooked', '--home', homeWith('hooks-left', hooks));
    expect(await answerWith('unhooked', review, /^Continue/)).toMatch(/^Answered/);
    await grid.waitForState('unhooked', 'ready');
    await grid.newAgent('reviews', '--home', homeWith('hooks-seen', hooks));
    expect(await answerWith('reviews', review, /^Review/)).toMatch(/^Answered/);
  });

  it('[AN37] another model is taken, or not', async () => {
    const withoutNotice = (usual: string) =>
      usual.replace(/^\[notice\.model_migrations\]\n.*$/m, '');
    const title = 'Codex announces another model';
    for (const [name, label] of [
      ['keeps', /^Use existing/],
      ['takes', /^Try new/],
    ] as const) {
      await grid.newAgent(name, '--home', homeWith(name, {}, withoutNotice));
      expect(await answerWith(name, title, label)).toMatch(/^Answered/);
      await grid.waitForState(name, 'ready');
    }
  });

  it('[AN37] a newer codex is skipped, and installed', async () => {
    const latest = { latest_version: '0.999.0', last_checked_at: '2099-01-01T00:00:00Z' };
    const version = { 'version.json': JSON.stringify({ ...latest, dismissed_version: null }) };
    const bin = filled(join(grid.folder, 'bin'), {
      npm: `#!/bin/sh\necho "$@" > ${grid.folder}/npm-was-asked\n`,
    });
    chmodSync(join(bin, 'npm'), 0o755);
    const env = ['--env', 'CODEX_MANAGED_BY_NPM=1', '--env', `PATH=${bin}:${process.env['PATH']}`];
    const check = ['--', '-c', 'check_for_update_on_startup=true'];
    const title = 'A newer codex is there';
    for (const [name, label] of [
      ['skips', /^Skip$/],
      ['skips-on', /^Skip until/],
      ['updates', /^Update now/],
    ] as const) {
      await grid.newAgent(name, '--home', homeWith(name, version), ...env, ...check);
      expect(await answerWith(name, title, label)).toMatch(/^Answered/);
      await grid.waitForState(name, name === 'updates' ? 'ended' : 'ready');
    }
    expect(existsSync(join(grid.folder, 'npm-was-asked'))).toBe(true);
  });

  it('[AN37] a session is gone on with in one of two folders, and one that is open elsewhere forked', async () => {
    const home = homeWith('two-folders', {});
    await grid.newAgent('first', '--home', home, '--cd', filled(join(grid.project, 'first'), {}));
    await grid.waitForState('first', 'ready');
    await grid.prompt('first', 'go');
    await grid.waitForState('first', 'done');
    const again = ['--', 'resume', '--last', '--all'];
    await grid.newAgent('second', '--home', home, ...again);
    const folder = 'Go on in which folder?';
    expect(await answerWith('second', folder, /^Use current/)).toMatch(/^Answered/);
    const open = 'The conversation is open in another codex';
    expect(await answerWith('second', open, /^Try again/)).toMatch(/still shows it/);
    expect(await answerWith('second', open, /^Fork/)).toMatch(/^Answered second with "Fork it"/);
    await grid.waitForState('second', 'ready');
  });

  it('[AN38] the sign-in is told, and never answered', async () => {
    const withLogin = (usual: string) =>
      usual.replace('requires_openai_auth = false', 'requires_openai_auth = true');
    await grid.newAgent('signs', '--home', homeWith('signed-out', {}, withLogin));
    const { ask } = await asking('signs', 'sign-in');
    expect(ask).toMatchObject({ kind: 'dialog', choices: [] });
    for (const choice of ['approve', '1', '2', '3']) {
      const { exitCode, stderr } = await grid.command('answer', 'signs', choice);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('nobody but you signs in');
    }
  });
});
