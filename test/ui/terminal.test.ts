import { spawn as spawnChild } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from 'node-pty';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type OuterTerminal, openOuterTerminal } from '../support/outer-terminal.ts';

const program = fileURLToPath(new URL('../support/terminal-program.ts', import.meta.url));

/** What a shell would find afterwards. */
const afterwards =
  'stty -a | grep -o -- "-*icanon"; stty -a | grep -o -- "-*echo "; echo over; read rest';

/** Owns a terminal, says when its program has painted, and takes it along when it dies. */
const holdsTerminal = `
  import { spawn } from 'node-pty';
  const pty = spawn(process.argv[1], process.argv.slice(2), { env: { TERM: 'xterm' } });
  pty.onData((data) => data.includes('ready') && console.log('ready'));
`;

const reportPath = () => join(mkdtempSync(join(tmpdir(), 'codex-grid-terminal-')), 'report');

const open: OuterTerminal[] = [];

/** The program, run by a shell in a terminal of its own; resolves with its pid once it has painted. */
async function started(
  env: Readonly<Record<string, string>> = {},
): Promise<{ terminal: OuterTerminal; pid: number }> {
  const terminal = openOuterTerminal({
    file: '/bin/sh',
    arguments: ['-c', `"$0" "$1"; ${afterwards}`, process.execPath, program],
    cwd: process.cwd(),
    env: { PATH: process.env['PATH'], TERM: 'xterm-256color', ...env },
    columns: 80,
    rows: 24,
  });
  open.push(terminal);
  await terminal.waitFor('its first frame', (text) => /pid \d+, ready/.test(text));
  return { terminal, pid: Number(/pid (\d+)/.exec(terminal.text())?.[1]) };
}

async function expectGivenBack(terminal: OuterTerminal): Promise<void> {
  await terminal.waitFor('the shell', (text) => text.includes('over'));
  expect(terminal.leftOn()).toEqual([]);
  expect(terminal.text()).not.toMatch(/paint|-icanon|-echo/);
  expect(terminal.text()).toContain('icanon\necho');
}

afterEach(async () => {
  for (const terminal of open.splice(0)) await terminal.close();
});

