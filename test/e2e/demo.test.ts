import { existsSync, globSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { freshEnvironment } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { type OuterTerminal, openOuterTerminal } from '../support/outer-terminal.ts';
import { programFile, runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** A machine on which codex-grid was just installed. */
function freshMachine() {
  const folder = scratchFolder();
  const home = `${folder}/home`;
  mkdirSync(home);
  const env = freshEnvironment(home);
  const demoFolders = () => globSync(`${home}/.local/state/codex-grid-demo/demo-*`);
  return { folder, home, env, cwd: folder, demoFolders };
}

function openDemo(machine: ReturnType<typeof freshMachine>): OuterTerminal {
  const terminal = openOuterTerminal({
    file: process.execPath,
    arguments: [programFile, 'demo'],
    cwd: machine.cwd,
    env: machine.env,
    columns: 200,
    rows: 60,
  });
  onTestFinished(async () => {
    // Killed at once it would leave its host behind.
    terminal.kill('SIGTERM');
    await terminal.exited;
  });
  return terminal;
}

const words = ['working', 'approval', 'question', 'failed'];

it('[DM1] --print shows one frame with every agent settled, exits 0 and leaves nothing', async () => {
  const machine = freshMachine();
  const { exitCode, stdout, stderr } = await runProgram(['demo', '--print'], machine);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  for (const word of words) expect(stdout).toContain(word);
  for (const name of ['api', 'web', 'db', 'docs']) expect(stdout).toContain(name);
  expect(stdout).not.toContain('\x1b');
  expect(readdirSync(machine.home, { recursive: true }).map(String)).toEqual(
    expect.not.arrayContaining([expect.stringContaining('demo')]),
  );
  await untilNoProcessMentions(machine.folder);
});

it('[DM2] a newcomer soon sees all that agents do, can answer, and q leaves nothing', async () => {
  const machine = freshMachine();
  const demo = openDemo(machine);
  const seen = new Set<string>();
  const all = ['starting', 'done', ...words];
  await demo.waitFor('every lifecycle', (text) => {
    for (const word of all) if (text.includes(` ${word}`)) seen.add(word);
    return seen.size === all.length;
  });
  expect(demo.text()).toContain('demo');

  // The second tile waits for an approval: yes commits for real.
  demo.type('2\r');
  await demo.waitFor('TYPE', (text) => /TYPE 2/.test(text));
  await demo.answer('y');
  await demo.waitFor('the commit', (text) => text.includes('Committed on'));
  const [folder] = machine.demoFolders();
  expect(readFileSync(`${folder}/readme/README.md`, 'utf8')).toContain('npm start');
  expect(readFileSync(`${folder}/orders/orders.js`, 'utf8')).toContain('placeOrder');
  expect(readFileSync(`${folder}/start-page/public/index.html`, 'utf8')).toContain('<h1>');

  demo.type('\x11');
  await demo.waitFor('GRID', (text) => /\bGRID\b/.test(text));
  demo.type('q');
  expect(await demo.exited).toEqual({ code: 0, signal: 0 });
  expect(demo.leftOn()).toEqual([]);
  expect(machine.demoFolders()).toEqual([]);
  await untilNoProcessMentions(machine.folder);
});

it.each(['SIGTERM', 'SIGHUP'] as const)(
  '[DM3] %s ends the demo and leaves nothing',
  async (signal) => {
    const machine = freshMachine();
    const demo = openDemo(machine);
    await demo.waitFor('the tiles', (text) => text.includes('working'));
    demo.kill(signal);
    await demo.exited;
    expect(demo.leftOn()).toEqual([]);
    expect(machine.demoFolders()).toEqual([]);
    await untilNoProcessMentions(machine.folder);
  },
);

it('[DM4] a killed demo leaves no process, and its files are cleared away by the next one', async () => {
  const machine = freshMachine();
  const demo = openDemo(machine);
  await demo.waitFor('the tiles', (text) => text.includes('working'));
  demo.kill('SIGKILL');
  await demo.exited;
  await untilNoProcessMentions(machine.folder);
  const [left] = machine.demoFolders();
  expect(left).toBeDefined();

  const next = await runProgram(['demo', '--print'], machine);
  expect(next.exitCode).toBe(0);
  expect(existsSync(left!)).toBe(false);
  await untilNoProcessMentions(machine.folder);
});

it('[DM5] any prompt gets an answer with a command and a patch', async () => {
  const machine = freshMachine();
  const demo = openDemo(machine);
  await demo.waitFor('the failed one', (text) => text.includes('failed'));
  demo.type('4z');
  await demo.waitFor('TYPE', (text) => /TYPE 4/.test(text));
  demo.type('paint the shed green');
  await demo.waitFor('the typed text', (text) => text.includes('› paint the shed green'));
  await demo.answer('\r');
  await demo.waitFor('the answer', (text) => text.includes('I am the model of a demo'));
  const [note] = globSync(`${machine.demoFolders()[0]}/readme/notes/*.md`);
  expect(readFileSync(note!, 'utf8')).toContain('paint the shed green');
});

/** Every process of the demo has its folder in its environment. */
async function untilNoProcessMentions(folder: string): Promise<void> {
  await untilTrue('all processes to be gone', async () => processesWith(folder).length === 0);
}

function processesWith(folder: string): readonly string[] {
  return globSync('/proc/[0-9]*/environ').filter((path) => {
    try {
      return readFileSync(path, 'utf8').includes(`HOME=${folder}/home\0`);
    } catch {
      // It ended while we looked, or is not ours to look at.
      return false;
    }
  });
}
