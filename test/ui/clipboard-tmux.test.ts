import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type OuterTerminal, openOuterTerminal } from '../support/outer-terminal.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const hasTmux = spawnSync('tmux', ['-V']).status === 0;
const clipboard = resolve(import.meta.dirname, '../../src/ui/clipboard.ts');
const text = 'tea for two: ä 漢字';

let stop = () => {};
let terminal: OuterTerminal | null = null;
afterEach(async () => {
  await terminal?.close();
  stop();
});

type Inside = {
  /** Runs what copies in a window of its own; without a tmux in its PATH it can only write. */
  readonly copyWith: (path: string) => void;
  readonly buffers: () => string;
  readonly terminal: OuterTerminal;
};

/** A tmux of the test's own, attached to a terminal. */
async function openTmux(...settings: readonly string[]): Promise<Inside> {
  const folder = scratchFolder();
  const socket = `${folder}/s`;
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'xterm-256color' };
  const tmux = (...words: readonly string[]) =>
    execFileSync('tmux', ['-S', socket, '-f', '/dev/null', ...words], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  stop = () => tmux('kill-server');
  tmux('new-session', '-d', '-x', '80', '-y', '24', 'cat');
  for (const setting of settings) tmux('set', '-g', ...setting.split(' '));
  const attached = openOuterTerminal({
    file: 'tmux',
    arguments: ['-S', socket, 'attach'],
    cwd: folder,
    env,
    columns: 80,
    rows: 24,
  });
  terminal = attached;
  await attached.waitFor('the status line', (shown) => shown.includes('[0]'));
  return {
    terminal: attached,
    copyWith(path) {
      const code = `import(${JSON.stringify(clipboard)}).then(({ copyTo, multiplexerOf }) => copyTo((bytes) => process.stdout.write(bytes), ${JSON.stringify(text)}, multiplexerOf(process.env)))`;
      const run = [process.execPath, '--input-type=module', '-e', code];
      tmux('new-window', '/usr/bin/env', `PATH=${path}`, ...run);
    },
    buffers: () => tmux('list-buffers', '-F', '#{buffer_sample}'),
  };
}

const nowhere = dirname(process.execPath);

describe.runIf(hasTmux)('inside the real tmux', () => {
  it('[MC9] as it is set up at first, it has the text and hands it on', async () => {
    const inside = await openTmux();
    inside.copyWith(process.env['PATH'] ?? '');
    await expect.poll(inside.terminal.copied).toEqual([text]);
    expect(inside.buffers()).toContain('tea for two');
  });

  it('[MC9] without its command OSC 52 does the same, where it is obeyed', async () => {
    const inside = await openTmux('set-clipboard on');
    inside.copyWith(nowhere);
    await expect.poll(inside.terminal.copied).toEqual([text]);
    expect(inside.buffers()).toContain('tea for two');
  });

  it('[MC9] and what may pass through it does', async () => {
    const inside = await openTmux('set-clipboard off', 'allow-passthrough on');
    inside.copyWith(nowhere);
    await expect.poll(inside.terminal.copied).toEqual([text]);
    expect(inside.buffers()).toBe('');
  });
});