describe('the outer terminal', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
    '[TM4] a terminal is given back as it was found, whatever ends the program: %s',
    async (signal) => {
      const { terminal, pid } = await started();
      expect(terminal.leftOn()).toContain('?1049');
      process.kill(pid, signal);
      await expectGivenBack(terminal);
      expect(terminal.text()).toContain(`ended by ${signal}`);
    },
  );

  it.each([
    ['an uncaught error', 't', 'ended by error'],
    ['an uncaught rejection', 'r', 'ended by error'],
    ['process.exit', 'x', ''],
    ['its own wish', 'q', 'Bye.'],
  ])(
    '[TM4] a terminal is given back as it was found, whatever ends the program: %s',
    async (_, key, words) => {
      const { terminal } = await started();
      terminal.type(key);
      await expectGivenBack(terminal);
      expect(terminal.text()).toContain(words);
    },
  );

  it('[TM4] a program whose terminal is gone ends as one that knows it', async () => {
    const report = reportPath();
    const holder = spawnChild(
      process.execPath,
      ['--input-type=module', '-e', holdsTerminal, process.execPath, program, report],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(holder.stdout, 'data');
    holder.kill('SIGKILL');
    // The file is there before what stands in it.
    await eventually(() => expect(['1', '143']).toContain(readFileSync(`${report}.exit`, 'utf8')));
    rmSync(dirname(report), { recursive: true });
  });

  it('[TM5] what is said at the end stands on the main screen, after the terminal was given back', async () => {
    const { terminal } = await started();
    terminal.type('q');
    await terminal.waitFor('the shell', (text) => text.includes('over'));
    expect(terminal.text().split('\n')[0]).toBe('Bye.');
  });

  it('[TM6] Ctrl+Z gives the terminal back, stops, and paints everything again', async () => {
    const terminal = openOuterTerminal({
      file: '/bin/bash',
      arguments: ['--norc', '-i'],
      cwd: process.cwd(),
      env: { PATH: process.env['PATH'], TERM: 'xterm-256color', PS1: 'shell> ' },
      columns: 80,
      rows: 24,
    });
    open.push(terminal);
    await terminal.waitFor('the prompt', (text) => text.includes('shell>'));
    terminal.type(`'${process.execPath}' '${program}'\r`);
    await terminal.waitFor('its first frame', (text) => /pid \d+, ready/.test(text));
    terminal.type('z');
    await terminal.waitFor('the job to stop', (text) => text.includes('Stopped'));
    expect(terminal.leftOn().filter((mode) => mode !== '?2004')).toEqual([]);
    expect(terminal.text()).not.toContain('paint');
    terminal.type('fg\r');
    await terminal.waitFor('everything again', (text) => /again, paint 2/.test(text));
    expect(terminal.leftOn()).toContain('?1049');
    expect(terminal.leftOn()).toContain('kitty keyboard x1');
    terminal.type('k');
    await terminal.waitFor('a key', (text) => text.includes('typed "k"'));
    terminal.type('q');
    await terminal.waitFor('the prompt', (text) => /Bye\.\s+shell>/.test(text));
    terminal.type('exit\r');
    await terminal.exited;
  });

  it('[TM6] a program that was stopped and continued behind its back paints everything again', async () => {
    const { terminal, pid } = await started();
    process.kill(pid, 'SIGSTOP');
    process.kill(pid, 'SIGCONT');
    await terminal.waitFor('everything again', (text) => /again, paint 2/.test(text));
    expect(terminal.leftOn()).toContain('kitty keyboard x1');
    terminal.type('q');
    await expectGivenBack(terminal);
  });

  it('[DF21] an editor has the terminal until it ends, as a shell would give it', async () => {
    const editor = join(mkdtempSync(join(tmpdir(), 'codex-grid-editor-')), 'editor');
    const script = [
      '#!/bin/sh',
      "trap 'echo interrupted' INT",
      'stty -a | grep -o -- "-*icanon"',
      'echo "editing $1 $2"',
      // The trap may end the first.
      'line=; while [ -z "$line" ]; do read line; done',
      'echo "$line" > "$0.out"; exit 3',
    ];
    writeFileSync(editor, script.join('\n'), { mode: 0o755 });
    const { terminal } = await started({ VISUAL: '', EDITOR: `${editor}` });
    terminal.type('e');
    await terminal.waitFor('the editor', (text) => text.includes('editing +3 /tmp/some file'));
    expect(terminal.leftOn()).toEqual([]);
    expect(terminal.text()).toMatch(/^icanon$/m);
    terminal.resize(90, 24);
    terminal.type('\x03');
    await terminal.waitFor('its trap', (text) => text.includes('interrupted'));
    expect(terminal.text()).not.toMatch(/paint/);
    terminal.type('to the editor\r');
    await terminal.waitFor('the program again', (text) => text.includes('edited Your editor'));
    expect(readFileSync(`${editor}.out`, 'utf8')).toBe('to the editor\n');
    expect(terminal.leftOn()).toContain('?1049');
    terminal.type('k');
    await terminal.waitFor('its keys', (text) => text.includes('typed "k"'));
  });

  it('[TM7] a terminal that stops reading stops nobody; it hears of the newest state when it reads on', async () => {
    const report = reportPath();
    const pty = spawn(process.execPath, [program, report], { env: { TERM: 'xterm' } });
    const exited = new Promise((resolve) => pty.onExit(resolve));
    let seen = '';
    pty.onData((data) => {
      seen = (seen + data).slice(-100_000);
    });
    await eventually(() => expect(seen).toContain('ready'));
    pty.pause();
    pty.write('f');
    const { frames, isBusy } = await eventually(() => JSON.parse(readFileSync(report, 'utf8')));
    expect(frames).toBeLessThan(5);
    expect(isBusy).toBe(true);
    expect(seen).not.toContain('drained');
    pty.resume();
    await eventually(() => expect(seen).toContain('drained'));
    pty.write('q');
    await exited;
    rmSync(dirname(report), { recursive: true });
  });
});
